namespace Lambda.Native.Emulator;

/// <summary>
/// What an execution environment has to say: Lambda's own lines and the output of its processes, in the log, in the tail of the invocation they belong to, and as
/// telemetry for those who have subscribed.
/// </summary>
internal sealed class EnvironmentLog
{
    private readonly FunctionLog _log;
    private readonly PlatformLines _lines;
    private readonly PlatformEvents _events;
    private readonly LineSplitter _output;
    private readonly bool _isJson;
    private readonly bool _isSnapStart;

    internal EnvironmentLog(EmulatorOptions options, FunctionLog log)
    {
        _log = log;
        _lines = new PlatformLines(options);
        _events = new PlatformEvents(options, isTelemetry: true);
        _output = new LineSplitter(lines => Write(LogSource.Function, Current, lines));
        _isJson = options.LogFormat == LogFormat.Json;
        _isSnapStart = options.SnapStart;
    }

    /// <summary>Whose output the processes write; null for nobody's or that of several.</summary>
    internal Invocation? Current { get; set; }

    /// <summary>The subscribers of this life of the environment.</summary>
    internal TelemetryHub Telemetry { get; set; } = new();

    private bool IsHeard => Telemetry.Wants(TelemetryStreams.Platform);

    /// <summary>Takes what the runtime's process writes.</summary>
    internal void AddOutput(ReadOnlySpan<byte> bytes) => _output.Add(bytes);

    /// <summary>Takes lines that an extension wrote.</summary>
    internal void ExtensionOutput(ReadOnlySpan<byte> lines) => Write(LogSource.Extension, Current, lines);

    /// <summary>What has been begun is a line, too.</summary>
    internal void EndOutput() => _output.End();

    internal void InitStart(InitRun init) => Telemetry.Begin(_events.InitStart(init.Phase));

    internal void InitEnd(InitRun init, TimeSpan duration, Outcome outcome, IEnumerable<ExtensionReport> extensions)
    {
        if (IsHeard)
            Tell(_events.InitRuntimeDone(init.Phase, outcome));
        Extensions(extensions);
        // Of a success the log has the duration in the first REPORT line, but with SnapStart, where it is long past by then.
        if (outcome != Outcome.Success || _isSnapStart)
            Write(LogSource.Platform, null, _lines.InitReport(duration, init.Phase, outcome));
        if (IsHeard)
            Tell(_events.InitReport(duration, init.Phase, outcome));
    }

    /// <summary>How each extension came out of the initialisation.</summary>
    internal void Extensions(IEnumerable<ExtensionReport> extensions)
    {
        foreach (ExtensionReport extension in extensions)
        {
            Write(LogSource.Platform, null, _lines.Extension(extension));
            if (IsHeard)
                Tell(PlatformEvents.Extension(extension));
        }
    }

    internal void RestoreStart()
    {
        Write(LogSource.Platform, null, _lines.RestoreStart());
        if (IsHeard)
            Tell(_events.RestoreStart());
    }

    internal void RestoreEnd(TimeSpan duration, Outcome outcome)
    {
        if (IsHeard)
            Tell(PlatformEvents.RestoreRuntimeDone(outcome));
        Write(LogSource.Platform, null, _lines.RestoreReport(duration, outcome));
        if (IsHeard)
            Tell(PlatformEvents.RestoreReport(duration, outcome));
    }

    internal void Subscribed(string name, TelemetryStreams streams)
    {
        Write(LogSource.Platform, null, _lines.TelemetrySubscription(name, streams));
        if (IsHeard)
            Tell(PlatformEvents.TelemetrySubscription(name, streams.Names()));
    }

    internal void Start(Invocation invocation)
    {
        Write(LogSource.Platform, invocation, _lines.Start(invocation));
        if (IsHeard)
            Tell(_events.Start(invocation));
    }

    /// <summary>The runtime has asked for more, or does so no more.</summary>
    internal void RuntimeDone(Invocation invocation, long at, Outcome outcome)
    {
        if (invocation.RuntimeDone != 0)
            return;
        invocation.RuntimeDone = at;
        if (IsHeard && _events.RuntimeDone(invocation, outcome) is { } record)
            Tell(record);
    }

    internal void Failure(Invocation invocation, string errorType, string message) => Write(LogSource.Platform, invocation, _lines.Failure(invocation.RequestId, errorType, message));

    internal void End(Invocation invocation, in InvocationTiming timing, Outcome outcome)
    {
        Write(LogSource.Platform, invocation, _lines.End(invocation, timing, outcome));
        if (IsHeard)
            Tell(_events.Report(invocation, timing, outcome));
    }

    /// <summary>What Lambda would have nobody to tell.</summary>
    internal void Note(string message) => Write(LogSource.Platform, null, _lines.Note(message));

    private void Tell(byte[] record) => Telemetry.Add(TelemetryStreams.Platform, record);

    private void Write(LogSource source, Invocation? invocation, ReadOnlySpan<byte> lines)
    {
        invocation?.Tail?.Append(lines);
        _log.Write(source, invocation?.RequestId, lines);
        TelemetryStreams stream = source == LogSource.Function ? TelemetryStreams.Function : source == LogSource.Extension ? TelemetryStreams.Extension : TelemetryStreams.None;
        if (Telemetry.Wants(stream))
            Telemetry.AddLines(stream, lines, _isJson);
    }
}
