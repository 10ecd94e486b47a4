using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>How a runtime's answer is received.</summary>
internal enum AnswerVerdict
{
    Accepted,
    UnknownId,
    WrongState,
    TimedOut,
}

/// <summary>The Runtime API's states for one life of one runtime: started, waiting for an event, with an event, answering, answered; or failed at initialisation.</summary>
/// <param name="events">Who is told.</param>
/// <param name="capacity">How many events it may have at a time; more than one as on Managed Instances.</param>
internal sealed class RuntimeSession(IRuntimeEvents events, int capacity)
{
    private enum Progress
    {
        WithRuntime,
        Answering,
        Answered,
    }

    private const int RememberedTimeouts = 100;

    private readonly object _gate = new();
    private readonly Queue<TaskCompletionSource<Invocation>> _waiters = new();
    private readonly Queue<Invocation> _assigned = new();
    private readonly Dictionary<string, (Invocation Invocation, Progress Progress)> _inFlight = new(StringComparer.Ordinal);
    private readonly Queue<string> _timedOut = new();
    private readonly TaskCompletionSource _restore = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hangingUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _started;
    private bool _failed;
    private bool _closed;
    private bool _hungUp;
    private bool _asksForRestore;
    private bool _isSnapshot;
    private bool _isRestoring;
    private volatile bool _ready;

