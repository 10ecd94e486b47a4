using System.Buffers;
using Lambda.Native;

// Bytes in, bytes out: two members are found by scanning, as the floor does, and copied as they stand, escapes and all.
LambdaRuntime.RunRaw(static (lambdaEvent, answer, context) =>
{
    ReadOnlySpan<byte> name = Member(lambdaEvent, "\"name\":\""u8);
    ReadOnlySpan<byte> data = Member(lambdaEvent, "\"data\":\""u8);
    answer.Write("{\"message\":\"Hello, "u8);
    answer.Write(name);
    if (!data.IsEmpty)
    {
        answer.Write("\",\"data\":\""u8);
        answer.Write(data);
    }
    answer.Write("\"}"u8);
});

static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> key)
{
    int at = json.IndexOf(key);
    if (at < 0)
        return default;
    json = json[(at + key.Length)..];
    int end = 0;
    while (json[end] != '"')
        end += json[end] == '\\' ? 2 : 1;
    return json[..end];
}
