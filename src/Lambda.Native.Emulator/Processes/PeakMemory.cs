using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>The most memory a process has had. It only grows, so that it need not be asked for after every invocation of a few microseconds.</summary>
internal sealed class PeakMemory
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_fresh = TimeSpan.FromMilliseconds(20);

    private long _readAt;

    /// <summary>What was read last; null before.</summary>
    internal long? Last { get; private set; }

    internal void Reset() => (Last, _readAt) = (null, 0);

    /// <param name="process">Its id.</param>
    /// <param name="after">How long it has worked since.</param>
    internal long? Read(int process, TimeSpan after)
    {
        if (Last is null || after > s_short || Stopwatch.GetElapsedTime(_readAt) > s_fresh)
        {
            Last = ProcessFacts.PeakMemory(process) ?? Last;
            _readAt = Stopwatch.GetTimestamp();
        }
        return Last;
    }
}
