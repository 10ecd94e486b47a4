namespace Lambda.Native.Emulator;

/// <summary>What Lambda's REPORT line says of an invocation.</summary>
/// <param name="Duration">From the moment the event is handed over until the function is done.</param>
/// <param name="InitDuration">From the start of the process until it asks for its first event; null unless this was the first one of its process.</param>
/// <param name="MaxMemoryUsed">The most memory the process has had resident so far, in bytes; null where the operating system does not say.</param>
public readonly record struct InvocationTiming(TimeSpan Duration, TimeSpan? InitDuration, long? MaxMemoryUsed)
{
    /// <summary>With SnapStart, from the first event until the process asks for it; null unless this was the first invocation of its process.</summary>
    public TimeSpan? RestoreDuration { get; init; }

    /// <summary><see cref="MaxMemoryUsed"/> in MB, rounded up, as Lambda reports it.</summary>
    internal long? MaxMegabytesUsed => MaxMemoryUsed is { } bytes ? (bytes + (1 << 20) - 1) >> 20 : null;

    /// <summary>In whole milliseconds, rounded up, initialisation or restore included, as Lambda bills it.</summary>
    public long BilledMilliseconds => (long)Math.Ceiling((Duration + (InitDuration ?? RestoreDuration ?? TimeSpan.Zero)).TotalMilliseconds);
}
