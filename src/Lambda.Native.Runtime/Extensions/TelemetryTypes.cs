namespace Lambda.Native.Extensions;

/// <summary>The streams of the <see href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api.html">Telemetry API</see>.</summary>
[Flags]
public enum TelemetryTypes
{
    /// <summary>Events and metrics of the platform: starts, reports, errors.</summary>
    Platform = 1,

    /// <summary>What the function writes to its log.</summary>
    Function = 2,

    /// <summary>What extensions write to theirs.</summary>
    Extension = 4,
}
