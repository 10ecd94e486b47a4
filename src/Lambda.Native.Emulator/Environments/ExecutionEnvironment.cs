using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>One execution environment: a process of the function, and of each extension, with a Runtime API of its own; started when an event comes, ended and started anew when it fails.</summary>
internal sealed class ExecutionEnvironment : IRuntimeEvents, IAsyncDisposable
{
    private static readonly TimeSpan s_debuggerPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_debuggedDeadline = TimeSpan.FromHours(1);

    /// <summary>Lambda's limit for a restore and what the function does after it.</summary>
    private static readonly TimeSpan s_restore = TimeSpan.FromSeconds(10);

    private readonly EmulatorOptions _options;
    private readonly EnvironmentPool _pool;
    private readonly EnvironmentLog _log;
    private readonly PeakMemory _memory;
    private readonly InvocationEnds _ends;
    private readonly DebuggerWatch _debugger = new();
    private readonly object _gate = new();
    private readonly Timer _initTimer;
    private RuntimeApiListener? _listener;
    private RuntimeSession _session;
    private EnvironmentProcesses? _processes;
    private InitRun _init = new(isRetry: false);
    private Invocation? _timedOut;
    private bool _retriesInit;
    private bool _ended;

    internal ExecutionEnvironment(EmulatorOptions options, EnvironmentPool pool, FunctionLog log)
    {
        (_options, _pool, _log) = (options, pool, new EnvironmentLog(options, log));
        _memory = options.EnforceMemory ? new PeakMemory { Limit = options.MemoryLimit } : new PeakMemory();
        _ends = new InvocationEnds(this, pool, _log, _memory);
        _initTimer = new Timer(static state => ((ExecutionEnvironment)state!).InitTimedOut(), this, Timeout.Infinite, Timeout.Infinite);
        _session = NewSession();
    }

    /// <summary>What the runtime speaks to at this moment.</summary>
    internal RuntimeSession Session => Volatile.Read(ref _session);

    /// <summary>The runtime's process id; null while there is none.</summary>
    internal int? ProcessId => Volatile.Read(ref _processes)?.RuntimeId;

    private bool IsAttached => _options.Command is null;

    private bool HasOneEvent => _options.EventsPerProcess == 1;

    /// <summary>Has it handle an event; the pool gives it no more than it can take.</summary>
    internal void Begin(Invocation invocation)
    {
        try
        {
            lock (_gate)
            {
                if (_ended)
                {
                    invocation.Cancel();
                    return;
                }
                StartIfNeeded();
                if (_options.Freeze)
                    _processes?.Thaw();
                // Only under this lock does a session come to its end: this one takes it.
                _session.Assign(invocation);
            }
        }
        catch (FunctionStartException failure)
        {
            _ends.FailStart(invocation, failure.Message);
        }
    }

    /// <summary>Starts the process before an event comes.</summary>
    internal void Warm()
    {
        lock (_gate)
        {
            try
            {
                StartIfNeeded();
            }
            catch (FunctionStartException failure)
            {
                _log.Note($"{failure.Message}\n{LambdaErrors.InvalidEntrypoint}");
            }
        }
    }

    /// <summary>Another process is to be started by whoever started the last one.</summary>
    internal void ForgetRuntime()
    {
        Invocation[] unfinished, unstarted;
        RuntimeSession session = NewSession();
        lock (_gate)
        {
            _session.Close(out unfinished, out unstarted);
            unfinished = [.. unfinished.Append(_log.Current).OfType<Invocation>().Distinct()];
            (_session, _log.Current) = (session, null);
            Array.ForEach(unstarted, session.Assign);
        }
        // What the last one had it will not answer any more.
        foreach (Invocation invocation in unfinished)
            _ends.Fail(invocation, LambdaErrors.ExitError, default(ProcessEnd).Reason, Stopwatch.GetElapsedTime(invocation.Started));
    }

    void IRuntimeEvents.Initialised(RuntimeSession session)
    {
        InitRun init;
        lock (_gate)
        {
            if (session != _session)
                return;
            init = _init;
            if (!IsAttached)
            {
                init.Duration = Stopwatch.GetElapsedTime(init.Started);
                _initTimer.Change(Timeout.Infinite, Timeout.Infinite);
                _retriesInit = false;
            }
        }
        Volatile.Read(ref _processes)?.FlushOutput();
        if (init.Duration is { } duration)
            _log.InitEnd(init, duration, Outcome.Success, session.Extensions.Reports);
        else
            _log.Extensions(session.Extensions.Reports);
    }

