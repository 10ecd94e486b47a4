using System.Globalization;
using System.Net;

namespace Lambda.Native.Emulator;

/// <summary>The command line made no sense; the message says why.</summary>
internal sealed class CommandLineException(string message) : Exception(message);

/// <summary>What the command line asks for.</summary>
internal sealed class CommandLineOptions
{
    internal const int DefaultPort = 9001;
    internal const int DefaultFrontPort = 9002;

    internal const string Usage = """
        usage: dotnet run -- [options]                   start the function and wait for events
               dotnet run -- invoke FILE... [options]    send events and print the answers: files, folders of *.json files, - for standard input

          --sample NAME             with invoke: one of AWS's sample events: sqs, s3, sns-notification, …
          --front NAME              what stands before the function at the HTTP address: http, http-1.0, url, rest, alb, alb-multi or none
          --front-port NUMBER       where that listens; 9002, or the next port that is free
          --stage NAME              of an HTTP API ($default) or a REST API (prod)
          --binary-media-type TYPE  what a REST API takes as binary: image/png, image/*, */*

          --port NUMBER             where to listen; 9001, or the next port that is free
          --bind ADDRESS            127.0.0.1; another address lets others on the network run the function
          --allow-host NAME         a name of this machine that requests may be sent to, besides localhost
          --name NAME               the function's name
          --handler NAME            _HANDLER, which chooses among the functions of one bootstrap
          --timeout SECONDS         how long an invocation may take: 3
          --memory MB               what the function is told and what is reported: 128
          --enforce-memory          end a function that takes more; always with --aot and --package
          --concurrency NUMBER      processes for simultaneous events, and more are refused (429); without it one, and the others wait
          --max-concurrency NUMBER  simultaneous events in one process, as on Managed Instances: 1
          --retries NUMBER          how often an asynchronous event that failed is tried again: 2
          --retry-wait SECONDS      before the first of them, and twice as long before the second: 1 (Lambda: 60)
          --max-event-age SECONDS   how long an asynchronous event may wait for the function: 21600
          --on-failure FOLDER       where the records of asynchronous events go that failed for good
          --env NAME=VALUE          a variable for the function
          --env-file FILE           variables, a NAME=VALUE a line; .env in the project's folder is read without asking
          --log-format text|json    the form of the log
          --log-level LEVEL         TRACE, DEBUG, INFO, WARN, ERROR or FATAL
          --layer FOLDER|ZIP        a layer of the function, for /opt: what is in its folder extensions is started as on Lambda
          --snap-start              tell the function of SnapStart, and have it wait for its restore
          --freeze                  stop the process between events, as Lambda does
          --aot                     run the published package instead of the build
          --package FILE            that package: lambda.zip
          --attach                  start nothing: the function is started by somebody else, a debugger for example
        """;

    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    /// <summary>The events to send, with the verb invoke; null without.</summary>
    internal List<string>? Events { get; private set; }

    /// <summary>The sample events to send, after <see cref="Events"/>.</summary>
    internal List<string> Samples { get; } = [];

    /// <summary>Null for none.</summary>
    internal FrontKind? Front { get; private set; } = FrontKind.HttpApi;

    internal int FrontPort { get; private set; } = DefaultFrontPort;

    internal bool FrontPortIsChosen { get; private set; }

    internal string? Stage { get; private set; }

    internal List<string> BinaryMediaTypes { get; } = [];

    internal int Port { get; private set; } = DefaultPort;

    internal bool PortIsChosen { get; private set; }

    internal IPAddress Address { get; private set; } = IPAddress.Loopback;

    internal List<string> AllowedHosts { get; } = [];

    internal string? Name { get; private set; }

    internal string? Handler { get; private set; }

    internal TimeSpan Timeout { get; private set; } = TimeSpan.FromSeconds(3);

    internal int MemorySize { get; private set; } = 128;

    internal int Concurrency { get; private set; } = 1;

