namespace Lambda.Native.Emulator;

/// <summary>Where an extension stands; the names are those of Lambda's EXTENSION lines.</summary>
internal enum ExtensionState
{
    /// <summary>Its process runs, and is to register.</summary>
    Started,

    /// <summary>It has not asked for an event yet.</summary>
    Registered,

    /// <summary>It waits for an event.</summary>
    Ready,

    /// <summary>It has an event.</summary>
    Running,

    /// <summary>It said that it cannot start.</summary>
    InitError,

    /// <summary>It said that it cannot go on.</summary>
    ExitError,

    /// <summary>Its program could not be started.</summary>
    LaunchError,

    /// <summary>Its process has ended.</summary>
    Exited,
}
