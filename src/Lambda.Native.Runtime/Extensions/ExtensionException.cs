namespace Lambda.Native.Extensions;

/// <summary>A call of the Extensions API or the Telemetry API failed for good: what can be tried again has been.</summary>
public sealed class ExtensionException : Exception
{
    internal ExtensionException(string message, int status)
        : base(message) => Status = status;

    /// <summary>The HTTP status of the reply; 0 where there was none.</summary>
    public int Status { get; }
}
