using System.IO.Pipelines;

namespace Lambda.Native.Emulator;

/// <summary>The one way in: everything that has the function handle an event does it here.</summary>
public sealed class FunctionInvoker
{
    private readonly InvocationQueue _queue;

    internal FunctionInvoker(InvocationQueue queue) => _queue = queue;

    /// <summary>Has the function handle an event and gathers its answer, streamed or not. What the function does wrong is in the result, never an exception.</summary>
    /// <exception cref="OperationCanceledException">The invoker waits no longer, or the emulator ends.</exception>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
    {
        InvocationOutcome outcome = await _queue.InvokeAsync(payload.ToArray(), options.TraceId, cancellation);
        return new InvocationResult { RequestId = outcome.RequestId, Payload = outcome.Payload, ContentType = outcome.ContentType, FunctionError = outcome.Failed ? "Unhandled" : null };
    }

    /// <summary>Has the function handle an event and returns with the first byte of its answer.</summary>
    /// <exception cref="OperationCanceledException">The invoker waits no longer, or the emulator ends.</exception>
    public async Task<InvocationStream> InvokeStreamingAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
    {
        InvocationResult result = await InvokeAsync(payload, options, cancellation);
        return new InvocationStream
        {
            RequestId = result.RequestId,
            ContentType = result.ContentType,
            FunctionError = result.FunctionError,
            Body = PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(result.Payload)),
            End = Task.FromResult(result),
        };
    }
}
