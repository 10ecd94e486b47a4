namespace Lambda.Native;

/// <summary>What can be set about the runtime, before one of the <c>Run</c> methods of <see cref="LambdaRuntime"/> is called.</summary>
public sealed class LambdaOptions
{
    private TimeSpan _deadlineMargin = TimeSpan.FromMilliseconds(100);

    internal LambdaOptions()
    {
    }

    /// <summary>How long before the deadline <see cref="LambdaContext.CancellationToken"/> is cancelled: the time a handler gets to end in order. 100 ms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan DeadlineMargin
    {
        get => _deadlineMargin;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _deadlineMargin = value;
        }
    }
}
