using System.Globalization;

namespace Lambda.Native.Emulator;

/// <summary>Asynchronous events: taken at once, handed to the function when it is free, tried again when it fails, as https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html has it.</summary>
internal sealed class EventQueue(IFunctionInvoker function, EmulatorOptions options, FunctionLog log)
{
    // Of up to 1 MB each.
    private const int MaxEvents = 1000;

    private readonly PlatformLines _lines = new(options);
    private readonly CancellationTokenSource _ended = new();
    private int _events;

    /// <summary>The request id of an event that is now this queue's; null when it takes no more.</summary>
    internal string? Accept(ReadOnlyMemory<byte> lambdaEvent, InvocationOptions invocation)
    {
        if (Interlocked.Increment(ref _events) > MaxEvents)
        {
            Interlocked.Decrement(ref _events);
            return null;
        }
        string requestId = Guid.NewGuid().ToString();
        _ = HandleAsync(lambdaEvent, invocation with
        {
            RequestId = requestId,
            // All attempts are one trace.
            TraceId = invocation.TraceId ?? Invocation.NewTraceId(),
            LogTail = false,
            Expires = options.Time.GetUtcNow() + options.MaxEventAge,
        });
        return requestId;
    }

    /// <summary>Lambda keeps its queue; this one is gone with the emulator, and says so.</summary>
    internal void End()
    {
        if (_ended.IsCancellationRequested)
            return;
        int left = Volatile.Read(ref _events);
        _ended.Cancel();
        if (left > 0)
            log.Write(LogSource.Platform, null, _lines.Note($"The emulator ends before {left} asynchronous {(left == 1 ? "event was" : "events were")} done with."));
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> lambdaEvent, InvocationOptions invocation)
    {
        try
        {
            if (await TryAsync(lambdaEvent, invocation) is { } failure)
                Report(failure);
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
        }
        finally
        {
            Interlocked.Decrement(ref _events);
        }
    }

    /// <summary>Null when the function has handled it in the end.</summary>
    private async Task<DestinationRecord?> TryAsync(ReadOnlyMemory<byte> lambdaEvent, InvocationOptions invocation)
    {
        InvocationResult? last = null;
        TimeSpan wait = options.RetryWait;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                last = await function.InvokeAsync(lambdaEvent, invocation, _ended.Token);
            }
            catch (EventAgeExceededException)
            {
                return Failure(DestinationRecord.EventAgeExceeded, attempt - 1);
            }
            if (last.FunctionError is null)
                return null;
            if (attempt > options.Retries)
                return Failure(DestinationRecord.RetriesExhausted, attempt);
            if (options.Time.GetUtcNow() + wait >= invocation.Expires)
                return Failure(DestinationRecord.EventAgeExceeded, attempt);
            await Task.Delay(wait, options.Time, _ended.Token);
            wait *= 2;
        }

        DestinationRecord Failure(string condition, int attempts) => new(invocation, lambdaEvent, condition, attempts, last, options);
    }

    private void Report(DestinationRecord failure)
    {
        string where = "";
        if (options.OnFailureFolder is { } folder)
        {
            string path = Path.Combine(folder, failure.RequestId + ".json");
            try
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(path, failure.ToJson());
                where = $"; its record is {path}";
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                where = $"; its record cannot be written: {problem.Message}";
            }
        }
        log.Write(LogSource.Platform, failure.RequestId, _lines.Note(string.Create(CultureInfo.InvariantCulture,
            $"RequestId: {failure.RequestId} The asynchronous event is given up after {failure.Attempts} {(failure.Attempts == 1 ? "attempt" : "attempts")} ({failure.Condition}){where}")));
    }
}
