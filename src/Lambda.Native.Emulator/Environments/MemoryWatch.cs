namespace Lambda.Native.Emulator;

/// <summary>
/// Ends processes that together have more memory resident than the function may use. The kernel would do so for a control group, but to make one takes privileges
/// that a developer's shell does not have: so it is looked at, often enough for the rest of the machine.
/// </summary>
internal sealed class MemoryWatch : IDisposable
{
    private const int LooksPerScan = 10;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    private readonly Func<IReadOnlyList<FunctionProcess>> _processes;
    private readonly long _limit;
    private readonly Timer _timer;
    private int _looks;

    /// <param name="processes">Those that there are by now, each with its children.</param>
    /// <param name="limit">In bytes.</param>
    internal MemoryWatch(Func<IReadOnlyList<FunctionProcess>> processes, long limit)
    {
        (_processes, _limit) = (processes, limit);
        _timer = new Timer(static state => ((MemoryWatch)state!).Look(), this, s_interval, s_interval);
    }

    /// <summary>Whether it has ended one.</summary>
    internal bool HasExceeded { get; private set; }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        IReadOnlyList<FunctionProcess> processes = _processes();
        // To find children takes longer than to look at what is known.
        long[] used = ++_looks % LooksPerScan == 0
            ? ProcessFacts.GroupMemory([.. processes.Select(process => process.Id)])
            : [.. processes.Select(process => ProcessFacts.ResidentMemory(process.Id) ?? 0)];
        if (used.Sum() <= _limit)
            return;
        HasExceeded = true;
        processes[Array.IndexOf(used, used.Max())].Kill();
    }
}
