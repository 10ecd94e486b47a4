using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>One initialisation of one life of an execution environment, and with SnapStart the restore after it.</summary>
/// <param name="isRetry">After a first one failed: within the time of an invocation.</param>
internal sealed class InitRun(bool isRetry)
{
    private bool _taken;

    internal long Started { get; } = Stopwatch.GetTimestamp();

    internal bool IsRetry { get; } = isRetry;

    /// <summary>In Lambda's word.</summary>
    internal string Phase => IsRetry ? "invoke" : "init";

    /// <summary>Null until it is over.</summary>
    internal TimeSpan? Duration { get; set; }

    /// <summary>When the restore began; 0 before.</summary>
    internal long RestoreStarted { get; set; }

    /// <summary>Null until the restore is over.</summary>
    internal TimeSpan? RestoreDuration { get; set; }

    internal bool IsRestoring => RestoreStarted != 0 && RestoreDuration is null;

    /// <summary>What the runtime said of it.</summary>
    internal (string Type, byte[] Document)? Failure { get; set; }

    internal bool TimedOut { get; set; }

    /// <summary>How it came out, where that was the end of its processes.</summary>
    internal Outcome OutcomeOf(EnvironmentEnd end) => TimedOut ? Outcome.Timeout : Outcome.Error(Failure?.Type ?? end.ErrorType);

    /// <summary>Once: it is reported with the first invocation, and of a restored function only the restore.</summary>
    internal void TellOnce(Invocation invocation)
    {
        if (_taken)
            return;
        _taken = true;
        if (RestoreDuration is null)
            invocation.InitDuration = Duration;
        invocation.RestoreDuration = RestoreDuration;
    }
}
