using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>Whether one of the processes is debugged, asked for at most once a second: to find out takes longer than a short invocation.</summary>
internal sealed class DebuggerWatch
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private EnvironmentProcesses? _processes;
    private long _readAt;
    private bool _attached;

    internal bool IsAttached(EnvironmentProcesses processes)
    {
        if (processes != _processes || Stopwatch.GetElapsedTime(_readAt) > s_fresh)
            (_processes, _readAt, _attached) = (processes, Stopwatch.GetTimestamp(), processes.AreDebugged);
        return _attached;
    }
}
