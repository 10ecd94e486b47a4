using System.Text;

namespace Lambda.Native.Emulator.Tests;

/// <summary>An emulator that starts the test function, with its log and a client.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private static readonly string s_host = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : Find("dotnet");
    private readonly StringBuilder _log = new();

    private RunningEmulator(LambdaEmulator emulator)
    {
        Emulator = emulator;
        Http = new HttpClient { BaseAddress = emulator.Address, Timeout = TimeSpan.FromMinutes(5) };
        emulator.Log.Written += (source, requestId, lines) =>
        {
            lock (_log)
                _log.Append(Encoding.UTF8.GetString(lines));
            Written?.Invoke();
        };
    }

    internal LambdaEmulator Emulator { get; }

    internal HttpClient Http { get; }

    internal event Action? Written;

    internal string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>With the test function, started with these arguments. What is not of interest takes as long as it takes.</summary>
    internal static async Task<RunningEmulator> StartAsync(string[]? arguments = null, double timeoutSeconds = 120, double initTimeoutSeconds = 120, int concurrency = 1, Func<FunctionCommand, FunctionCommand>? command = null,
        LogFormat logFormat = LogFormat.Text, bool freeze = false, Dictionary<string, string>? environment = null, bool refusesBeyondConcurrency = false, TimeSpan? retryWait = null, int eventsPerProcess = 1, string? layerFolder = null, bool snapStart = false, int? memoryLimit = null)
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "Lambda.Native.Emulator.TestFunction.dll");
        var plain = new FunctionCommand { Program = s_host, Arguments = ["exec", assembly, .. arguments ?? []], TaskRoot = AppContext.BaseDirectory, InheritEnvironment = true };
        return new RunningEmulator(await LambdaEmulator.StartAsync(new EmulatorOptions
        {
            Command = command is null ? plain : command(plain),
            FunctionName = "hello",
            Timeout = TimeSpan.FromSeconds(timeoutSeconds),
            InitTimeout = TimeSpan.FromSeconds(initTimeoutSeconds),
            Concurrency = concurrency,
            EventsPerProcess = eventsPerProcess,
            RefusesBeyondConcurrency = refusesBeyondConcurrency,
            RetryWait = retryWait ?? TimeSpan.FromSeconds(1),
            LogFormat = logFormat,
            Freeze = freeze,
            LayerFolder = layerFolder,
            SnapStart = snapStart,
            MemorySize = memoryLimit ?? 128,
            EnforceMemory = memoryLimit is not null,
            Environment = environment ?? [],
        }));
    }

    /// <summary>With the log, so that the result comes after the function is done.</summary>
    internal Task<InvocationResult> InvokeAsync(string word, InvocationOptions? options = null) =>
        Emulator.Function.InvokeAsync(Encoding.UTF8.GetBytes($"\"{word}\""), (options ?? InvocationOptions.Default) with { LogTail = true }, CancellationToken.None);

    internal async Task<string> PayloadAsync(string word, InvocationOptions? options = null)
    {
        InvocationResult result = await InvokeAsync(word, options);
        Assert.Null(result.FunctionError);
        return Encoding.UTF8.GetString(result.Payload.Span);
    }

    internal async Task WaitForLogAsync(string text)
    {
        var seen = new TaskCompletionSource();
        void Check()
        {
            if (Log.Contains(text))
                seen.TrySetResult();
        }
        Written += Check;
        Check();
        await seen.Task;
        Written -= Check;
    }

    internal static string Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }
}
