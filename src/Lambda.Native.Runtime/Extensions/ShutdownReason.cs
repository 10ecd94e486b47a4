namespace Lambda.Native.Extensions;

/// <summary>Why an environment ends, as the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions API</see> says.</summary>
public enum ShutdownReason
{
    /// <summary>A word this library does not know.</summary>
    Unknown,

    /// <summary>In the ordinary course of things, as after a while without invocations.</summary>
    Spindown,

    /// <summary>An invocation ran into its timeout.</summary>
    Timeout,

    /// <summary>The function or an extension failed, as by running out of memory.</summary>
    Failure,
}
