namespace Lambda.Native.Api;

/// <summary>A cancellation that comes a margin before an invocation's deadline.</summary>
internal sealed class DeadlineSource : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    internal DeadlineSource(long? deadlineMs)
    {
        if (deadlineMs is null)
            return;
        TimeSpan left = DateTimeOffset.FromUnixTimeMilliseconds(deadlineMs.Value) - LambdaRuntime.Options.DeadlineMargin - DateTimeOffset.UtcNow;
        if (left <= TimeSpan.Zero)
            _source.Cancel();
        else if (left.TotalMilliseconds < int.MaxValue)
            _source.CancelAfter(left);
    }

    internal CancellationToken Token => _source.Token;

    public void Dispose() => _source.Dispose();
}