    internal bool ConcurrencyIsChosen { get; private set; }

    internal int Retries { get; private set; } = 2;

    internal TimeSpan RetryWait { get; private set; } = TimeSpan.FromSeconds(1);

    internal TimeSpan MaxEventAge { get; private set; } = TimeSpan.FromHours(6);

    internal string? OnFailureFolder { get; private set; }

    internal int EventsPerProcess { get; private set; } = 1;

    internal IReadOnlyDictionary<string, string> Environment => _environment;

    internal LogFormat LogFormat { get; private set; }

    internal string? LogLevel { get; private set; }

    internal bool EnforcesMemory { get; private set; }

    internal bool SnapStart { get; private set; }

    /// <summary>Folders and zips, in their order.</summary>
    internal List<string> Layers { get; } = [];

    internal bool Freeze { get; private set; }

    internal bool RunsPackage { get; private set; }

    internal bool Attaches { get; private set; }

    /// <summary>The process, started by a debugger, that started this one for itself; null where nobody did.</summary>
    internal int? DebuggedProcess { get; private set; }

    /// <summary>The handle of the pipe by which that process is told its variables.</summary>
    internal string? VariablesPipe { get; private set; }

    internal bool WantsHelp { get; private set; }

    /// <summary>The function as it was built; the SDK says which.</summary>
    internal string? Assembly { get; private set; }

    internal string? Package { get; private set; }

    /// <summary>Where the project's packages are published to, below this folder.</summary>
    internal string? OutputFolder { get; private set; }

    internal string? ProjectFolder { get; private set; }

