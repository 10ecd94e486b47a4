using System.Net;

namespace Lambda.Native.Emulator;

/// <summary>The form of Lambda's own log lines, and what the function is told in AWS_LAMBDA_LOG_FORMAT.</summary>
public enum LogFormat
{
    /// <summary>Lines for people.</summary>
    Text,

    /// <summary>A JSON object a line.</summary>
    Json,
}

/// <summary>How the emulator is started.</summary>
internal sealed class EmulatorOptions
{
    private static readonly TimeSpan s_init = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_snapStartInit = TimeSpan.FromSeconds(130);

    private readonly TimeSpan? _initTimeout;

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether a port that is taken means the next one that is free, up to a hundred further.</summary>
    public bool NextFreePort { get; init; }

    /// <summary>Where the emulator listens. Anything but a loopback address lets others on the network run the function.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Names of this machine, besides <c>localhost</c> and addresses, that a request may be sent to.</summary>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    /// <summary>What starts the function; null when somebody else starts it, with <see cref="LambdaEmulator.RuntimeApi"/> in its environment.</summary>
    public FunctionCommand? Command { get; init; }

    /// <summary>The folder that stands for <c>/opt</c>, where layers are: every file in its folder <c>extensions</c> is started as an external extension; null for none.</summary>
    public string? LayerFolder { get; init; }

    /// <summary>Set for the function over what Lambda sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long one invocation may take; its deadline is this far from its start. Lambda's own default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a process may take until it asks for its first event. Lambda's own limits: 10 s; with SnapStart 130 s, or the timeout where that is longer.</summary>
    public TimeSpan InitTimeout
    {
        get => _initTimeout ?? (!SnapStart ? s_init : Timeout > s_snapStartInit ? Timeout : s_snapStartInit);
        init => _initTimeout = value;
    }

    /// <summary>The function's name in its ARN and in the addresses it is invoked by.</summary>
    public string FunctionName { get; init; } = "function";

    /// <summary><c>_HANDLER</c>, which chooses among several functions of one bootstrap.</summary>
    public string Handler { get; init; } = "function";

    /// <summary>In MB; what the function is told and what REPORT lines show.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>Whether processes that take more than <see cref="MemorySize"/> are ended; on Linux only.</summary>
    public bool EnforceMemory { get; init; }

    internal long MemoryLimit => (long)MemorySize << 20;

    /// <summary>How many processes at most handle events at the same time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Whether a synchronous invocation beyond <see cref="Concurrency"/> is refused, as a function with reserved concurrency refuses it (429); otherwise it waits for its turn.</summary>
    public bool RefusesBeyondConcurrency { get; init; }

    /// <summary>How many times an asynchronous event that failed is tried again; Lambda's own default.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How long it waits before the first of them; twice as long before the second. Lambda's own waits are one minute and two.</summary>
    public TimeSpan RetryWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How old an asynchronous event may be when it is handed to the function; Lambda's own default.</summary>
    public TimeSpan MaxEventAge { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The folder for the records of asynchronous events that failed for good, what an on-failure destination gets; null for none.</summary>
    public string? OnFailureFolder { get; init; }

    /// <summary>How many events one process handles at a time. With more than one it is told so as on Managed Instances, and a timeout does not end it.</summary>
    public int EventsPerProcess { get; init; } = 1;

    /// <summary>Whether the function is told that it has SnapStart: it is initialised, waits as in a snapshot, and is restored for its first event. The process is the same before and after.</summary>
    public bool SnapStart { get; init; }

    /// <summary>Whether a process is stopped between invocations, as on Lambda (SIGSTOP; not on Windows).</summary>
    public bool Freeze { get; init; }

    /// <summary>The form of the log.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>AWS_LAMBDA_LOG_LEVEL; null for none.</summary>
    public string? LogLevel { get; init; }

    /// <summary>AWS_REGION, and part of the function's ARN.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether streamed answers are slowed down to what Lambda allows: 2 MiB a second after the first 6 MiB.</summary>
    public bool Throttle { get; init; } = true;

    /// <summary>What tells the time where something waits.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the function is told in AWS_LAMBDA_INITIALIZATION_TYPE.</summary>
    internal string InitializationType => SnapStart ? "snap-start" : EventsPerProcess > 1 ? "lambda-managed-instances" : "on-demand";

    internal const string AccountId = "123456789012";

    internal string FunctionArn => $"arn:aws:lambda:{Region}:{AccountId}:function:{FunctionName}";
}
