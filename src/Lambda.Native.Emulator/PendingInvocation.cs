using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>What an invocation came to.</summary>
internal sealed record InvocationOutcome(string RequestId, byte[] Payload, string ContentType, bool Failed);

/// <summary>One invocation on its way: waiting, with the function, and answered, failed or timed out.</summary>
internal sealed class PendingInvocation(byte[] lambdaEvent, string traceId)
{
    private readonly object _lock = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _abandoned;

    internal string RequestId { get; } = Guid.NewGuid().ToString();

    internal byte[] Event => lambdaEvent;

    internal string TraceId => traceId;

    internal DateTimeOffset Deadline { get; private set; }

    internal bool TimedOut { get; private set; }

    internal Task Started => _started.Task;

    internal Task<InvocationOutcome> Outcome => _outcome.Task;

    internal bool TryStart(DateTimeOffset deadline)
    {
        lock (_lock)
        {
            if (_abandoned)
                return false;
            Deadline = deadline;
            _started.TrySetResult();
            return true;
        }
    }

    /// <summary>False when there is an outcome already.</summary>
    internal bool TryEnd(byte[] payload, string contentType, bool failed) =>
        _outcome.TrySetResult(new InvocationOutcome(RequestId, payload, contentType, failed));

    internal void TimeOut(TimeSpan after)
    {
        string seconds = after.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
        string message = $"{DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {RequestId} Task timed out after {seconds} seconds";
        if (TryEnd(Encoding.UTF8.GetBytes($"{{\"errorMessage\":{JsonSerializer.Serialize(message)}}}"), "application/json", failed: true))
            TimedOut = true;
    }

    internal void Abandon()
    {
        lock (_lock)
            _abandoned = true;
    }
}
