using System.Buffers;
using System.IO.Pipelines;

namespace Lambda.Native.Emulator;

/// <summary>The one way in: everything that has the function handle an event does it here.</summary>
internal sealed class FunctionInvoker : IFunctionInvoker
{
    private readonly EnvironmentPool _pool;
    private readonly string _functionArn;

    /// <summary>Called when an invocation is over, with the event and what came of it; the payload of an answer that was streamed to its invoker is not kept.</summary>
    internal event Action<ReadOnlyMemory<byte>, InvocationResult>? Ended;

    internal FunctionInvoker(EnvironmentPool pool, EmulatorOptions options)
    {
        _pool = pool;
        _functionArn = options.FunctionArn;
    }

    /// <summary>Has the function handle an event and gathers its answer, streamed or not. What the function does wrong is in the result, never an exception.</summary>
    /// <exception cref="OperationCanceledException">The invoker waits no longer, or the emulator ends.</exception>
    /// <exception cref="TooManyInvocationsException">As many events as may be at the same time are with the function, or more wait than make sense.</exception>
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
    {
        var invocation = new Invocation(payload, options, _functionArn, streaming: false);
        InvocationAnswer answer = await AnswerAsync(invocation, cancellation);
        ReadOnlyMemory<byte> gathered = answer.Payload;
        string? functionError = answer.FunctionError;
        if (answer.Stream is { } stream)
            gathered = await GatherAsync(stream, cancellation);
        if (!options.LogTail && answer.Stream is null)
            return Result(invocation, gathered, answer.ContentType, functionError, invocation.TimingSoFar);

        InvocationEnd end = await invocation.End.WaitAsync(cancellation);
        if (end.StreamError is { } error)
        {
            gathered = error;
            functionError = LambdaErrors.Unhandled;
        }
        return Result(invocation, gathered, answer.ContentType, functionError, end.Timing);
    }

    /// <summary>Has the function handle an event and returns with the first byte of its answer.</summary>
    /// <exception cref="OperationCanceledException">The invoker waits no longer, or the emulator ends.</exception>
    /// <exception cref="TooManyInvocationsException">As many events as may be at the same time are with the function, or more wait than make sense.</exception>
    public async Task<InvocationStream> InvokeStreamingAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
    {
        var invocation = new Invocation(payload, options, _functionArn, streaming: true);
        InvocationAnswer answer = await AnswerAsync(invocation, cancellation);
        return new InvocationStream
        {
            RequestId = invocation.RequestId,
            ContentType = answer.ContentType,
            FunctionError = answer.FunctionError,
            Streamed = answer.Stream is not null,
            Body = answer.Stream ?? PipeReader.Create(new ReadOnlySequence<byte>(answer.Payload)),
            End = EndAsync(invocation, answer),
        };
    }

    private async Task<InvocationAnswer> AnswerAsync(Invocation invocation, CancellationToken cancellation)
    {
        _pool.Submit(invocation);
        try
        {
            InvocationAnswer answer = await invocation.Answer.WaitAsync(cancellation);
            if (Ended is not null)
                _ = ReportAsync(invocation, answer);
            return answer;
        }
        catch (OperationCanceledException)
        {
            invocation.Abandoned = true;
            throw;
        }
    }

    private async Task ReportAsync(Invocation invocation, InvocationAnswer answer)
    {
        InvocationResult result;
        try
        {
            result = await EndAsync(invocation, answer);
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
            return;
        }
        Ended?.Invoke(invocation.Event, answer.Stream is null ? Result(invocation, answer.Payload, answer.ContentType, result.FunctionError, result.Timing) : result);
    }

    private static async Task<InvocationResult> EndAsync(Invocation invocation, InvocationAnswer answer)
    {
        InvocationEnd end = await invocation.End;
        string? functionError = end.StreamError is null ? answer.FunctionError : LambdaErrors.Unhandled;
        return Result(invocation, end.StreamError ?? ReadOnlyMemory<byte>.Empty, answer.ContentType, functionError, end.Timing);
    }

    private static InvocationResult Result(Invocation invocation, ReadOnlyMemory<byte> payload, string contentType, string? functionError, InvocationTiming timing) => new()
    {
        RequestId = invocation.RequestId,
        Payload = payload,
        ContentType = contentType,
        FunctionError = functionError,
        LogTail = invocation.Tail?.ToArray() ?? ReadOnlyMemory<byte>.Empty,
        Timing = timing,
    };

    private static async Task<ReadOnlyMemory<byte>> GatherAsync(PipeReader stream, CancellationToken cancellation)
    {
        var gathered = new ArrayBufferWriter<byte>();
        while (true)
        {
            ReadResult read = await stream.ReadAsync(cancellation);
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                gathered.Write(segment.Span);
            stream.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        await stream.CompleteAsync();
        return gathered.WrittenMemory;
    }
}
