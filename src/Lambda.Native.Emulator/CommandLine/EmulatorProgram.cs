using System.Globalization;
using System.Net;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>The emulator as a program.</summary>
internal static class EmulatorProgram
{
    private const int Succeeded = 0;
    private const int FunctionFailed = 1;
    private const int Misused = 2;

    internal static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            CommandLineOptions options = CommandLineOptions.Parse(arguments);
            if (options.WantsHelp)
            {
                Console.WriteLine(CommandLineOptions.Usage);
                return Succeeded;
            }
            using LayerFolder? layers = LayerFolder.Create(options.Layers);
            FunctionCommand? command = FunctionLocator.Find(options, out UnpackedPackage? package);
            using (package)
                return await RunAsync(options, command, layers?.Path);
        }
        catch (CommandLineException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return Misused;
        }
    }

    private static async Task<int> RunAsync(CommandLineOptions options, FunctionCommand? command, string? layers)
    {
        EmulatorOptions emulatorOptions = ToEmulatorOptions(options, command, layers);
        LambdaEmulator emulator;
        try
        {
            emulator = await LambdaEmulator.StartAsync(emulatorOptions);
        }
        catch (IOException failure)
        {
            throw new CommandLineException($"The emulator cannot listen on port {options.Port}: {failure.Message}");
        }
        // The log goes where the answers do not.
        bool toErrors = options.Events is not null;
        bool plain = (toErrors ? Console.IsErrorRedirected : Console.IsOutputRedirected) || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        using var console = new ConsoleLog(toErrors ? Console.OpenStandardError() : Console.OpenStandardOutput(), !plain);
        emulator.Log.Written += console.Write;
        await using (emulator)
        {
            if (options.Events is { } events)
                return await InvokeAsync(emulator, EventFiles.Read(events).Concat(options.Samples.Select(EventFiles.ReadSample)));
            await using HttpFront? front = await StartFrontAsync(options, emulator, console);
            Greet(options, command, emulator, front);
            if (command is not null)
                emulator.Warm();
            if (options.VariablesPipe is { } pipe)
                DebuggedFunction.Tell(pipe, FunctionVariables.Create(emulatorOptions, FunctionLocator.FindBuild(options), emulator.RuntimeApi));
            Task ended = emulator.WaitForShutdownAsync();
            await (options.DebuggedProcess is { } process ? Task.WhenAny(ended, DebuggedFunction.EndAsync(process)) : ended);
        }
        return Succeeded;
    }

    private static async Task<HttpFront?> StartFrontAsync(CommandLineOptions options, LambdaEmulator emulator, ConsoleLog console)
    {
        if (options.Front is not { } kind)
            return null;
        var front = new FrontOptions
        {
            Kind = kind,
            Port = options.FrontPort,
            NextFreePort = !options.FrontPortIsChosen,
            Stage = options.Stage,
            BinaryMediaTypes = options.BinaryMediaTypes,
            Log = line => console.Write(LogSource.Platform, null, Encoding.UTF8.GetBytes(line + "\n")),
        };
        try
        {
            return await HttpFront.StartAsync(front, emulator);
        }
        catch (IOException failure)
        {
            throw new CommandLineException($"The HTTP address cannot have port {options.FrontPort}: {failure.Message}");
        }
    }

    private static EmulatorOptions ToEmulatorOptions(CommandLineOptions options, FunctionCommand? command, string? layers)
    {
        string name = options.Name is { Length: > 0 } given ? given : "function";
        return new EmulatorOptions
        {
            Port = options.Events is not null && !options.PortIsChosen ? 0 : options.Port,
            NextFreePort = !options.PortIsChosen,
            Address = options.Address,
            AllowedHosts = options.AllowedHosts,
            Command = command,
            LayerFolder = layers,
            Environment = options.Environment,
            Timeout = options.DebuggedProcess is null ? options.Timeout : DebuggedFunction.Timeout,
            FunctionName = name,
            Handler = options.Handler is { Length: > 0 } handler ? handler : name,
            MemorySize = options.MemorySize,
            // Under the just-in-time compiler a process is several times as large as it will be on Lambda.
            EnforceMemory = options.EnforcesMemory || options.RunsPackage,
            Concurrency = options.Concurrency,
            RefusesBeyondConcurrency = options.ConcurrencyIsChosen,
            Retries = options.Retries,
            RetryWait = options.RetryWait,
            MaxEventAge = options.MaxEventAge,
            OnFailureFolder = options.OnFailureFolder,
            EventsPerProcess = options.EventsPerProcess,
            SnapStart = options.SnapStart,
            Freeze = options.Freeze,
            LogFormat = options.LogFormat,
            LogLevel = options.LogLevel,
        };
    }

    private static void Greet(CommandLineOptions options, FunctionCommand? command, LambdaEmulator emulator, HttpFront? front)
    {
        string address = emulator.Address.GetLeftPart(UriPartial.Authority);
        string name = options.Name is { Length: > 0 } given ? given : "function";
        if (options.PortIsChosen is false && emulator.Address.Port != options.Port)
            Console.WriteLine($"Port {options.Port} is taken, by another emulator perhaps; this one has {emulator.Address.Port}.");
        string limit = options.DebuggedProcess is null ? string.Create(CultureInfo.InvariantCulture, $"{options.Timeout.TotalSeconds:0.##} s") : "no timeout";
        Console.WriteLine($"Function {name}: {limit}, {options.MemorySize} MB{(options.RunsPackage ? ", from its package" : "")}");
        if (command is null && options.DebuggedProcess is null)
            Console.WriteLine($"  Runtime API  AWS_LAMBDA_RUNTIME_API={emulator.RuntimeApi}");
        Console.WriteLine($"  Invoke       curl -d @event.json {emulator.InvokeUrl}");
        Console.WriteLine($"  AWS CLI      aws lambda invoke --endpoint-url {address} --function-name {name} --payload fileb://event.json answer.json");
        Console.WriteLine($"  Page         {emulator.Address}");
        if (front is not null)
            Console.WriteLine($"  HTTP         {front.Address}  ({options.Front!.Value.Describe()}; --front changes it)");
        if (LayerFolder.FindExtensions(emulator.Options.LayerFolder) is { Length: > 0 } extensions)
            Console.WriteLine($"  Extensions   {string.Join(", ", extensions.Select(Path.GetFileName))}");
        if (!IPAddress.IsLoopback(options.Address))
            Console.WriteLine($"  Everybody who reaches {options.Address} can run this function.");
        Console.WriteLine("Ctrl+C ends it.");
    }

    private static async Task<int> InvokeAsync(LambdaEmulator emulator, IEnumerable<(string Name, byte[] Content)> events)
    {
        int code = Succeeded;
        using Stream output = Console.OpenStandardOutput();
        foreach ((string name, byte[] content) in events)
        {
            if (InvokeRequest.JsonError(content) is { } error)
                throw new CommandLineException($"{name} is no event: {error}");
            InvocationResult result = await emulator.Function.InvokeAsync(content, InvocationOptions.Default with { LogTail = true }, CancellationToken.None);
            output.Write(result.Payload.Span);
            output.WriteByte((byte)'\n');
            if (result.FunctionError is not null)
                code = FunctionFailed;
        }
        return code;
    }
}
