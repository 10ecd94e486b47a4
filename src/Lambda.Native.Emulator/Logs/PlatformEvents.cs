using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>What Lambda itself has to say, as JSON: https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html.</summary>
/// <param name="options">Of the function.</param>
/// <param name="isTelemetry">For subscribers, with traces and spans; a log has none of these.</param>
internal sealed class PlatformEvents(EmulatorOptions options, bool isTelemetry)
{
    internal const string Version = "$LATEST";

    // Of a function on Managed Instances, whose invocations share a process, these say less.
    private bool IsManagedInstance => isTelemetry && options.EventsPerProcess > 1;

    internal static byte[] LogsDropped(long records, long bytes) => Json("platform.logsDropped", record =>
    {
        record.WriteNumber("droppedBytes", bytes);
        record.WriteNumber("droppedRecords", records);
        record.WriteString("reason", "Consumer seems to have fallen behind as it has not acknowledged receipt of logs.");
    });

    internal byte[] InitStart(string phase) => Json("platform.initStart", record =>
    {
        WriteInit(record, phase);
        record.WriteString("functionName", options.FunctionName);
        record.WriteString("functionVersion", Version);
    });

    internal byte[] InitRuntimeDone(string phase, Outcome outcome) => Json("platform.initRuntimeDone", record =>
    {
        WriteInit(record, phase);
        outcome.Write(record);
    });

    internal byte[] InitReport(TimeSpan duration, string phase, Outcome outcome) => Json("platform.initReport", record =>
    {
        WriteInit(record, phase);
        WriteMetrics(record, duration);
        outcome.Write(record);
    });

    internal byte[] RestoreStart() => Json("platform.restoreStart", record =>
    {
        record.WriteString("functionName", options.FunctionName);
        record.WriteString("functionVersion", Version);
    });

    internal static byte[] RestoreRuntimeDone(Outcome outcome) => Json("platform.restoreRuntimeDone", outcome.Write);

    internal static byte[] RestoreReport(TimeSpan duration, Outcome outcome) => Json("platform.restoreReport", record =>
    {
        outcome.Write(record);
        WriteMetrics(record, duration);
    });

    internal static byte[] Extension(ExtensionReport extension) => Json("platform.extension", record =>
    {
        record.WriteString("name", extension.Name);
        record.WriteString("state", extension.State.ToString());
        WriteList(record, "events", extension.Events);
        if (extension.ErrorType is { } type)
            record.WriteString("errorType", type);
    });

    internal static byte[] TelemetrySubscription(string name, IEnumerable<string> types) => Json("platform.telemetrySubscription", record =>
    {
        record.WriteString("name", name);
        record.WriteString("state", "Subscribed");
        WriteList(record, "types", types);
    });

    internal byte[] Start(Invocation invocation) => Json("platform.start", record =>
    {
        record.WriteString("requestId", invocation.RequestId);
        record.WriteString("version", Version);
        WriteTracing(record, invocation);
    });

    /// <summary>Null where the platform does not say so.</summary>
    internal byte[]? RuntimeDone(Invocation invocation, Outcome outcome) => IsManagedInstance ? null : Json("platform.runtimeDone", record =>
    {
        record.WriteString("requestId", invocation.RequestId);
        outcome.Write(record);
        WriteTracing(record, invocation);
        record.WriteStartArray("spans");
        WriteAnswerSpans(record, invocation);
        if (invocation.AnswerEnded != 0)
            WriteSpan(record, "runtimeOverhead", invocation.AnswerEnded, invocation.RuntimeDone);
        record.WriteEndArray();
        record.WriteStartObject("metrics");
        WriteNumber(record, "durationMs", Stopwatch.GetElapsedTime(invocation.Started, invocation.RuntimeDone));
        record.WriteNumber("producedBytes", invocation.ProducedBytes);
        record.WriteEndObject();
    });

    internal byte[] Report(Invocation invocation, InvocationTiming timing, Outcome outcome) => Json("platform.report", record =>
    {
        record.WriteString("requestId", invocation.RequestId);
        record.WriteStartObject("metrics");
        WriteNumber(record, "durationMs", timing.Duration);
        if (!IsManagedInstance)
        {
            record.WriteNumber("billedDurationMs", timing.BilledMilliseconds);
            record.WriteNumber("memorySizeMB", options.MemorySize);
            if (timing.MaxMegabytesUsed is { } memory)
                record.WriteNumber("maxMemoryUsedMB", memory);
            if (timing.InitDuration is { } init)
                WriteNumber(record, "initDurationMs", init);
            if (timing.RestoreDuration is { } restore)
                WriteNumber(record, "restoreDurationMs", restore);
        }
        record.WriteEndObject();
        outcome.Write(record);
        if (!isTelemetry)
            return;
        WriteTracing(record, invocation);
        record.WriteStartArray("spans");
        if (IsManagedInstance)
            WriteAnswerSpans(record, invocation);
        else if (invocation.RuntimeDone != 0 && invocation.ExtensionsDone != 0)
            WriteSpan(record, "extensionOverhead", invocation.RuntimeDone, invocation.ExtensionsDone);
        record.WriteEndArray();
    });

    internal static string Now() => Format(DateTime.UtcNow);

    private static string Format(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private void WriteInit(Utf8JsonWriter record, string phase)
    {
        record.WriteString("initializationType", options.InitializationType);
        record.WriteString("phase", phase);
    }

    private void WriteTracing(Utf8JsonWriter record, Invocation invocation)
    {
        if (!isTelemetry)
            return;
        record.WriteStartObject("tracing");
        record.WriteString("type", "X-Amzn-Trace-Id");
        record.WriteString("value", invocation.TraceId);
        record.WriteEndObject();
    }

    private static void WriteAnswerSpans(Utf8JsonWriter record, Invocation invocation)
    {
        if (invocation.AnswerBegan == 0)
            return;
        WriteSpan(record, "responseLatency", invocation.Started, invocation.AnswerBegan);
        if (invocation.AnswerEnded != 0)
            WriteSpan(record, "responseDuration", invocation.AnswerBegan, invocation.AnswerEnded);
    }

    private static void WriteSpan(Utf8JsonWriter record, string name, long from, long to)
    {
        record.WriteStartObject();
        record.WriteString("name", name);
        record.WriteString("start", Format(DateTime.UtcNow - Stopwatch.GetElapsedTime(from)));
        WriteNumber(record, "durationMs", Stopwatch.GetElapsedTime(from, to));
        record.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter record, TimeSpan duration)
    {
        record.WriteStartObject("metrics");
        WriteNumber(record, "durationMs", duration);
        record.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter record, string name, TimeSpan duration) => record.WriteNumber(name, Math.Round(duration.TotalMilliseconds, 3));

    private static void WriteList(Utf8JsonWriter record, string name, IEnumerable<string> items)
    {
        record.WriteStartArray(name);
        foreach (string item in items)
            record.WriteStringValue(item);
        record.WriteEndArray();
    }

    private static byte[] Json(string type, Action<Utf8JsonWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("time", Now());
            writer.WriteString("type", type);
            writer.WriteStartObject("record");
            write(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }
}
