namespace Lambda.Native.Emulator.Tests;

public sealed class RuntimeSessionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_runtime_that_is_asked_to_end_is_not_told_anything_else_first(bool asksBefore)
    {
        var session = new RuntimeSession(new NoEvents(), capacity: 1);
        Task<Invocation?> next = asksBefore ? session.NextAsync(CancellationToken.None).AsTask() : null!;
        session.Close(out _, out _);
        if (!asksBefore)
            next = session.NextAsync(CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        session.HangUp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.NextAsync(CancellationToken.None).AsTask());
    }

    private sealed class NoEvents : IRuntimeEvents
    {
        public void Initialised(RuntimeSession session)
        {
        }

        public void Restoring(RuntimeSession session)
        {
        }

        public void Ready(RuntimeSession session)
        {
        }

        public void Subscribed(Extension extension, TelemetryStreams streams)
        {
        }

        public void Starting(Invocation invocation)
        {
        }

        public void Answered(Invocation invocation)
        {
        }

        public void Finished(Invocation invocation, long at)
        {
        }

        public void InitFailed(RuntimeSession session, string errorType, byte[] document)
        {
        }
    }
}
