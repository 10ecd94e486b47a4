using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>The most memory that processes have had, each by itself. It only grows, so that it need not be asked for after every invocation of a few microseconds.</summary>
internal sealed class PeakMemory
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_fresh = TimeSpan.FromMilliseconds(20);

    private long _readAt;

    /// <summary>What was read last; null before.</summary>
    internal long? Last { get; private set; }

    /// <summary>Lambda counts no more than there is.</summary>
    internal long Limit { get; init; } = long.MaxValue;

    /// <summary>All of it was taken.</summary>
    internal void Reach() => Last = Limit;

    internal void Reset() => (Last, _readAt) = (null, 0);

    /// <param name="processes">Their ids.</param>
    /// <param name="after">How long they have worked since.</param>
    internal long? Read(IEnumerable<int> processes, TimeSpan after)
    {
        if (Last is null || after > s_short || Stopwatch.GetElapsedTime(_readAt) > s_fresh)
        {
            long now = processes.Sum(process => ProcessFacts.PeakMemory(process) ?? 0);
            if (now > (Last ?? 0))
                Last = Math.Min(now, Limit);
            _readAt = Stopwatch.GetTimestamp();
        }
        return Last;
    }
}
