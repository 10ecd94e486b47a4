using System.Globalization;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>The lines that Lambda itself writes into a function's log, as text or JSON (AWS_LAMBDA_LOG_FORMAT).</summary>
internal sealed class PlatformLines(EmulatorOptions options)
{
    private readonly PlatformEvents _events = new(options, isTelemetry: false);

    private bool IsJson => options.LogFormat == LogFormat.Json;

    internal byte[] Start(Invocation invocation) => IsJson
        ? Line(_events.Start(invocation))
        : Text($"START RequestId: {invocation.RequestId} Version: {PlatformEvents.Version}\n");

    internal byte[] End(Invocation invocation, in InvocationTiming timing, Outcome outcome)
    {
        if (IsJson)
            return Line(_events.Report(invocation, timing, outcome));
        var line = new StringBuilder();
        CultureInfo invariant = CultureInfo.InvariantCulture;
        line.Append(invariant, $"END RequestId: {invocation.RequestId}\nREPORT RequestId: {invocation.RequestId}\tDuration: {timing.Duration.TotalMilliseconds:F2} ms\tBilled Duration: {timing.BilledMilliseconds} ms\tMemory Size: {options.MemorySize} MB\tMax Memory Used: ");
        line.Append(timing.MaxMegabytesUsed is { } megabytes ? megabytes.ToString(invariant) : "?").Append(" MB\t");
        if (timing.InitDuration is { } init)
            line.Append(invariant, $"Init Duration: {init.TotalMilliseconds:F2} ms\t");
        if (timing.RestoreDuration is { } restore)
            line.Append(invariant, $"Restore Duration: {restore.TotalMilliseconds:F2} ms\tBilled Restore Duration: {Math.Ceiling(restore.TotalMilliseconds)} ms\t");
        if (outcome.Status != "success")
            line.Append("Status: ").Append(outcome.Status);
        if (outcome.ErrorType is { } type)
            line.Append("\tError Type: ").Append(type);
        return Text(line.Append('\n').ToString());
    }

    internal byte[] InitReport(TimeSpan duration, string phase, Outcome outcome) => IsJson
        ? Line(_events.InitReport(duration, phase, outcome))
        : Text(string.Create(CultureInfo.InvariantCulture,
            $"INIT_REPORT Init Duration: {duration.TotalMilliseconds:F2} ms\tPhase: {phase}{Failure(outcome)}\n"));

    internal byte[] RestoreStart() => IsJson
        ? Line(_events.RestoreStart())
        : Text("RESTORE_START Runtime Version: provided:al2023\n");

    internal byte[] RestoreReport(TimeSpan duration, Outcome outcome) => IsJson
        ? Line(PlatformEvents.RestoreReport(duration, outcome))
        : Text(string.Create(CultureInfo.InvariantCulture, $"RESTORE_REPORT Restore Duration: {duration.TotalMilliseconds:F2} ms{Failure(outcome)}\n"));

    internal byte[] Extension(ExtensionReport extension) => IsJson
        ? Line(PlatformEvents.Extension(extension))
        : Text($"EXTENSION\tName: {extension.Name}\tState: {extension.State}\tEvents: [{string.Join(", ", extension.Events)}]{(extension.ErrorType is { } error ? "\tError Type: " + error : "")}\n");

    internal byte[] TelemetrySubscription(string name, TelemetryStreams streams) => IsJson
        ? Line(PlatformEvents.TelemetrySubscription(name, streams.Names()))
        : Text($"TELEMETRY\tName: {name}\tState: Subscribed\tTypes: [{streams}]\n");

    /// <summary>Why an invocation failed without the function saying so.</summary>
    internal byte[] Failure(string requestId, string errorType, string message) => errorType == LambdaErrors.TimedOut
        ? Text($"{PlatformEvents.Now()} {requestId} {message}\n")
        : Text($"RequestId: {requestId} Error: {message}\n{errorType}\n");

    /// <summary>What Lambda would have nobody to tell: a process that ends between two invocations.</summary>
    internal byte[] Note(string message) => Text($"{message}\n");

    private static string Failure(Outcome outcome) => outcome == Outcome.Success ? "" : $"\tStatus: {outcome.Status}{(outcome.ErrorType is { } type ? "\tError Type: " + type : "")}";

    private static byte[] Line(byte[] json) => [.. json, (byte)'\n'];

    private static byte[] Text(string line) => Encoding.UTF8.GetBytes(line);
}
