namespace Lambda.Native.Emulator.Tests;

/// <summary>A clock that moves when somebody waits, and keeps nobody waiting.</summary>
internal sealed class SteppingTime : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private long _ticks;

    /// <summary>How long was waited, in order.</summary>
    internal TimeSpan[] Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    internal TimeSpan Now => TimeSpan.FromTicks(Volatile.Read(ref _ticks));

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Now;

    internal void Step(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
            _waits.Add(dueTime);
        Step(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