    /// <exception cref="CommandLineException">It makes no sense.</exception>
    internal static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new CommandLineOptions();
        for (int i = 0; i < arguments.Count; i++)
        {
            string name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw new CommandLineException($"{name} wants a value.");
            options.Set(name, Value);
        }
        if (options.ProjectFolder is { } folder && Path.Combine(folder, ".env") is var file && File.Exists(file))
            options.ReadEnvironmentFile(file, wins: false);
        if (options.Attaches && options.Layers.Count > 0)
            throw new CommandLineException("--layer goes with a function that the emulator starts, not with --attach.");
        if (options.SnapStart && options.EventsPerProcess > 1)
            throw new CommandLineException("--snap-start goes with one event at a time, not with --max-concurrency.");
        if (options.Events is null && options.Samples.Count > 0)
            throw new CommandLineException("--sample goes with invoke.");
        if (options.Events is { Count: 0 } && options.Samples.Count == 0)
            throw new CommandLineException("invoke wants an event: a file, a folder or - for standard input.");
        return options;
    }

    private void Set(string name, Func<string> value)
    {
        switch (name)
        {
            case "--help" or "-h" or "-?":
                WantsHelp = true;
                break;
            case "--port":
                (Port, PortIsChosen) = (Number(name, value(), 0, IPEndPoint.MaxPort), true);
                break;
            case "--bind":
                Address = IPAddress.TryParse(value() is var text && text == "localhost" ? "127.0.0.1" : text, out IPAddress? address) ? address : throw new CommandLineException($"{name} wants an IP address, and '{text}' is none.");
                break;
            case "--sample":
                Samples.Add(value());
                break;
            case "--front":
                Front = value() is var front && front.Equals("none", StringComparison.OrdinalIgnoreCase) ? null
                    : FrontKinds.TryParse(front, out FrontKind kind) ? kind : throw new CommandLineException($"{name} wants {FrontKinds.Names} or none, and not '{front}'.");
                break;
            case "--front-port":
                (FrontPort, FrontPortIsChosen) = (Number(name, value(), 0, IPEndPoint.MaxPort), true);
                break;
            case "--stage":
                Stage = value();
                break;
            case "--binary-media-type":
                BinaryMediaTypes.Add(value());
                break;
            case "--allow-host":
                AllowedHosts.Add(value());
                break;
            case "--name":
                Name = value();
                break;
            case "--handler":
                Handler = value();
                break;
            case "--timeout":
                Timeout = Seconds(name, value());
                break;
            case "--memory":
                MemorySize = Number(name, value(), 1, 32768);
                break;
            case "--concurrency":
                (Concurrency, ConcurrencyIsChosen) = (Number(name, value(), 1, 1000), true);
                break;
            case "--retries":
                Retries = Number(name, value(), 0, 2);
                break;
            case "--retry-wait":
                RetryWait = Seconds(name, value());
                break;
            case "--max-event-age":
                MaxEventAge = Seconds(name, value());
                break;
            case "--on-failure":
                OnFailureFolder = value() is { Length: > 0 } records ? Path.GetFullPath(records) : throw new CommandLineException($"{name} wants a folder.");
                break;
            case "--max-concurrency":
                EventsPerProcess = Number(name, value(), 1, 1600);
                break;
            case "--env":
                SetVariable(value(), $"{name} wants NAME=VALUE", wins: true);
                break;
            case "--env-file":
                ReadEnvironmentFile(value(), wins: true);
                break;
            case "--log-format":
                LogFormat = value().ToLowerInvariant() switch
                {
                    "text" => LogFormat.Text,
                    "json" => LogFormat.Json,
                    var other => throw new CommandLineException($"{name} wants text or json, and not '{other}'."),
                };
                break;
            case "--log-level":
                LogLevel = value().ToUpperInvariant();
                if (LogLevel is not ("TRACE" or "DEBUG" or "INFO" or "WARN" or "ERROR" or "FATAL"))
                    throw new CommandLineException($"{name} wants TRACE, DEBUG, INFO, WARN, ERROR or FATAL, and not '{LogLevel}'.");
                break;
            case "--enforce-memory":
                EnforcesMemory = OperatingSystem.IsLinux() ? true : throw new CommandLineException($"{name} works on Linux only.");
                break;
            case "--snap-start":
                SnapStart = true;
                break;
            case "--layer":
                Layers.Add(value());
                break;
            case "--freeze":
                Freeze = true;
                break;
            case "--aot":
                RunsPackage = true;
                break;
            case "--package":
                (Package, RunsPackage) = (value(), true);
                break;
            case "--attach":
                Attaches = true;
                break;
            case "--debugged-process":
                (DebuggedProcess, Attaches) = (Number(name, value(), 1, int.MaxValue), true);
                break;
            case "--variables-to":
                VariablesPipe = value();
                break;
            case "--assembly":
                Assembly = value();
                break;
            case "--output-folder":
                OutputFolder = value();
                break;
            case "--project-folder":
                ProjectFolder = value();
                break;
            case "invoke" when Events is null:
                Events = [];
                break;
            default:
                if (Events is null || (name.StartsWith('-') && name != "-"))
                    throw new CommandLineException($"'{name}' is nothing this program knows.");
                Events.Add(name);
                break;
        }
    }

    private static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number : throw new CommandLineException($"{name} wants a number from {least} to {most}, and not '{text}'.");

    private static TimeSpan Seconds(string name, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= 86400
            ? TimeSpan.FromSeconds(seconds) : throw new CommandLineException($"{name} wants a number of seconds, and not '{text}'.");

    private void ReadEnvironmentFile(string path, bool wins)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"The variables cannot be read: {failure.Message}");
        }
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
                SetVariable(line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..] : line, $"{path}({i + 1}) is no NAME=VALUE", wins);
        }
    }

    private void SetVariable(string text, string otherwise, bool wins)
    {
        int at = text.IndexOf('=');
        if (at <= 0)
            throw new CommandLineException($"{otherwise}: '{text}'.");
        string name = text[..at].Trim();
        string value = text[(at + 1)..].Trim();
        if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0])
            value = value[1..^1];
        if (wins || !_environment.ContainsKey(name))
            _environment[name] = value;
    }
}
