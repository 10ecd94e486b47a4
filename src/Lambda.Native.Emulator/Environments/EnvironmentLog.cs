namespace Lambda.Native.Emulator;

/// <summary>What an execution environment has to say: Lambda's own lines and the output of its processes, in the log and in the tail of the invocation they belong to.</summary>
internal sealed class EnvironmentLog
{
    private readonly FunctionLog _log;
    private readonly PlatformLines _lines;
    private readonly LineSplitter _output;

    internal EnvironmentLog(EmulatorOptions options, FunctionLog log)
    {
        _log = log;
        _lines = new PlatformLines(options);
        _output = new LineSplitter(lines => Write(LogSource.Function, Current, lines));
    }

    /// <summary>Whose output the processes write; null for nobody's or that of several.</summary>
    internal Invocation? Current { get; set; }

    /// <summary>Takes what the runtime's process writes.</summary>
    internal void AddOutput(ReadOnlySpan<byte> bytes) => _output.Add(bytes);

    /// <summary>Takes lines that an extension wrote.</summary>
    internal void ExtensionOutput(ReadOnlySpan<byte> lines) => Write(LogSource.Extension, Current, lines);

    /// <summary>What has been begun is a line, too.</summary>
    internal void EndOutput() => _output.End();

    internal void Start(Invocation invocation) => Write(LogSource.Platform, invocation, _lines.Start(invocation));

    internal void Failure(Invocation invocation, string errorType, string message) => Write(LogSource.Platform, invocation, _lines.Failure(invocation.RequestId, errorType, message));

    internal void End(Invocation invocation, in InvocationTiming timing, Outcome outcome) => Write(LogSource.Platform, invocation, _lines.End(invocation, timing, outcome));

    /// <summary>The initialisation is over, and this is how each extension came out.</summary>
    internal void Extensions(IEnumerable<ExtensionReport> extensions)
    {
        foreach (ExtensionReport extension in extensions)
            Write(LogSource.Platform, null, _lines.Extension(extension));
    }

    internal void InitReport(TimeSpan duration, string phase, Outcome outcome) => Write(LogSource.Platform, null, _lines.InitReport(duration, phase, outcome));

    /// <summary>What Lambda would have nobody to tell.</summary>
    internal void Note(string message) => Write(LogSource.Platform, null, _lines.Note(message));

    private void Write(LogSource source, Invocation? invocation, ReadOnlySpan<byte> lines)
    {
        invocation?.Tail?.Append(lines);
        _log.Write(source, invocation?.RequestId, lines);
    }
}
