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
                else if (_waiting.Count < MaxWaiting)
                    _waiting.Enqueue(invocation);
                else
                    throw new TooManyInvocationsException();
            }
        }
        environment?.Begin(invocation);
    }

    /// <summary>The invoker has its answer, the function is not done yet.</summary>
    internal void Finishing() => Interlocked.Increment(ref _finishing);

    /// <summary>An environment can take one more.</summary>
    internal void Release(ExecutionEnvironment environment, bool wasFinishing)
    {
        if (wasFinishing)
            Interlocked.Decrement(ref _finishing);
        Invocation? next;
        lock (_gate)
        {
            while (_waiting.TryDequeue(out next) && next.Abandoned)
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

    private ExecutionEnvironment Add()
    {
        var environment = new ExecutionEnvironment(options, this, log);
        _environments.Add(environment);
        for (int more = 1; more < options.EventsPerProcess; more++)
            _free.Push(environment);
        return environment;
    }
}
