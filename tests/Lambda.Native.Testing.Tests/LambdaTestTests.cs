using System.IO.Compression;
using System.Net;
using System.Reflection;
using System.Text;
using Lambda.Native.Emulator;
using OrderFunction;

namespace Lambda.Native.Testing.Tests;

/// <summary>What a test sees of a function, in a process of its own or in the test's.</summary>
public sealed class LambdaTestTests
{
    private static readonly Assembly s_function = typeof(Order).Assembly;
    private static readonly Assembly s_badFunction = Assembly.Load("Lambda.Native.Emulator.TestFunction");

    private static Task<LambdaTestFunction> StartAsync(bool inProcess, string handler, TimeSpan? timeout = null, Dictionary<string, string>? environment = null)
    {
        var options = new LambdaTestOptions { Handler = handler, FunctionName = "orders", Timeout = timeout ?? TimeSpan.FromMinutes(2), InitTimeout = TimeSpan.FromMinutes(2), Environment = environment ?? [] };
        return inProcess ? LambdaTest.StartInProcessAsync(s_function, options) : LambdaTest.StartAsync(s_function, options);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_of_a_type_is_answered_by_a_type(bool inProcess)
    {
        await using LambdaTestFunction function = await StartAsync(inProcess, "Place");
        Assert.Equal(new Receipt("a", 6), await function.InvokeAsync<Order, Receipt>(new Order("a", 3)));
        LambdaTestResult result = await function.InvokeAsync("""{"id":"b","count":1}""");
        Assert.Equal(("""{"id":"b","total":2}""", "application/json", null, null), (result.Text, result.ContentType, result.FunctionError, result.ErrorType));
        Assert.Equal(new Receipt("b", 2), result.Read<Receipt>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_has_a_type_a_message_and_the_log(bool inProcess)
    {
        await using LambdaTestFunction function = await StartAsync(inProcess, "Place");
        LambdaTestResult result = await function.InvokeAsync("""{"id":"a","count":0}""");
        Assert.Equal(("Unhandled", "InvalidOperationException", "nothing is ordered"), (result.FunctionError, result.ErrorType, result.ErrorMessage));
        Assert.Contains("nothing is ordered", result.Log);
        string message = (await Assert.ThrowsAsync<LambdaTestException>(() => function.InvokeAsync<Order, Receipt>(new Order("b", 0)))).Message;
        Assert.Contains("nothing is ordered", message);
        Assert.Contains("placing b", message);
        // The event is refused by the generated code, as on Lambda.
        Assert.Equal("Function.InvalidEvent", (await function.InvokeAsync("""{"id":17}""")).ErrorType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_log_of_an_invocation_is_its_own_and_that_of_the_function_all(bool inProcess)
    {
        await using LambdaTestFunction function = await StartAsync(inProcess, "Place");
        LambdaTestResult[] results = [await function.InvokeAsync("""{"id":"a","count":1}"""), await function.InvokeAsync("""{"id":"b","count":1}""")];
        for (int i = 0; i < 2; i++)
        {
            LambdaTestResult result = results[i];
            string[] lines = result.Log.TrimEnd('\n').Split('\n');
            Assert.Equal(5, lines.Length);
            Assert.StartsWith($"START RequestId: {result.RequestId} ", lines[0]);
            Assert.EndsWith($"\t{result.RequestId}\tINFO\tevent {i + 1}", lines[1]);
            Assert.EndsWith($"\t{result.RequestId}\tINFO\tplacing {"ab"[i]}", lines[2]);
            Assert.StartsWith($"END RequestId: {result.RequestId}", lines[3]);
            Assert.StartsWith($"REPORT RequestId: {result.RequestId}\t", lines[4]);
            Assert.True(result.Timing.Duration > TimeSpan.Zero);
            Assert.Equal(!inProcess && i == 0, result.Timing.InitDuration is not null);
            Assert.Contains(result.Log, function.Log);
        }
        Assert.Contains("\tINFO\tinitialised\n", function.Log);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_is_gathered_or_read_as_it_comes(bool inProcess)
    {
        await using LambdaTestFunction function = await StartAsync(inProcess, "Write");
        Assert.Equal("one,two", (await function.InvokeAsync("{}")).EnsureSuccess().Text);
        await using LambdaTestStream stream = await function.InvokeStreamingAsync("{}");
        using var reader = new StreamReader(stream.Body);
        Assert.Equal("one,two", await reader.ReadToEndAsync());
        LambdaTestResult end = await stream.End;
        Assert.Null(end.FunctionError);
        Assert.Contains($"REPORT RequestId: {stream.RequestId}", end.Log);
    }

    [Fact]
    public async Task A_process_has_its_environment_and_the_invokers_words()
    {
        await using LambdaTestFunction function = await StartAsync(inProcess: false, "Describe", environment: new() { ["GREETING"] = "hello" });
        Assert.Equal("\"hello orders {\\\"custom\\\":1} acme\"", (await function.InvokeAsync("{}", new InvocationOptions { ClientContext = """{"custom":1}""", TenantId = "acme" })).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HTTP_reaches_the_functions_routes(bool inProcess)
    {
        await using LambdaTestFunction function = await StartAsync(inProcess, "http");
        foreach (FrontKind front in Enum.GetValues<FrontKind>())
        {
            HttpClient http = await function.CreateHttpClientAsync(front);
            Assert.Equal("""{"id":"17","total":1}""", await http.GetStringAsync("/orders/17"));
            using HttpResponseMessage moved = await http.GetAsync("/orders/moved");
            Assert.Equal((HttpStatusCode.Found, "/orders/17"), (moved.StatusCode, moved.Headers.Location?.ToString()));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_takes_too_long_fails(bool inProcess)
    {
        await using LambdaTestFunction function = await StartAsync(inProcess, "Hang", timeout: TimeSpan.FromSeconds(1));
        LambdaTestResult result = await function.InvokeAsync("{}");
        Assert.Equal(("Unhandled", "Sandbox.Timedout"), (result.FunctionError, result.ErrorType));
        Assert.Contains("Task timed out after 1.00 seconds", result.Log);
    }

    [Fact]
    public async Task A_function_that_cannot_start_is_the_error_of_its_first_event()
    {
        await using LambdaTestFunction function = await StartAsync(inProcess: false, "nobody");
        LambdaTestResult result = await function.InvokeAsync("{}");
        Assert.Equal("Runtime.HandlerNotFound", result.ErrorType);
        Assert.Contains("Place", result.ErrorMessage);
    }

    [Fact]
    public async Task A_function_that_cannot_start_in_process_says_why()
    {
        string message = (await Assert.ThrowsAsync<LambdaTestException>(() => StartAsync(inProcess: true, "nobody"))).Message;
        Assert.Contains("There is no function 'nobody' in this bootstrap; it has: ", message);
        message = (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartInProcessAsync(() =>
        {
            LambdaRuntime.OnInit(() => throw new InvalidOperationException("no database"));
            LambdaRuntime.RunRaw((lambdaEvent, answer, context) => { });
        }))).Message;
        Assert.Contains("no database", message);
        message = (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartInProcessAsync(() => { }))).Message;
        Assert.Contains("ended before it asked for an event", message);
    }

    [Fact]
    public async Task A_program_that_never_asks_is_given_up()
    {
        using var end = new ManualResetEventSlim();
        var options = new LambdaTestOptions { InitTimeout = TimeSpan.FromSeconds(1) };
        string message = (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartInProcessAsync(() => end.Wait(), options))).Message;
        end.Set();
        Assert.Contains("has not asked for an event within 1 s", message);
    }

    [Fact]
    public async Task Functions_in_one_process_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            await using LambdaTestFunction counter = await StartAsync(inProcess: true, "Place");
            for (int i = 1; i <= 10; i++)
            {
                LambdaTestResult result = await counter.InvokeAsync($$"""{"id":"{{number}}-{{i}}","count":1}""");
                Assert.Equal($$"""{"id":"{{number}}-{{i}}","total":2}""", result.EnsureSuccess().Text);
                Assert.Contains($"\tINFO\tevent {i}\n", result.Log);
                Assert.Contains($"\tINFO\tplacing {number}-{i}\n", result.Log);
            }
            Assert.Single(counter.Log.Split('\n'), line => line.EndsWith("\tINFO\tinitialised", StringComparison.Ordinal));
        }));
        Assert.Null(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
        Assert.Null(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API"));
    }

    [Fact]
    public async Task A_program_of_the_tests_own_has_its_hooks_and_filters()
    {
        LambdaTestFunction function = await LambdaTest.StartInProcessAsync(() =>
        {
            LambdaRuntime.OnInit(() => Task.Run(() => LambdaRuntime.Log.Info($"begin")));
            LambdaRuntime.OnShutdown(() => Task.Run(() => LambdaRuntime.Log.Info($"end")));
            LambdaRuntime.AddFilter(new Journal());
            LambdaRuntime.RunRaw((lambdaEvent, answer, context) => lambdaEvent.CopyTo(answer.GetSpan(lambdaEvent.Length)[..lambdaEvent.Length]));
        });
        await using (function)
        {
            LambdaTestResult result = await function.InvokeAsync("17");
            Assert.Contains("\tINFO\tevent 1\n", result.Log);
        }
        Assert.Contains("\t-\tINFO\tbegin\n", function.Log);
        Assert.Contains("\t-\tINFO\tend\n", function.Log);
    }

    [Fact]
    public async Task Objects_are_made_for_each_function_and_disposed_with_it()
    {
        for (int i = 0; i < 2; i++)
        {
            LambdaTestFunction function = await StartAsync(inProcess: true, "Count");
            await using (function)
                Assert.Equal("12", (await function.InvokeAsync("{}")).Text + (await function.InvokeAsync("{}")).Text);
            Assert.Contains("\tINFO\tcounted to 2\n", function.Log);
        }
    }

    [Theory]
    [InlineData("exit 3", "Runtime.ExitError", "Runtime exited with error: exit status 3", "last words")]
    [InlineData("crash", "Runtime.ExitError", "Runtime exited with error: signal: killed", "")]
    public async Task A_process_that_ends_is_an_error_and_the_next_event_starts_another(string word, string type, string message, string log)
    {
        await using LambdaTestFunction function = await LambdaTest.StartAsync("Lambda.Native.Emulator.TestFunction.dll");
        LambdaTestResult result = await function.InvokeAsync($"\"{word}\"");
        Assert.Equal(type, result.ErrorType);
        Assert.Contains(message, result.ErrorMessage);
        Assert.Contains(log, result.Log);
        Assert.Equal("1", (await function.InvokeAsync("1")).EnsureSuccess().Text);
    }

    [Fact]
    public async Task Disposal_ends_the_process()
    {
        LambdaTestFunction function = await LambdaTest.StartAsync(s_badFunction);
        int process = (await function.InvokeAsync("\"ignore SIGTERM\"")).Read<int>();
        await function.DisposeAsync();
        await function.DisposeAsync();
        Assert.False(IsAlive(process));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => function.InvokeAsync("1"));
    }

    [Fact]
    public async Task An_event_that_Lambda_does_not_take_is_refused()
    {
        await using LambdaTestFunction function = await LambdaTest.StartAsync(s_badFunction);
        Assert.Contains("no JSON", (await Assert.ThrowsAsync<ArgumentException>(() => function.InvokeAsync("{"))).Message);
        Assert.Contains("6291456", (await Assert.ThrowsAsync<ArgumentException>(() => function.InvokeAsync(new byte[(6 << 20) + 1]))).Message);
    }

    [Fact]
    public async Task An_assembly_that_is_no_program_is_refused()
    {
        Assert.Contains("is no program", (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartAsync(typeof(LambdaTest).Assembly))).Message);
        Assert.Contains("is no program", (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartAsync("nowhere.dll"))).Message);
        Assert.Contains("is no program", (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartInProcessAsync(typeof(LambdaTest).Assembly))).Message);
    }

    [Fact]
    public async Task A_package_that_is_none_is_refused_and_one_without_a_bootstrap_does_not_start()
    {
        string folder = Directory.CreateTempSubdirectory("lambda-testing-tests-").FullName;
        try
        {
            string package = Path.Combine(folder, "lambda.zip");
            Assert.Contains(package, (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartPackageAsync(package))).Message);
            File.WriteAllText(package, "no zip");
            Assert.Contains(package, (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartPackageAsync(package))).Message);
            File.Delete(package);
            using (ZipArchive archive = ZipFile.Open(package, ZipArchiveMode.Create))
                archive.CreateEntry("readme.txt");
            await using LambdaTestFunction function = await LambdaTest.StartPackageAsync(package);
            Assert.Equal("Runtime.InvalidEntrypoint", (await function.InvokeAsync("{}")).ErrorType);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_function_with_SnapStart_is_restored()
    {
        await using LambdaTestFunction function = await LambdaTest.StartAsync(s_function, new LambdaTestOptions { Handler = "Place", SnapStart = true });
        LambdaTestResult result = await function.InvokeAsync("""{"id":"a","count":1}""");
        Assert.Equal("""{"id":"a","total":2}""", result.EnsureSuccess().Text);
        Assert.NotNull(result.Timing.RestoreDuration);
    }

    [Fact]
    public async Task A_process_beyond_its_memory_is_ended()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using LambdaTestFunction function = await LambdaTest.StartAsync(s_badFunction, new LambdaTestOptions { MemorySize = 160, EnforceMemory = true });
        Assert.Contains("signal: killed", (await function.InvokeAsync("\"memory\"")).ErrorMessage);
        Assert.Equal("1", (await function.InvokeAsync("1")).EnsureSuccess().Text);
    }

