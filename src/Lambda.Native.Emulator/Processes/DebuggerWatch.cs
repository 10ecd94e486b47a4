using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>Whether a process is debugged, asked for at most once a second: to find out takes longer than a short invocation.</summary>
internal sealed class DebuggerWatch
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private int _process;
    private long _readAt;
    private bool _attached;

    internal bool IsAttached(int process)
    {
        if (process != _process || Stopwatch.GetElapsedTime(_readAt) > s_fresh)
            (_process, _readAt, _attached) = (process, Stopwatch.GetTimestamp(), ProcessFacts.IsDebugged(process));
        return _attached;
    }
}
