using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>One initialisation of one life of an execution environment.</summary>
/// <param name="isRetry">After a first one failed: within the time of an invocation.</param>
internal sealed class InitRun(bool isRetry)
{
    private bool _taken;

    internal long Started { get; } = Stopwatch.GetTimestamp();

    internal bool IsRetry { get; } = isRetry;

    /// <summary>In Lambda's word.</summary>
    internal string Phase => IsRetry ? "invoke" : "init";

    /// <summary>Null until the first event is asked for.</summary>
    internal TimeSpan? Duration { get; set; }

    /// <summary>What the runtime said of it.</summary>
    internal (string Type, byte[] Document)? Failure { get; set; }

    internal bool TimedOut { get; set; }

    /// <summary>Once: it is reported with the first invocation.</summary>
    internal TimeSpan? TakeDuration()
    {
        if (_taken)
            return null;
        _taken = true;
        return Duration;
    }
}
