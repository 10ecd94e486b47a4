namespace Lambda.Native.Emulator;

/// <summary>What can be subscribed to.</summary>
[Flags]
internal enum TelemetryStreams
{
    None = 0,

    /// <summary>What Lambda itself has to say.</summary>
    Platform = 1,

    /// <summary>What the function writes.</summary>
    Function = 2,

    /// <summary>What extensions write.</summary>
    Extension = 4,
}

internal static class TelemetryStreamsNames
{
    /// <summary>As a subscription has them.</summary>
    internal static IEnumerable<string> Names(this TelemetryStreams streams) => streams.ToString().ToLowerInvariant().Split(", ");
}
