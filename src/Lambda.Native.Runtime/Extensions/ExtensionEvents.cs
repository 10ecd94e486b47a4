namespace Lambda.Native.Extensions;

/// <summary>What an extension wants to hear of.</summary>
[Flags]
public enum ExtensionEvents
{
    /// <summary>Nothing: the extension is only counted as one, and the function hears of SIGTERM.</summary>
    None = 0,

    /// <summary>Each invocation, when it begins.</summary>
    Invoke = 1,

    /// <summary>The end of the environment. Not for internal extensions.</summary>
    Shutdown = 2,

    /// <summary>Both.</summary>
    All = Invoke | Shutdown,
}
