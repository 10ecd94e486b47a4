using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>How an invocation or an initialisation came out, in the words of the REPORT line; the type is null for a success.</summary>
internal readonly record struct Outcome(string Status, string? ErrorType)
{
    internal static Outcome Success { get; } = new("success", null);

    internal static Outcome Timeout { get; } = new("timeout", null);

    internal static Outcome Error(string type) => new("error", type);
}

/// <summary>The lines that Lambda itself writes into a function's log, as text or JSON (AWS_LAMBDA_LOG_FORMAT).</summary>
internal sealed class PlatformLines(EmulatorOptions options)
{
    private const string Version = "$LATEST";

    private bool IsJson => options.LogFormat == LogFormat.Json;

    internal byte[] Start(Invocation invocation) => IsJson
        ? Json("platform.start", record =>
        {
            record.WriteString("requestId", invocation.RequestId);
            record.WriteString("version", Version);
        })
        : Text($"START RequestId: {invocation.RequestId} Version: {Version}\n");

    internal byte[] End(Invocation invocation, in InvocationTiming timing, Outcome outcome)
    {
        double duration = timing.Duration.TotalMilliseconds;
        double? init = timing.InitDuration?.TotalMilliseconds;
        long billed = timing.BilledMilliseconds;
        long? memory = timing.MaxMemoryUsed is { } bytes ? (bytes + (1 << 20) - 1) >> 20 : null;
        if (IsJson)
        {
            return Json("platform.report", record =>
            {
                record.WriteString("requestId", invocation.RequestId);
                record.WriteStartObject("metrics");
                record.WriteNumber("durationMs", Math.Round(duration, 3));
                record.WriteNumber("billedDurationMs", billed);
                record.WriteNumber("memorySizeMB", options.MemorySize);
                if (memory is { } used)
                    record.WriteNumber("maxMemoryUsedMB", used);
                if (init is { } initDuration)
                    record.WriteNumber("initDurationMs", Math.Round(initDuration, 3));
                record.WriteEndObject();
                WriteOutcome(record, outcome);
            });
        }
        var line = new StringBuilder();
        CultureInfo invariant = CultureInfo.InvariantCulture;
        line.Append(invariant, $"END RequestId: {invocation.RequestId}\nREPORT RequestId: {invocation.RequestId}\tDuration: {duration:F2} ms\tBilled Duration: {billed} ms\tMemory Size: {options.MemorySize} MB\tMax Memory Used: ");
        line.Append(memory is { } megabytes ? megabytes.ToString(invariant) : "?").Append(" MB\t");
        if (init is not null)
            line.Append(invariant, $"Init Duration: {init:F2} ms\t");
        if (outcome.Status != "success")
            line.Append("Status: ").Append(outcome.Status);
        if (outcome.ErrorType is { } type)
            line.Append("\tError Type: ").Append(type);
        return Text(line.Append('\n').ToString());
    }

    internal byte[] InitReport(TimeSpan duration, string phase, Outcome outcome) => IsJson
        ? Json("platform.initReport", record =>
        {
            record.WriteString("initializationType", "on-demand");
            record.WriteString("phase", phase);
            record.WriteStartObject("metrics");
            record.WriteNumber("durationMs", Math.Round(duration.TotalMilliseconds, 3));
            record.WriteEndObject();
            WriteOutcome(record, outcome);
        })
        : Text(string.Create(CultureInfo.InvariantCulture,
            $"INIT_REPORT Init Duration: {duration.TotalMilliseconds:F2} ms\tPhase: {phase}\tStatus: {outcome.Status}{(outcome.ErrorType is { } type ? "\tError Type: " + type : "")}\n"));

    internal byte[] Extension(ExtensionReport extension) => IsJson
        ? Json("platform.extension", record =>
        {
            record.WriteString("name", extension.Name);
            record.WriteString("state", extension.State.ToString());
            record.WriteStartArray("events");
            foreach (string name in extension.Events)
                record.WriteStringValue(name);
            record.WriteEndArray();
            if (extension.ErrorType is { } type)
                record.WriteString("errorType", type);
        })
        : Text($"EXTENSION\tName: {extension.Name}\tState: {extension.State}\tEvents: [{string.Join(", ", extension.Events)}]{(extension.ErrorType is { } error ? "\tError Type: " + error : "")}\n");

    /// <summary>Why an invocation failed without the function saying so.</summary>
    internal byte[] Failure(string requestId, string errorType, string message) => errorType == LambdaErrors.TimedOut
        ? Text($"{Now()} {requestId} {message}\n")
        : Text($"RequestId: {requestId} Error: {message}\n{errorType}\n");

    /// <summary>What Lambda would have nobody to tell: a process that ends between two invocations.</summary>
    internal byte[] Note(string message) => Text($"{message}\n");

    private static void WriteOutcome(Utf8JsonWriter record, Outcome outcome)
    {
        record.WriteString("status", outcome.Status);
        if (outcome.ErrorType is { } type)
            record.WriteString("errorType", type);
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
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static byte[] Text(string line) => Encoding.UTF8.GetBytes(line);
}
