using System.Buffers;
using System.Text.Json;
using Lambda.Native;

LambdaRuntime.RunRaw(static (e, answer, _) =>
{
    var reader = new Utf8JsonReader(e);
    ReadOnlySpan<byte> name = default;
    ReadOnlySpan<byte> data = default;
    bool hasData = false;
    reader.Read();
    while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
    {
        bool isName = reader.ValueTextEquals("name"u8);
        bool isData = reader.ValueTextEquals("data"u8);
        reader.Read();
        // A string goes out as it came in, escapes and all; none is made.
        if (isName && reader.TokenType == JsonTokenType.String)
        {
            name = reader.ValueSpan;
        }
        else if (isData && reader.TokenType == JsonTokenType.String)
        {
            data = reader.ValueSpan;
            hasData = true;
        }
        else
        {
            reader.Skip();
        }
    }
    answer.Write("{\"message\":\"Hello, "u8);
    answer.Write(name);
    if (hasData)
    {
        answer.Write("\",\"data\":\""u8);
        answer.Write(data);
    }
    answer.Write("\"}"u8);
});
