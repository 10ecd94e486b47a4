namespace Lambda.Native.Emulator;

/// <summary>Ends the invocations of one environment: the invoker, the log and the pool are told what became of them.</summary>
internal sealed class InvocationEnds(ExecutionEnvironment environment, EnvironmentPool pool, EnvironmentLog log, PeakMemory memory)
{
    /// <summary>Its answer is given; the runtime and the extensions are done with it.</summary>
    internal void Succeed(Invocation invocation, TimeSpan duration, long? memoryUsed) => End(invocation, duration, memoryUsed, Outcome.Success);

    /// <param name="invocation">Which.</param>
    /// <param name="errorType">Whose fault it is, in Lambda's words.</param>
    /// <param name="message">What happened, in Lambda's words.</param>
    /// <param name="duration">How long it took.</param>
    internal void Fail(Invocation invocation, string errorType, string message, TimeSpan duration) => Fail(invocation, errorType, message, duration, Outcome.Error(errorType));

    internal void TimeOut(Invocation invocation, TimeSpan limit) => Fail(invocation, LambdaErrors.TimedOut, LambdaErrors.TimeoutMessage(limit), limit, Outcome.Timeout);

    /// <summary>There is no process for it.</summary>
    internal void FailStart(Invocation invocation, string message)
    {
        Start(invocation);
        Fail(invocation, LambdaErrors.InvalidEntrypoint, message, TimeSpan.Zero);
    }

    /// <summary>What went wrong before them is the answer to those who wait.</summary>
    internal void FailWaiting(IEnumerable<Invocation> waiting, InitRun init, EnvironmentEnd end, TimeSpan duration, TimeSpan limit)
    {
        foreach (Invocation invocation in waiting)
        {
            Start(invocation);
            if (init.TimedOut)
            {
                TimeOut(invocation, limit);
            }
            else if (init.Failure is { Document.Length: > 0 } failure)
            {
                pool.Finishing(invocation);
                invocation.TryAnswer(new InvocationAnswer(failure.Document, "application/json", LambdaErrors.Unhandled));
                End(invocation, duration, null, Outcome.Error(failure.Type));
            }
            else
            {
                Fail(invocation, end.ErrorType, end.Reason, duration);
            }
        }
    }

    private void Start(Invocation invocation)
    {
        log.Start(invocation);
        invocation.Start(DateTimeOffset.UtcNow);
    }

    private void Fail(Invocation invocation, string errorType, string message, TimeSpan duration, Outcome outcome)
    {
        if (!invocation.TryBeOver())
            return;
        log.Failure(invocation, errorType, message);
        InvocationAnswer answer = LambdaErrors.Answer(invocation.RequestId, errorType, message);
        pool.Finishing(invocation);
        if (!invocation.TryAnswer(answer))
            invocation.BreakStream(answer.Payload);
        End(invocation, duration, memory.Last, outcome);
    }

    private void End(Invocation invocation, TimeSpan duration, long? memoryUsed, Outcome outcome)
    {
        invocation.Timer?.Dispose();
        var timing = new InvocationTiming(duration, invocation.InitDuration, memoryUsed) { RestoreDuration = invocation.RestoreDuration };
        log.End(invocation, timing, outcome);
        // First, so that who hears of the end finds this environment free.
        pool.Release(environment, invocation);
        invocation.SetEnd(timing);
    }
}
