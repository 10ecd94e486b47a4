namespace Lambda.Native.Emulator;

/// <summary>How the emulator is started.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>How long one invocation may take; its deadline is this far from its start. Lambda's own default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The function's name in its ARN.</summary>
    public string FunctionName { get; init; } = "function";
}
