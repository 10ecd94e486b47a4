using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>The processes of one life of an execution environment: the external extensions and, once they have registered, the runtime. The end of one is the end of all.</summary>
internal sealed class EnvironmentProcesses
{
    /// <summary>Shutdown reasons, as extensions are told them.</summary>
    internal const string Spindown = "spindown", TimedOut = "timeout", Failure = "failure";

    // From SIGTERM to SIGKILL for a runtime with external extensions and with internal ones, and from the beginning to SIGKILL for external ones:
    // https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html#runtimes-lifecycle-shutdown
    private static readonly TimeSpan s_runtime = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_runtimeWithInternal = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_all = TimeSpan.FromMilliseconds(2000);

    /// <summary>For the last telemetry to arrive before the extensions are told of the end.</summary>
    private static readonly TimeSpan s_flush = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly ExtensionRegistry _extensions;
    private readonly EnvironmentLog _log;
    private readonly List<(Extension Extension, FunctionProcess Process, Task Watched)> _external = [];
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<EnvironmentEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MemoryWatch? _memoryWatch;
    private volatile FunctionProcess? _runtime;
    private volatile FunctionProcess[] _all = [];
    private Extension? _culprit;
    private EnvironmentEnd? _end;

    private EnvironmentProcesses(ExtensionRegistry extensions, EnvironmentLog log)
    {
        (_extensions, _log) = (extensions, log);
        extensions.Failed += extension => End(Failure, extension.State == ExtensionState.InitError ? LambdaErrors.ExtensionInitError : LambdaErrors.ExtensionExitError, extension.ErrorType!, extension);
    }

    /// <summary>The runtime's process id; null before it has started.</summary>
    internal int? RuntimeId => _runtime?.Id;

    /// <summary>Those that there are by now.</summary>
    internal IEnumerable<int> Ids => _all.Select(process => process.Id);

    /// <summary>Whether somebody debugs one of them.</summary>
    internal bool AreDebugged => Array.Exists(_all, process => ProcessFacts.IsDebugged(process.Id));

    /// <summary>Whether one of them was ended for what memory they took.</summary>
    internal bool HaveExceededMemory => _memoryWatch is { HasExceeded: true };

    /// <summary>Whether they are being ended, or have.</summary>
    internal bool IsEnding => _ending.Task.IsCompleted;

    /// <summary>Completes when all have ended.</summary>
    internal Task<EnvironmentEnd> Ended => _ended.Task;

    /// <param name="options">Where the extensions are.</param>
    /// <param name="command">The runtime.</param>
    /// <param name="runtimeApi">What they speak to.</param>
    /// <param name="extensions">Where they register.</param>
    /// <param name="log">Where their output goes.</param>
    /// <exception cref="FunctionStartException">The runtime, where it is alone, could not be started.</exception>
    internal static EnvironmentProcesses Start(EmulatorOptions options, FunctionCommand command, string runtimeApi, ExtensionRegistry extensions, EnvironmentLog log)
    {
        var processes = new EnvironmentProcesses(extensions, log);
        Dictionary<string, string> variables = FunctionVariables.Create(options, command, runtimeApi);
        string[] programs = LayerFolder.FindExtensions(options.LayerFolder);
        if (programs.Length == 0)
            processes.StartRuntime(command, variables);
        else
            _ = processes.StartAllAsync(programs, command, variables);
        if (options.EnforceMemory)
            processes._memoryWatch = new MemoryWatch(() => processes._all, options.MemoryLimit);
        return processes;
    }

    /// <summary>Hands on what they have written so far.</summary>
    internal void FlushOutput() => Array.ForEach(_all, static process => process.FlushOutput());

    internal void Freeze() => Array.ForEach(_all, process => process.Freeze());

    internal void Thaw() => Array.ForEach(_all, process => process.Thaw());

    /// <summary>Ends them all, in the order and with the time Lambda gives them.</summary>
    internal void ShutDown(string reason) => End(reason, LambdaErrors.ExitError, default(ProcessEnd).Reason, null);

    private async Task StartAllAsync(string[] programs, FunctionCommand command, Dictionary<string, string> variables)
    {
        Dictionary<string, string> ofExtensions = FunctionVariables.ForExtension(variables);
        foreach (string program in programs)
        {
            if (!TryStartExtension(program, ofExtensions))
                return;
        }
        await Task.WhenAny(_extensions.AllRegistered, _ending.Task);
        try
        {
            lock (_gate)
            {
                if (_end is null)
                    StartRuntime(command, variables);
            }
        }
        catch (FunctionStartException failure)
        {
            End(Failure, LambdaErrors.InvalidEntrypoint, failure.Message, null);
        }
    }

