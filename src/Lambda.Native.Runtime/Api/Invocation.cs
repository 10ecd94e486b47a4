using System.Globalization;
using System.Text;
using Lambda.Native.Http;

namespace Lambda.Native.Api;

/// <summary>
/// The invocation at hand: slices of the reply to <c>/next</c>, read into strings only when somebody asks. One object serves all invocations of a
/// worker; <see cref="Generation"/> tells them apart.
/// </summary>
internal sealed class Invocation
{
    private const long EarliestDeadline = 1_000_000_000_000;

    private ReadOnlyMemory<byte> _requestId;
    private ReadOnlyMemory<byte> _functionArn;
    private ReadOnlyMemory<byte> _traceId;
    private string? _requestIdText;
    private string? _functionArnText;
    private string? _traceIdText;

    internal int Generation { get; private set; }

    internal ReadOnlyMemory<byte> Event { get; private set; }

    /// <summary>In ms since the Unix epoch; null where the server gave none, or one before 2001 as two emulators do.</summary>
    internal long? DeadlineMs { get; private set; }

    internal ReadOnlySpan<byte> RequestIdBytes => _requestId.Span;

    /// <summary>Echoed on the answer when the server gave one; empty otherwise.</summary>
    internal ReadOnlyMemory<byte> AttemptId { get; private set; }

    internal string RequestId => _requestIdText ??= Text(_requestId) ?? "";

    internal string FunctionArn => _functionArnText ??= Text(_functionArn) ?? "";

    internal string? TraceId => _traceIdText ??= Text(_traceId);

    /// <summary>Takes over the reply to <c>/next</c>. False when it has no usable request id: such an event cannot be answered.</summary>
    internal bool TryBegin(HttpExchange reply)
    {
        _requestId = _functionArn = _traceId = AttemptId = default;
        _requestIdText = _functionArnText = _traceIdText = null;
        DeadlineMs = null;
        Event = reply.Body;

        bool wellFormed = true;
        HeaderLines lines = reply.Headers;
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> name = lines.Name;
            if (lines.Value.IsEmpty || !Is(name, "lambda-runtime-"u8))
                continue;
            switch (name.Length)
            {
                case 23 when Is(name, "lambda-runtime-trace-id"u8):
                    _traceId = reply.Slice(lines.Value);
                    break;
                case 26 when Is(name, "lambda-runtime-deadline-ms"u8):
                    DeadlineMs = ParseDeadline(lines.Value);
                    break;
                case 28 when Is(name, "lambda-runtime-invocation-id"u8):
                    AttemptId = reply.Slice(lines.Value);
                    wellFormed &= IsVisible(lines.Value);
                    break;
                case 29 when Is(name, "lambda-runtime-aws-request-id"u8):
                    _requestId = reply.Slice(lines.Value);
                    wellFormed &= IsVisible(lines.Value) && !lines.Value.Contains((byte)'/');
                    break;
                case 35 when Is(name, "lambda-runtime-invoked-function-arn"u8):
                    _functionArn = reply.Slice(lines.Value);
                    break;
            }
        }
        return wellFormed && !_requestId.IsEmpty;
    }

    /// <summary>From here on every <see cref="LambdaContext"/> of this invocation throws.</summary>
    internal void End() => Generation++;

    /// <summary>An invocation that no server gave, for unit tests of handlers.</summary>
    internal static Invocation Detached(string requestId, string functionArn, string? traceId, DateTimeOffset? deadline) => new()
    {
        _requestIdText = requestId,
        _functionArnText = functionArn,
        _traceIdText = traceId,
        DeadlineMs = deadline?.ToUnixTimeMilliseconds(),
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase) =>
        name.Length >= lowerCase.Length && Ascii.EqualsIgnoreCase(name[..lowerCase.Length], lowerCase);

    private static string? Text(ReadOnlyMemory<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value.Span);

    /// <summary>A byte outside the visible ones would break the request it is echoed in.</summary>
    private static bool IsVisible(ReadOnlySpan<byte> value) => value.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7e) < 0;

    private static long? ParseDeadline(ReadOnlySpan<byte> value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long deadline) && deadline is >= EarliestDeadline and <= 253_402_300_799_999
            ? deadline
            : null;
}