    void IRuntimeEvents.Restoring(RuntimeSession session)
    {
        _log.RestoreStart();
        lock (_gate)
        {
            if (session != _session)
                return;
            _init.RestoreStarted = Stopwatch.GetTimestamp();
            _initTimer.Change(s_restore, Timeout.InfiniteTimeSpan);
        }
    }

    void IRuntimeEvents.Ready(RuntimeSession session)
    {
        TimeSpan duration;
        lock (_gate)
        {
            if (session != _session || !_init.IsRestoring)
                return;
            duration = Stopwatch.GetElapsedTime(_init.RestoreStarted);
            _init.RestoreDuration = duration;
            _initTimer.Change(Timeout.Infinite, Timeout.Infinite);
        }
        Volatile.Read(ref _processes)?.FlushOutput();
        _log.RestoreEnd(duration, Outcome.Success);
    }

    void IRuntimeEvents.Subscribed(Extension extension, TelemetryStreams streams) => _log.Subscribed(extension.Name, streams);

    void IRuntimeEvents.Starting(Invocation invocation)
    {
        EnvironmentProcesses? processes = Volatile.Read(ref _processes);
        processes?.FlushOutput();
        _log.Start(invocation);
        lock (_gate)
        {
            _log.Current = HasOneEvent ? invocation : null;
            _init.TellOnce(invocation);
            bool debugged = processes is not null && _debugger.IsAttached(processes);
            invocation.Start(DateTimeOffset.UtcNow + (debugged ? s_debuggedDeadline : _options.Timeout));
            _session.Extensions.Tell(invocation);
            invocation.Timer = new Timer(static state => ((TimedInvocation)state!).TimeOut(), new TimedInvocation(this, invocation), _options.Timeout, Timeout.InfiniteTimeSpan);
        }
    }

    void IRuntimeEvents.Answered(Invocation invocation) => _pool.Finishing(invocation);

    void IRuntimeEvents.Finished(Invocation invocation, long at)
    {
        _log.RuntimeDone(invocation, at, Outcome.Success);
        ExtensionRegistry extensions = Session.Extensions;
        if (!extensions.IsIdle && TryWaitForExtensions(extensions, invocation))
            return;
        if (!extensions.IsEmpty)
            invocation.ExtensionsDone = at;
        Finish(invocation, at);
    }

    /// <summary>Its time runs on until they, too, ask for more.</summary>
    private bool TryWaitForExtensions(ExtensionRegistry extensions, Invocation invocation) => extensions.TryDefer(at =>
    {
        invocation.ExtensionsDone = at;
        Finish(invocation, at);
    });

    private void Finish(Invocation invocation, long at)
    {
        EnvironmentProcesses? processes;
        lock (_gate)
        {
            processes = _processes;
            // What is reported is that the processes end.
            if (processes is { IsEnding: true } || !invocation.TryBeOver())
                return;
        }
        processes?.FlushOutput();
        if (HasOneEvent)
            _log.EndOutput();
        TimeSpan duration = Stopwatch.GetElapsedTime(invocation.Started, at);
        long? memory = processes is null ? null : _memory.Read(processes.Ids, duration);
        lock (_gate)
        {
            _log.Current = null;
            if (_options.Freeze)
                _processes?.Freeze();
        }
        _ends.Succeed(invocation, duration, memory);
    }

    void IRuntimeEvents.InitFailed(RuntimeSession session, string errorType, byte[] document)
    {
        lock (_gate)
        {
            if (session == _session)
                _init.Failure = (errorType, document);
        }
        if (IsAttached)
            ForgetRuntime();
    }

    private void StartIfNeeded()
    {
        if (_processes is not null || _options.Command is not { } command)
            return;
        _listener ??= RuntimeApiListener.Start(() => Session, _options);
        _session = NewSession();
        _timedOut = null;
        _memory.Reset();
        _init = new InitRun(_retriesInit);
        _log.InitStart(_init);
        var processes = EnvironmentProcesses.Start(_options, command, _listener.Address, _session.Extensions, _log);
        _processes = processes;
        _initTimer.Change(_init.IsRetry ? _options.Timeout : _options.InitTimeout, Timeout.InfiniteTimeSpan);
        _ = WatchAsync(processes, _session.Telemetry);
    }

    private async Task WatchAsync(EnvironmentProcesses processes, TelemetryHub telemetry)
    {
        // Who starts them holds the lock, and what they are started for is not assigned yet.
        await processes.Ended.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        EnvironmentEnd end = await processes.Ended;
        Exited(processes, end);
        await telemetry.DisposeAsync();
    }

