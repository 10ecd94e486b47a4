namespace Lambda.Native.Extensions;

/// <summary>One event of the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions API</see>.</summary>
public sealed class ExtensionEvent
{
    internal ExtensionEvent()
    {
    }

    /// <summary><see cref="ExtensionEvents.Invoke"/> or <see cref="ExtensionEvents.Shutdown"/>.</summary>
    public ExtensionEvents Type { get; internal set; }

    /// <summary>Of an invocation: when it runs into its timeout. Of a shutdown: when the extension is ended whatever it does; an external one has 2 s in all.</summary>
    public DateTimeOffset Deadline { get; internal set; }

    /// <summary>The id of the invocation; empty for a shutdown.</summary>
    public string RequestId { get; internal set; } = "";

    /// <summary>The function's ARN as the invoker named it; empty for a shutdown.</summary>
    public string InvokedFunctionArn { get; internal set; } = "";

    /// <summary>The X-Ray trace header of the invocation; null where there is none.</summary>
    public string? TraceId { get; internal set; }

    /// <summary>Why the environment ends; only of a shutdown.</summary>
    public ShutdownReason ShutdownReason { get; internal set; }
}