    private bool TryStartExtension(string program, Dictionary<string, string> variables)
    {
        string name = Path.GetFileName(program);
        string? refusal = null;
        lock (_gate)
        {
            // One that was started before has ended already.
            if (_end is not null)
                return false;
            Extension extension = _extensions.Expect(name);
            if (_external.Count == ExtensionRegistry.MostExtensions)
            {
                _extensions.SetState(extension, ExtensionState.LaunchError, "TooManyExtensions");
                refusal = $"Extension limit ({ExtensionRegistry.MostExtensions}) reached";
            }
            else
            {
                try
                {
                    var output = new LineSplitter(_log.ExtensionOutput);
                    var process = FunctionProcess.Start(new FunctionCommand { Program = program, TaskRoot = Path.GetPathRoot(program)!, Name = "/opt/extensions/" + name }, variables, output.Add);
                    _all = [.. _all, process];
                    _external.Add((extension, process, WatchExtensionAsync(extension, process, output)));
                }
                catch (FunctionStartException failure)
                {
                    _extensions.SetState(extension, ExtensionState.LaunchError, failure.Message.EndsWith("permission denied", StringComparison.Ordinal) ? "PermissionDenied" : "UnknownError");
                    refusal = failure.Message;
                }
            }
        }
        if (refusal is not null)
            End(Failure, LambdaErrors.ExtensionLaunchError, refusal, null);
        return refusal is null;
    }

    private void StartRuntime(FunctionCommand command, Dictionary<string, string> variables)
    {
        FunctionProcess process = FunctionProcess.Start(command, variables, _log.AddOutput);
        _runtime = process;
        _all = [.. _all, process];
        _ = WatchRuntimeAsync(process);
    }

    private async Task WatchRuntimeAsync(FunctionProcess process)
    {
        ProcessEnd end = await process.Ended;
        End(Failure, LambdaErrors.ExitError, end.Reason, null);
    }

    private async Task WatchExtensionAsync(Extension extension, FunctionProcess process, LineSplitter output)
    {
        ProcessEnd end = await process.Ended;
        output.End();
        _extensions.SetState(extension, ExtensionState.Exited);
        lock (_gate)
        {
            // It has said that it fails; this is how it did.
            if (_end is not null && _culprit == extension)
                _end = _end with { Reason = end.ExtensionReason };
        }
        End(Failure, LambdaErrors.ExtensionCrash, end.ExtensionReason, null);
    }

    /// <summary>The first who calls it gives the reason.</summary>
    private void End(string shutdownReason, string errorType, string reason, Extension? culprit)
    {
        lock (_gate)
        {
            if (_end is not null)
                return;
            _end = new EnvironmentEnd(errorType, reason, _extensions.Reports);
            _culprit = culprit;
        }
        _ending.TrySetResult();
        _ = EndAsync(shutdownReason);
    }

    private async Task EndAsync(string shutdownReason)
    {
        long begun = Stopwatch.GetTimestamp();
        DateTimeOffset deadline = DateTimeOffset.UtcNow + s_all;
        Thaw();
        if (_runtime is { } runtime)
        {
            if (!_extensions.IsEmpty && !runtime.Ended.IsCompleted)
            {
                runtime.Terminate();
                await WaitAsync(runtime.Ended, _extensions.HasInternal ? s_runtimeWithInternal : s_runtime);
            }
            runtime.Kill();
            await runtime.Ended;
        }
        if (shutdownReason != Spindown && _log.Current is { } interrupted)
            _log.RuntimeDone(interrupted, Stopwatch.GetTimestamp(), shutdownReason == TimedOut ? Outcome.Timeout : Outcome.Error(_end!.ErrorType));
        await _log.Telemetry.FlushAsync(s_flush);
        _extensions.TellShutdown(shutdownReason, deadline);
        foreach ((Extension extension, FunctionProcess process, _) in _external)
        {
            if (extension != _culprit && !extension.Events.Contains(Extension.Shutdown))
                process.Kill();
        }
        Task all = Task.WhenAll(_external.Select(item => item.Watched));
        await WaitAsync(all, s_all - Stopwatch.GetElapsedTime(begun));
        foreach ((_, FunctionProcess process, _) in _external)
            process.Kill();
        await all;
        _memoryWatch?.Dispose();
        lock (_gate)
            _ended.SetResult(_end!);
    }

    private async Task WaitAsync(Task task, TimeSpan time)
    {
        while (!task.IsCompleted && await Task.WhenAny(task, Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero)) != task && AreDebugged)
            time = s_all;
    }
}
