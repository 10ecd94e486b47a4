namespace Lambda.Native.Emulator;

/// <summary>The execution environments of a function: an invocation goes to one that is free, to a new one, or waits its turn.</summary>
internal sealed class EnvironmentPool(EmulatorOptions options, FunctionLog log) : IAsyncDisposable
{
    private const int MaxWaiting = 1000;

    private readonly object _gate = new();
    private readonly Stack<ExecutionEnvironment> _free = new();
    private readonly Queue<Invocation> _waiting = new();
    private readonly List<ExecutionEnvironment> _environments = [];
    private int _finishing;
    private bool _ended;

    /// <summary>The first environment, there from the start: the one a runtime that somebody else starts speaks to.</summary>
    internal ExecutionEnvironment First
    {
        get
        {
            lock (_gate)
            {
                if (_environments.Count == 0)
                    _free.Push(Add());
                return _environments[0];
            }
        }
    }

    internal IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_gate)
                return [.. _environments.Select(environment => environment.ProcessId).OfType<int>()];
        }
    }

    internal void Submit(Invocation invocation)
    {
        ExecutionEnvironment? environment = null;
        lock (_gate)
        {
            if (_ended)
            {
                invocation.Cancel();
                return;
            }
            if (!_free.TryPop(out environment))
            {
                // Who has just been answered may come back before the function says that it is done: no reason for another process.
                if (_finishing <= _waiting.Count && _environments.Count < options.Concurrency)
                    environment = Add();
                else if (MayWait(invocation))
                    _waiting.Enqueue(invocation);
                else
                    throw new TooManyInvocationsException();
            }
        }
        environment?.Begin(invocation);
    }

    /// <summary>The invoker gets its answer now, the function is not done yet.</summary>
    internal void Finishing(Invocation invocation)
    {
        if (invocation.BeginFinishing())
            Interlocked.Increment(ref _finishing);
    }

    /// <summary>An environment is done with one and can take another.</summary>
    internal void Release(ExecutionEnvironment environment, Invocation done)
    {
        Invocation? next;
        lock (_gate)
        {
            if (done.EndFinishing())
                Interlocked.Decrement(ref _finishing);
            while (_waiting.TryDequeue(out next) && IsStale(next))
            {
            }
            if (next is null)
                _free.Push(environment);
        }
        if (next is not null)
            environment.Begin(next);
    }

    /// <summary>Ends every process.</summary>
    public async ValueTask DisposeAsync()
    {
        ExecutionEnvironment[] environments;
        Invocation[] waiting;
        lock (_gate)
        {
            _ended = true;
            environments = [.. _environments];
            waiting = [.. _waiting];
            _waiting.Clear();
        }
        foreach (Invocation invocation in waiting)
            invocation.Cancel();
        await Task.WhenAll(environments.Select(environment => environment.DisposeAsync().AsTask()));
    }

    private bool MayWait(Invocation invocation)
    {
        if (invocation.Options.Expires is not null)
            return true;
        // An environment whose invocation was answered counts as free: it will be in a moment.
        return _waiting.Count < (options.RefusesBeyondConcurrency ? Volatile.Read(ref _finishing) : MaxWaiting);
    }

    private bool IsStale(Invocation invocation)
    {
        if (invocation.Options.Expires <= options.Time.GetUtcNow())
            invocation.Expire();
        return invocation.Abandoned || invocation.Answer.IsCompleted;
    }

    private ExecutionEnvironment Add()
    {
        var environment = new ExecutionEnvironment(options, this, log);
        _environments.Add(environment);
        for (int more = 1; more < options.EventsPerProcess; more++)
            _free.Push(environment);
        return environment;
    }
}
