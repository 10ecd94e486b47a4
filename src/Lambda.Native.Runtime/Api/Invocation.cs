using System.Text;
using Lambda.Native.Buffers;
using Lambda.Native.Http;
using Lambda.Native.Logging;

namespace Lambda.Native.Api;

/// <summary>
/// The invocation at hand: slices of the reply to <c>/next</c>, read into strings only when somebody asks. One object serves all invocations of a
/// worker; <see cref="Generation"/> tells them apart.
/// </summary>
internal sealed class Invocation
{
    private const long EarliestDeadline = 1_000_000_000_000; // September 2001
    private const long LatestDeadline = 253_402_300_799_999; // the last ms that a DateTimeOffset holds

    private static bool s_absurdDeadlineTold;

    private ReadOnlyMemory<byte> _requestId;
    private ReadOnlyMemory<byte> _functionArn;
    private ReadOnlyMemory<byte> _traceId;
    private ReadOnlyMemory<byte> _tenantId;
    private string? _requestIdText;
    private string? _functionArnText;
    private string? _traceIdText;
    private string? _tenantIdText;
    private DeadlineSource? _deadlineSource;

    internal int Generation { get; private set; }

    internal ReadOnlyMemory<byte> Event { get; set; }

    /// <summary>In ms since the Unix epoch; null where the server gave none, or one before 2001 as two emulators do.</summary>
    internal long? DeadlineMs { get; private set; }

    internal ReadOnlySpan<byte> RequestIdBytes => _requestId.Span;

    internal ReadOnlySpan<byte> TraceIdBytes => _traceId.Span;

    /// <summary>Echoed on the answer when the server gave one; empty otherwise.</summary>
    internal ReadOnlyMemory<byte> AttemptId { get; private set; }

    internal ReadOnlyMemory<byte> ClientContext { get; private set; }

    internal ReadOnlyMemory<byte> CognitoIdentity { get; private set; }

    internal string RequestId => _requestIdText ??= Text(_requestId) ?? "";

    internal string FunctionArn => _functionArnText ??= Text(_functionArn) ?? "";

    internal string? TraceId => _traceIdText ??= Text(_traceId);

    internal string? TenantId => _tenantIdText ??= Text(_tenantId);

    /// <summary>Cancelled a margin before the deadline. Made when it is first asked for: it needs a timer, and that a thread.</summary>
    internal CancellationToken CancellationToken => (_deadlineSource ??= new DeadlineSource(DeadlineMs)).Token;

    /// <summary>Whether an exception means that the handler gave up because its time was over.</summary>
    internal bool IsDeadline(Exception exception) =>
        exception is OperationCanceledException canceled && _deadlineSource is { } source && source.Token.IsCancellationRequested && canceled.CancellationToken == source.Token;

    /// <summary>Takes over the reply to <c>/next</c>. False when it has no usable request id: such an event cannot be answered.</summary>
    internal bool TryBegin(HttpExchange reply)
    {
        _requestId = _functionArn = _traceId = _tenantId = AttemptId = ClientContext = CognitoIdentity = default;
        _requestIdText = _functionArnText = _traceIdText = _tenantIdText = null;
        DeadlineMs = null;
        Event = reply.Body;

        bool wellFormed = true;
        HeaderLines lines = reply.Headers;
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> name = lines.Name;
            // Managed Instances send some of them always, empty where there is nothing to say.
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
                case 28 when Is(name, "lambda-runtime-aws-tenant-id"u8):
                    _tenantId = reply.Slice(lines.Value);
                    break;
                case 29 when Is(name, "lambda-runtime-aws-request-id"u8):
                    _requestId = reply.Slice(lines.Value);
                    wellFormed &= IsVisible(lines.Value) && !lines.Value.Contains((byte)'/');
                    break;
                case 29 when Is(name, "lambda-runtime-client-context"u8):
                    ClientContext = reply.Slice(lines.Value);
                    break;
                case 31 when Is(name, "lambda-runtime-cognito-identity"u8):
                    CognitoIdentity = reply.Slice(lines.Value);
                    break;
                case 35 when Is(name, "lambda-runtime-invoked-function-arn"u8):
                    _functionArn = reply.Slice(lines.Value);
                    break;
            }
        }
        return wellFormed && !_requestId.IsEmpty;
    }

    /// <summary>Reads what log records need, before the reply to a post overwrites the buffer it lies in.</summary>
    internal void KeepForLog()
    {
        _ = RequestId;
        _ = TraceId;
        _ = TenantId;
    }

    /// <summary>From here on every <see cref="LambdaContext"/> of this invocation throws.</summary>
    internal void End()
    {
        Generation++;
        _deadlineSource?.Dispose();
        _deadlineSource = null;
    }

    /// <summary>An invocation that no server gave, for unit tests of handlers.</summary>
    internal static Invocation Detached(string requestId, string functionArn, string? traceId, string? tenantId, DateTimeOffset? deadline) => new()
    {
        _requestIdText = requestId,
        _functionArnText = functionArn,
        _traceIdText = traceId,
        _tenantIdText = tenantId,
        DeadlineMs = deadline?.ToUnixTimeMilliseconds(),
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lowerCase) =>
        name.Length >= lowerCase.Length && Ascii.EqualsIgnoreCase(name[..lowerCase.Length], lowerCase);

    private static string? Text(ReadOnlyMemory<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value.Span);

    /// <summary>A byte outside the visible ones would break the request it is echoed in.</summary>
    private static bool IsVisible(ReadOnlySpan<byte> value)
    {
        foreach (byte b in value)
        {
            if (b is < 0x21 or > 0x7e)
                return false;
        }
        return true;
    }

    private static long? ParseDeadline(ReadOnlySpan<byte> value)
    {
        if (Digits.TryParse(value, out long deadline) && deadline is >= EarliestDeadline and <= LatestDeadline)
            return deadline;
        if (!s_absurdDeadlineTold)
        {
            s_absurdDeadlineTold = true;
            Log.Warn("the Runtime API gives a deadline that is none; invocations go without");
        }
        return null;
    }
}
