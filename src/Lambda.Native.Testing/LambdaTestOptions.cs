using Lambda.Native.Emulator;

namespace Lambda.Native.Testing;

/// <summary>The settings of a function under test, as on Lambda but for times: those are long by default, for build machines that are slow.</summary>
public sealed class LambdaTestOptions
{
    /// <summary>The function's name, in its ARN and its environment.</summary>
    public string FunctionName { get; init; } = "function";

    /// <summary>Which function of a program with several: its name, <c>_HANDLER</c> on Lambda. A program with one takes any.</summary>
    public string Handler { get; init; } = "function";

    /// <summary>How long an invocation may take. What takes longer is ended, with its process, and fails with <c>Sandbox.Timedout</c>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a process may take until it asks for its first event.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Variables of the function, over what Lambda sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Layers, zips or folders as they would be zipped; their extensions are started. A later one wins over an earlier. There is no <c>/opt</c>: the function sees of them only what its extensions do.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>In MB; told and reported.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>Whether processes that take more than <see cref="MemorySize"/> are ended; on Linux only. A program under the just-in-time compiler takes more than its bootstrap.</summary>
    public bool EnforceMemory { get; init; }

    /// <summary>Whether the function has SnapStart: its hooks are called, and <see cref="InvocationTiming.RestoreDuration"/> is reported.</summary>
    public bool SnapStart { get; init; }

    /// <summary>How many processes at most handle events at the same time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many events one process handles at a time; more than one as on Managed Instances, where a timeout does not end it.</summary>
    public int EventsPerProcess { get; init; } = 1;

    /// <summary>The form of the log.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary><c>TRACE</c>, <c>DEBUG</c>, <c>INFO</c>, <c>WARN</c>, <c>ERROR</c> or <c>FATAL</c>; null for the function's default, INFO.</summary>
    public string? LogLevel { get; init; }

    internal EmulatorOptions ToEmulatorOptions(FunctionCommand? command, string? layerFolder) => new()
    {
        Command = command,
        LayerFolder = layerFolder,
        FunctionName = FunctionName,
        Handler = Handler,
        Timeout = Timeout,
        InitTimeout = InitTimeout,
        Environment = Environment,
        MemorySize = MemorySize,
        EnforceMemory = EnforceMemory,
        SnapStart = SnapStart,
        Concurrency = Concurrency,
        EventsPerProcess = EventsPerProcess,
        LogFormat = LogFormat,
        LogLevel = LogLevel,
    };
}
