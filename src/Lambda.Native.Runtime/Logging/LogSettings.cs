using Lambda.Native.Buffers;

namespace Lambda.Native.Logging;

/// <summary>How records are written: by the platform's variables, read once.</summary>
internal sealed class LogSettings
{
    private static LogSettings? s_current;

    internal required bool Json { get; init; }

    internal required LambdaLogLevel Level { get; init; }

    /// <summary>The descriptor that takes framed records, or -1.</summary>
    internal required int TelemetryDescriptor { get; init; }

    internal static LogSettings Current
    {
        get => s_current ??= FromEnvironment();
        set => s_current = value;
    }

    /// <summary>Reads the variables anew when they are needed next; for tests.</summary>
    internal static void Forget() => s_current = null;

    private static LogSettings FromEnvironment() => new()
    {
        Json = string.Equals(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase),
        Level = ParseLevel(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL")),
        TelemetryDescriptor = Digits.TryParse(Environment.GetEnvironmentVariable("_LAMBDA_TELEMETRY_LOG_FD"), out long descriptor) && descriptor <= int.MaxValue ? (int)descriptor : -1,
    };

    private static LambdaLogLevel ParseLevel(string? text) => text switch
    {
        "TRACE" => LambdaLogLevel.Trace,
        "DEBUG" => LambdaLogLevel.Debug,
        "WARN" => LambdaLogLevel.Warn,
        "ERROR" => LambdaLogLevel.Error,
        "FATAL" => LambdaLogLevel.Fatal,
        _ => LambdaLogLevel.Info,
    };
}