    [Fact]
    public async Task Layers_have_their_extensions_started()
    {
        Assert.Contains("/nowhere", (await Assert.ThrowsAsync<LambdaTestException>(() => LambdaTest.StartAsync(s_badFunction, new LambdaTestOptions { Layers = ["/nowhere"] }))).Message);
        if (OperatingSystem.IsWindows())
            return;
        string folder = Directory.CreateTempSubdirectory("lambda-testing-tests-").FullName;
        try
        {
            string extension = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "extensions")).FullName, "broken");
            File.WriteAllText(extension, "#!/bin/sh\necho no configuration\nexit 3\n");
            File.SetUnixFileMode(extension, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            await using LambdaTestFunction function = await LambdaTest.StartAsync(s_badFunction, new LambdaTestOptions { Layers = [folder] });
            LambdaTestResult result = await function.InvokeAsync("1");
            Assert.Equal("Extension.Crash", result.ErrorType);
            Assert.Contains("no configuration", function.Log);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Samples_are_those_of_AWS()
    {
        Assert.Contains("aws:sqs", LambdaTest.SampleEvent("sqs"));
        Assert.Contains("sqs-fifo", Assert.Throws<ArgumentException>(() => LambdaTest.SampleEvent("nobody")).Message);
    }

    [Fact]
    public void Of_a_long_log_the_last_whole_lines_are_kept()
    {
        var log = new LogCollector();
        log.Begin("a");
        byte[] line = Encoding.UTF8.GetBytes(new string('ö', 499) + "\n");
        for (int i = 0; i < 4000; i++)
            log.Write(LogSource.Function, "a", line);
        log.Write(LogSource.Function, "a", "last\n"u8);
        string kept = log.End("a");
        Assert.InRange(Encoding.UTF8.GetByteCount(kept), (1 << 20) - 1000, 1 << 20);
        Assert.StartsWith(new string('ö', 499) + "\n", kept);
        Assert.EndsWith("\nlast\n", kept);
        Assert.Equal(kept, log.Text);
        Assert.Equal("", log.End("a"));
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