    internal TaskCompletionSource<long> FirstNext { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The extensions beside the runtime.</summary>
    internal ExtensionRegistry Extensions { get; } = new();

    /// <summary>The subscribers among them.</summary>
    internal TelemetryHub Telemetry { get; } = new();

    /// <summary>The state's name, as the service puts it into the message of a 403.</summary>
    internal string StateName
    {
        get
        {
            lock (_gate)
                return _failed ? (_isRestoring ? "RestoreError" : "InitError") : !_started ? (_isRestoring ? "Restoring" : _asksForRestore ? "RestoreReady" : "Started") : _inFlight.Values.Any(item => item.Progress == Progress.WithRuntime) ? "Ready" : "ResponseSent";
        }
    }

    /// <summary>An event for this runtime, at once or when it asks. It has not ended.</summary>
    internal void Assign(Invocation invocation)
    {
        bool restores;
        lock (_gate)
        {
            _assigned.Enqueue(invocation);
            Match();
            restores = BeginRestore();
        }
        if (restores)
            Restore();
    }

    /// <summary>The runtime is ready for a snapshot: waits until that is restored, for the first event. False when it may not ask.</summary>
    /// <exception cref="OperationCanceledException">The runtime hung up, or its process is to end.</exception>
    internal async ValueTask<bool> RestoreNextAsync(CancellationToken hungUp)
    {
        lock (_gate)
        {
            if (_started || _failed || _asksForRestore)
                return false;
            _asksForRestore = true;
        }
        Extensions.CloseRegistration();
        await ExtensionsReadyAsync(hungUp);
        Telemetry.Close();
        events.Initialised(this);
        bool restores;
        lock (_gate)
        {
            _isSnapshot = true;
            restores = BeginRestore();
        }
        if (restores)
            Restore();
        await Task.WhenAny(_restore.Task, _hangingUp.Task).WaitAsync(hungUp);
        return _restore.Task.IsCompleted ? true : throw new OperationCanceledException();
    }

    private bool BeginRestore()
    {
        if (!_isSnapshot || _isRestoring || _assigned.Count == 0)
            return false;
        _isRestoring = true;
        return true;
    }

    private void Restore()
    {
        events.Restoring(this);
        _restore.TrySetResult();
    }

    /// <summary>False when the runtime is not being restored.</summary>
    internal bool FailRestore(string errorType, byte[] document)
    {
        lock (_gate)
        {
            if (!_isRestoring || _started || _failed || _closed)
                return false;
            _failed = true;
        }
        events.InitFailed(this, errorType, document);
        return true;
    }

    /// <summary>Waits for the next event. A runtime that asks again before it has answered gets the same event again; null when it may not ask.</summary>
    /// <exception cref="OperationCanceledException">The runtime hung up, or its process is to end.</exception>
    internal async ValueTask<Invocation?> NextAsync(CancellationToken hungUp)
    {
        long now = Stopwatch.GetTimestamp();
        bool first;
        Invocation? finished = null;
        lock (_gate)
        {
            if (_failed)
                return null;
            first = !_started;
            _started = true;
            if (capacity == 1 && _inFlight.Count == 1)
            {
                (Invocation current, Progress progress) = _inFlight.Values.First();
                if (progress == Progress.Answering)
                    return null;
                if (progress == Progress.WithRuntime)
                    return current;
                _inFlight.Remove(current.RequestId);
                finished = current;
            }
        }
        if (first)
        {
            FirstNext.TrySetResult(now);
            Extensions.CloseRegistration();
        }
        if (!_ready)
            await ReadyAsync(hungUp);
        if (finished is not null)
            events.Finished(finished, now);

        var waiter = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_hungUp)
                throw new OperationCanceledException();
            _waiters.Enqueue(waiter);
            Match();
        }
        if (!waiter.Task.IsCompletedSuccessfully)
        {
            using (hungUp.UnsafeRegister(static state => ((TaskCompletionSource<Invocation>)state!).TrySetCanceled(), waiter))
                await waiter.Task;
        }
        Invocation next = waiter.Task.Result;
        events.Starting(next);
        return next;
    }

    /// <summary>The initialisation ends when every extension, too, has asked for an event.</summary>
    private async Task ReadyAsync(CancellationToken hungUp)
    {
        await ExtensionsReadyAsync(hungUp);
        lock (_gate)
        {
            if (_hungUp)
                throw new OperationCanceledException();
            if (_ready)
                return;
            _ready = true;
        }
        if (!_asksForRestore)
        {
            Telemetry.Close();
            events.Initialised(this);
        }
        events.Ready(this);
    }

    private async Task ExtensionsReadyAsync(CancellationToken hungUp)
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Extensions.TryDefer(_ => idle.TrySetResult()))
            await Task.WhenAny(idle.Task, _hangingUp.Task).WaitAsync(hungUp);
    }

    /// <summary>False when the initialisation is over.</summary>
    internal bool TrySubscribe(Extension extension, TelemetrySubscription subscription)
    {
        if (!Telemetry.TrySubscribe(extension, subscription))
            return false;
        events.Subscribed(extension, subscription.Streams);
        return true;
    }

    /// <summary>The runtime begins to answer.</summary>
    internal AnswerVerdict BeginAnswer(string requestId, string? attemptId, out Invocation? invocation)
    {
        lock (_gate)
        {
            invocation = null;
            if (!_inFlight.TryGetValue(requestId, out (Invocation Invocation, Progress Progress) found))
                return _timedOut.Contains(requestId) ? AnswerVerdict.TimedOut : AnswerVerdict.UnknownId;
            if (attemptId is not null && attemptId != found.Invocation.AttemptId)
                return AnswerVerdict.UnknownId;
            if (found.Progress != Progress.WithRuntime)
                return AnswerVerdict.WrongState;
            _inFlight[requestId] = (found.Invocation, Progress.Answering);
            invocation = found.Invocation;
            invocation.AnswerBegan = Stopwatch.GetTimestamp();
            return AnswerVerdict.Accepted;
        }
    }

    /// <summary>The answer did not arrive whole: the runtime may try again.</summary>
    internal void RetractAnswer(Invocation invocation)
    {
        lock (_gate)
        {
            if (_inFlight.ContainsKey(invocation.RequestId))
                _inFlight[invocation.RequestId] = (invocation, Progress.WithRuntime);
        }
    }

    /// <param name="invocation">Of what.</param>
    /// <param name="length">In bytes.</param>
    internal void EndAnswer(Invocation invocation, long length)
    {
        long now = Stopwatch.GetTimestamp();
        (invocation.AnswerEnded, invocation.ProducedBytes) = (now, length);
        lock (_gate)
        {
            if (!_inFlight.ContainsKey(invocation.RequestId))
                return;
            if (capacity == 1)
            {
                // Done when the runtime asks for the next one: what it does until then is on this invocation's account.
                _inFlight[invocation.RequestId] = (invocation, Progress.Answered);
            }
            else
            {
                _inFlight.Remove(invocation.RequestId);
            }
        }
        if (capacity == 1)
            events.Answered(invocation);
        else
            events.Finished(invocation, now);
    }

    /// <summary>False after the first event was asked for.</summary>
    internal bool FailInit(string errorType, byte[] document)
    {
        lock (_gate)
        {
            if (_started || _failed || _closed || _asksForRestore)
                return false;
            _failed = true;
        }
        events.InitFailed(this, errorType, document);
        return true;
    }

    /// <summary>Its time is over; a late answer will be told so. False when it was done meanwhile.</summary>
    internal bool TimeOut(Invocation invocation)
    {
        lock (_gate)
        {
            if (!_inFlight.Remove(invocation.RequestId))
                return false;
            _timedOut.Enqueue(invocation.RequestId);
            if (_timedOut.Count > RememberedTimeouts)
                _timedOut.Dequeue();
            return true;
        }
    }

    /// <summary>Ends it: nobody gets an event any more. Who waits for one waits on: a runtime whose wait fails would end before its shutdown hooks.</summary>
    /// <param name="unfinished">What the runtime had.</param>
    /// <param name="unstarted">What it has not had yet.</param>
    internal void Close(out Invocation[] unfinished, out Invocation[] unstarted)
    {
        lock (_gate)
        {
            _closed = true;
            unfinished = [.. _inFlight.Values.Select(item => item.Invocation)];
            unstarted = [.. _assigned];
            _inFlight.Clear();
            _assigned.Clear();
        }
    }

    /// <summary>Has nobody wait any more.</summary>
    internal void HangUp()
    {
        lock (_gate)
        {
            _hungUp = true;
            _hangingUp.TrySetResult();
            while (_waiters.TryDequeue(out TaskCompletionSource<Invocation>? waiter))
                waiter.TrySetCanceled();
        }
    }

    /// <summary>Gives the first event to the first who asked and still listens.</summary>
    private void Match()
    {
        while (_assigned.TryPeek(out Invocation? invocation) && _waiters.TryDequeue(out TaskCompletionSource<Invocation>? waiter))
        {
            // Known before the runtime can answer; forgotten again if it has hung up.
            _inFlight[invocation.RequestId] = (invocation, Progress.WithRuntime);
            if (waiter.TrySetResult(invocation))
                _assigned.Dequeue();
            else
                _inFlight.Remove(invocation.RequestId);
        }
    }
}
