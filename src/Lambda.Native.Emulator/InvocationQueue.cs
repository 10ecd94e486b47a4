using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace Lambda.Native.Emulator;

/// <summary>The invocations of one function, handed out one at a time.</summary>
internal sealed class InvocationQueue(EmulatorOptions options)
{
    private readonly Channel<PendingInvocation> _waiting = Channel.CreateUnbounded<PendingInvocation>();
    private readonly ConcurrentDictionary<string, PendingInvocation> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _knownInOrder = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TaskCompletionSource<long> _firstNext = NewSource();

    internal string FunctionArn { get; } = $"arn:aws:lambda:us-east-1:123456789012:function:{options.FunctionName}";

    internal Task<long> FirstNext => _firstNext.Task;

    internal void ForgetRuntime() => _firstNext = NewSource();

    /// <summary>Has the function handle an event, after those that came before it.</summary>
    internal async Task<InvocationOutcome> InvokeAsync(byte[] lambdaEvent, string? traceId, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        var invocation = new PendingInvocation(lambdaEvent, traceId ?? NewTraceId());
        Remember(invocation);
        try
        {
            await _waiting.Writer.WriteAsync(invocation, cancellation);
            await invocation.Started.WaitAsync(cancellation);
            Task first = await Task.WhenAny(invocation.Outcome, Task.Delay(options.Timeout, cancellation));
            if (first != invocation.Outcome)
            {
                cancellation.ThrowIfCancellationRequested();
                invocation.TimeOut(options.Timeout);
            }
            return await invocation.Outcome;
        }
        finally
        {
            // Nobody waits any more: the function must not be handed an event whose answer goes nowhere.
            invocation.Abandon();
            _turn.Release();
        }
    }

    /// <summary>Waits for the next event; its time begins to run.</summary>
    internal async Task<PendingInvocation> NextAsync(CancellationToken cancellation)
    {
        _firstNext.TrySetResult(Stopwatch.GetTimestamp());
        while (true)
        {
            PendingInvocation invocation = await _waiting.Reader.ReadAsync(cancellation);
            if (invocation.TryStart(DateTimeOffset.UtcNow + options.Timeout))
                return invocation;
        }
    }

    internal PendingInvocation? Find(string requestId) => _known.GetValueOrDefault(requestId);

    /// <summary>Those that are over are kept a while: an answer that comes late is told so, and not that its id is unknown.</summary>
    private void Remember(PendingInvocation invocation)
    {
        const int most = 1000;
        _known[invocation.RequestId] = invocation;
        _knownInOrder.Enqueue(invocation.RequestId);
        if (_knownInOrder.Count > most && _knownInOrder.TryDequeue(out string? oldest))
            _known.TryRemove(oldest, out _);
    }

    private static string NewTraceId()
    {
        string id = Guid.NewGuid().ToString("N");
        return $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{id[..24]};Parent={Guid.NewGuid().ToString("N")[..16]};Sampled=0";
    }

    private static TaskCompletionSource<long> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
