using Microsoft.Build.Framework;
using Microsoft.Build.Logging;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What a run of dotnet printed, and what its binary log says it did.</summary>
internal sealed class DotnetResult(int exitCode, string output, string binaryLog)
{
    private readonly HashSet<(string Target, string Task)> _tasks = [];
    private readonly SortedSet<string> _errors = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _warnings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private bool _read;

    internal int ExitCode => exitCode;

    internal string Output => output;

    internal string BinaryLog => binaryLog;

    /// <summary>The names of the tasks that ran.</summary>
    internal IEnumerable<string> Tasks => Read()._tasks.Select(t => t.Task);

    /// <summary>The codes of the errors, each once.</summary>
    internal IEnumerable<string> ErrorCodes => Read()._errors;

    /// <summary>The codes of the warnings, each once.</summary>
    internal IEnumerable<string> WarningCodes => Read()._warnings;

    /// <summary>The names of the files the log carries.</summary>
    internal IEnumerable<string> LoggedFiles => Read()._files;

    /// <summary>Whether a target ran a task, as against being skipped because its outputs are up to date.</summary>
    internal bool Ran(string target, string task) => Read()._tasks.Contains((target, task));

    private DotnetResult Read()
    {
        if (_read)
            return this;
        _read = true;
        if (binaryLog.Length == 0)
            throw new InvalidOperationException("This command wrote no binary log.");
        var targets = new Dictionary<(int, int, int), string>();
        var log = new BinaryLogReplayEventSource();
        log.TargetStarted += (_, e) => targets[Key(e.BuildEventContext!)] = e.TargetName;
        log.TaskStarted += (_, e) => _tasks.Add((targets.GetValueOrDefault(Key(e.BuildEventContext!), ""), e.TaskName));
        log.ErrorRaised += (_, e) => _errors.Add(e.Code ?? "");
        log.WarningRaised += (_, e) => _warnings.Add(e.Code ?? "");
        ((IBuildEventArgsReaderNotifications)log).ArchiveFileEncountered += file => _files.Add(file.ArchiveData.FullPath.Split('/', '\\')[^1]);
        log.Replay(binaryLog);
        return this;
    }

    private static (int, int, int) Key(BuildEventContext context) => (context.NodeId, context.ProjectContextId, context.TargetId);
}