    private void Exited(EnvironmentProcesses processes, EnvironmentEnd end)
    {
        _log.EndOutput();
        Invocation[] unfinished, unstarted;
        InitRun init;
        Invocation? timedOut;
        lock (_gate)
        {
            if (_processes != processes)
                return;
            _initTimer.Change(Timeout.Infinite, Timeout.Infinite);
            _processes = null;
            _session.Close(out unfinished, out unstarted);
            (init, timedOut) = (_init, _timedOut);
            // The session knows nothing of one whose runtime is done and whose extensions are not.
            unfinished = [.. unfinished.Append(timedOut).Append(_log.Current).OfType<Invocation>().Distinct()];
            (_timedOut, _log.Current) = (null, null);
            if (_ended)
            {
                foreach (Invocation invocation in unfinished.Concat(unstarted))
                    invocation.Cancel();
                return;
            }
        }
        if (processes.HaveExceededMemory)
            _memory.Reach();
        foreach (Invocation invocation in unfinished)
        {
            if (invocation == timedOut)
                _ends.TimeOut(invocation, _options.Timeout);
            else
                _ends.Fail(invocation, end.ErrorType, end.Reason, Stopwatch.GetElapsedTime(invocation.Started));
        }
        if (init.Duration is null)
            InitEnded(init, end, unstarted);
        else if (init.IsRestoring)
            RestoreEnded(init, end, unstarted);
        else if (unstarted.Length == 0 && unfinished.Length == 0)
            _log.Note($"{(end.ErrorType == LambdaErrors.ExitError ? "" : end.ErrorType + ": ")}{end.Reason}, between two invocations; the next one starts it anew.");
        else
            Array.ForEach(unstarted, Begin);
    }

    /// <summary>As Lambda does: what failed before the first event is tried once more, on the account of the invocation, and that one's failure is the answer.</summary>
    private void InitEnded(InitRun init, EnvironmentEnd end, Invocation[] waiting)
    {
        TimeSpan duration = Stopwatch.GetElapsedTime(init.Started);
        _log.InitEnd(init, duration, init.OutcomeOf(end), end.Extensions);
        if (!init.IsRetry)
        {
            _retriesInit = true;
            Array.ForEach(waiting, Begin);
            return;
        }
        _retriesInit = false;
        _ends.FailWaiting(waiting, init, end, duration, _options.Timeout);
    }

    private void RestoreEnded(InitRun init, EnvironmentEnd end, Invocation[] waiting)
    {
        TimeSpan duration = Stopwatch.GetElapsedTime(init.RestoreStarted);
        _log.RestoreEnd(duration, init.OutcomeOf(end));
        _ends.FailWaiting(waiting, init, end, duration, s_restore);
    }

    private void InitTimedOut()
    {
        lock (_gate)
        {
            if (_ended || _processes is not { } processes || (_init.Duration is not null && !_init.IsRestoring))
                return;
            if (processes.AreDebugged)
            {
                _initTimer.Change(s_debuggerPatience, Timeout.InfiniteTimeSpan);
                return;
            }
            _init.TimedOut = true;
            processes.ShutDown(EnvironmentProcesses.TimedOut);
        }
    }

    private void TimeOut(Invocation invocation)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            if (_processes is { } processes)
            {
                if (processes.AreDebugged)
                {
                    invocation.Timer?.Change(s_debuggerPatience, Timeout.InfiniteTimeSpan);
                    return;
                }
                if (HasOneEvent)
                {
                    if (invocation.IsOver)
                        return;
                    _memory.Read(processes.Ids, _options.Timeout);
                    _timedOut = invocation;
                    processes.ShutDown(EnvironmentProcesses.TimedOut);
                    return;
                }
            }
            // Nobody here may end that process: it is told when it answers.
            if (!_session.TimeOut(invocation) && _log.Current != invocation)
                return;
        }
        _ends.TimeOut(invocation, _options.Timeout);
    }

    private RuntimeSession NewSession()
    {
        var session = new RuntimeSession(this, _options.EventsPerProcess);
        _log.Telemetry = session.Telemetry;
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        EnvironmentProcesses? processes;
        Invocation[] unfinished, unstarted;
        lock (_gate)
        {
            _ended = true;
            processes = _processes;
            _session.Close(out unfinished, out unstarted);
        }
        foreach (Invocation invocation in unfinished.Concat(unstarted))
        {
            invocation.Timer?.Dispose();
            invocation.Cancel();
        }
        if (processes is not null)
        {
            processes.ShutDown(EnvironmentProcesses.Spindown);
            await processes.Ended;
        }
        Session.HangUp();
        await Session.Telemetry.DisposeAsync();
        await _initTimer.DisposeAsync();
        if (_listener is not null)
            await _listener.DisposeAsync();
    }

    private sealed class TimedInvocation(ExecutionEnvironment environment, Invocation invocation)
    {
        internal void TimeOut() => environment.TimeOut(invocation);
    }
}
