using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lambda.Native.Emulator.Tests;

/// <summary>The life of the function's process: started, ended, started anew, and what the invoker and the log are told of it.</summary>
public sealed class FunctionProcessTests
{
    [Fact]
    public async Task Logs_an_invocation_as_CloudWatch_shows_it()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync();
        InvocationResult first = await running.InvokeAsync("log");
        InvocationResult second = await running.InvokeAsync("log");
        string log = Encoding.UTF8.GetString(first.LogTail.Span);
        Assert.Matches(new Regex($"""
            ^START RequestId: {first.RequestId} Version: \$LATEST
            out
            err
            END RequestId: {first.RequestId}
            REPORT RequestId: {first.RequestId}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t
            $
            """.ReplaceLineEndings("\n")), log);
        Assert.NotNull(first.Timing.InitDuration);
        Assert.Equal(Math.Ceiling((first.Timing.Duration + first.Timing.InitDuration.Value).TotalMilliseconds), first.Timing.BilledMilliseconds);
        Assert.Null(second.Timing.InitDuration);
        Assert.DoesNotContain("Init Duration", Encoding.UTF8.GetString(second.LogTail.Span));
        Assert.Equal("initialised\n" + log + Encoding.UTF8.GetString(second.LogTail.Span), running.Log);
    }

    [Fact]
    public async Task Reports_the_most_memory_the_process_has_had()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync();
        InvocationResult before = await running.InvokeAsync("process");
        InvocationResult after = await running.InvokeAsync("memory");
        Assert.InRange(before.Timing.MaxMemoryUsed!.Value, 1 << 20, 150 << 20);
        Assert.InRange(after.Timing.MaxMemoryUsed!.Value, 200 << 20, 400 << 20);
    }

    [Theory]
    [InlineData("all memory")]
    [InlineData("all memory in a child")]
    public async Task Ends_a_process_that_takes_more_memory_than_it_may(string word)
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(memoryLimit: 250);
        InvocationResult failed = await running.InvokeAsync(word);
        JsonElement error = JsonDocument.Parse(failed.Payload).RootElement;
        Assert.Equal("Runtime.ExitError", error.GetProperty("errorType").GetString());
        Assert.Equal($"RequestId: {failed.RequestId} Error: Runtime exited with error: signal: killed", error.GetProperty("errorMessage").GetString());
        Assert.Contains("\tMemory Size: 250 MB\tMax Memory Used: 250 MB\t", Encoding.UTF8.GetString(failed.LogTail.Span));
        InvocationResult next = await running.InvokeAsync("1");
        Assert.Null(next.FunctionError);
        Assert.InRange(next.Timing.MaxMemoryUsed!.Value, 1 << 20, 250 << 20);
    }

    [Theory]
    [InlineData("exit 0", "Runtime exited without providing a reason")]
    [InlineData("exit 3", "Runtime exited with error: exit status 3")]
    [InlineData("crash", "Runtime exited with error: signal: killed")]
    public async Task Tells_how_a_process_ended_and_starts_another(string word, string reason)
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync();
        string process = await running.PayloadAsync("process");
        InvocationResult failed = await running.InvokeAsync(word);
        Assert.Equal("Unhandled", failed.FunctionError);
        JsonElement error = JsonDocument.Parse(failed.Payload).RootElement;
        Assert.Equal("Runtime.ExitError", error.GetProperty("errorType").GetString());
        Assert.Equal($"RequestId: {failed.RequestId} Error: {reason}", error.GetProperty("errorMessage").GetString());
        string log = Encoding.UTF8.GetString(failed.LogTail.Span);
        Assert.Contains($"RequestId: {failed.RequestId} Error: {reason}\nRuntime.ExitError\nEND RequestId: {failed.RequestId}\n", log);
        Assert.EndsWith("\tStatus: error\tError Type: Runtime.ExitError\n", log);
        if (word == "exit 3")
            Assert.Contains("\nlast words\n", log);

        InvocationResult next = await running.InvokeAsync("process");
        Assert.NotEqual(process, Encoding.UTF8.GetString(next.Payload.Span));
        Assert.NotNull(next.Timing.InitDuration);
    }

    [Fact]
    public async Task Ends_a_process_that_takes_too_long_and_starts_another()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(timeoutSeconds: 1);
        int process = int.Parse(await running.PayloadAsync("process"), CultureInfo.InvariantCulture);
        InvocationResult late = await running.InvokeAsync("hang");
        JsonElement error = JsonDocument.Parse(late.Payload).RootElement;
        Assert.Equal("Sandbox.Timedout", error.GetProperty("errorType").GetString());
        Assert.Equal($"RequestId: {late.RequestId} Error: Task timed out after 1.00 seconds", error.GetProperty("errorMessage").GetString());
        string log = Encoding.UTF8.GetString(late.LogTail.Span);
        Assert.Contains("\nhanging\n", log);
        Assert.Matches($@"\n\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z {late.RequestId} Task timed out after 1\.00 seconds\n", log);
        Assert.Contains("\tDuration: 1000.00 ms\t", log);
        Assert.EndsWith("\tStatus: timeout\n", log);
        Assert.False(IsRunning(process));
        Assert.Equal("\"again\"", await running.PayloadAsync("again"));
    }

    [Fact]
    public async Task A_process_that_ends_before_its_first_event_is_tried_once_more()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(["exit-at-once"]);
        InvocationResult failed = await running.InvokeAsync("1");
        JsonElement error = JsonDocument.Parse(failed.Payload).RootElement;
        Assert.Equal("Runtime.ExitError", error.GetProperty("errorType").GetString());
        Assert.Equal($"RequestId: {failed.RequestId} Error: Runtime exited with error: exit status 7", error.GetProperty("errorMessage").GetString());
        Assert.Matches(new Regex($"""
            ^going
            INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError
            going
            INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError
            START RequestId: {failed.RequestId} .*
            RequestId: {failed.RequestId} Error: Runtime exited with error: exit status 7
            Runtime.ExitError
            END RequestId
            """.ReplaceLineEndings("\n")), running.Log);
    }

    [Fact]
    public async Task An_error_of_the_initialisation_is_the_answer()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(["init-error"]);
        InvocationResult failed = await running.InvokeAsync("1");
        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.Equal("{\"errorMessage\":\"no database\",\"errorType\":\"Function.NoDatabase\"}", Encoding.UTF8.GetString(failed.Payload.Span));
        Assert.Contains("Phase: init\tStatus: error\tError Type: Function.NoDatabase\n", running.Log);
    }

    [Fact]
    public async Task An_initialisation_that_succeeds_the_second_time_goes_unnoticed_by_the_invoker()
    {
        string marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        await using RunningEmulator running = await RunningEmulator.StartAsync(["first-init-fails", marker]);
        Assert.Equal("\"1\"", await running.PayloadAsync("1"));
        Assert.Contains("Phase: init\tStatus: error", running.Log);
        File.Delete(marker);
    }

    [Fact]
    public async Task A_function_that_never_asks_for_an_event_times_out()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(["never-next"], timeoutSeconds: 0.5, initTimeoutSeconds: 0.5);
        InvocationResult failed = await running.InvokeAsync("1");
        Assert.Contains("Error: Task timed out after 0.50 seconds", Encoding.UTF8.GetString(failed.Payload.Span));
        Assert.Matches(@"INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: init\tStatus: timeout\n", running.Log);
        Assert.Matches(@"INIT_REPORT Init Duration: \d+\.\d\d ms\tPhase: invoke\tStatus: timeout\n", running.Log);
        Assert.Empty(running.Emulator.ProcessIds);
    }

    [Theory]
    [InlineData(null, "Couldn't find valid bootstrap(s): [/var/task/bootstrap]")]
    [InlineData("\u007fELFnonsense", "fork/exec /var/task/bootstrap: exec format error")]
    [InlineData("#!/nowhere\n", "fork/exec /var/task/bootstrap: no such file or directory")]
    public async Task Says_why_a_program_cannot_be_started(string? content, string message)
    {
        string folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;
        string program = Path.Combine(folder, "bootstrap");
        if (content is not null)
        {
            File.WriteAllText(program, content);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        await using RunningEmulator running = await RunningEmulator.StartAsync(command: _ => new FunctionCommand { Program = program, TaskRoot = folder });
        for (int i = 0; i < 2; i++)
        {
            InvocationResult failed = await running.InvokeAsync("1");
            JsonElement error = JsonDocument.Parse(failed.Payload).RootElement;
            Assert.Equal("Runtime.InvalidEntrypoint", error.GetProperty("errorType").GetString());
            Assert.Equal($"RequestId: {failed.RequestId} Error: {message}", error.GetProperty("errorMessage").GetString());
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Children_end_with_the_function()
    {
        RunningEmulator running = await RunningEmulator.StartAsync();
        int child = int.Parse(await running.PayloadAsync("fork"), CultureInfo.InvariantCulture);
        int stubborn = int.Parse(await running.PayloadAsync("ignore SIGTERM"), CultureInfo.InvariantCulture);
        Assert.True(IsRunning(child));
        await running.DisposeAsync();
        await EndedAsync(child);
        Assert.False(IsRunning(stubborn));
    }

    [Fact]
    public async Task Two_requests_at_a_time_have_two_processes()
    {
        string folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;
        await using RunningEmulator running = await RunningEmulator.StartAsync(["", folder], concurrency: 3);
        string[] processes = await Task.WhenAll(running.PayloadAsync("meet"), running.PayloadAsync("meet"));
        Assert.NotEqual(processes[0], processes[1]);
        for (int i = 0; i < 5; i++)
            Assert.Contains(await running.PayloadAsync("process"), processes);
        Assert.Equal(2, running.Emulator.ProcessIds.Count);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_process_takes_one_event_after_the_other()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync();
        string[] processes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => running.PayloadAsync("process")));
        Assert.Single(processes.Distinct());
    }

    [Fact]
    public async Task A_hundred_megabytes_of_log_pass_and_the_tail_is_four_kilobytes()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync();
        long written = 0;
        running.Emulator.Log.Written += (source, _, lines) => written += source == LogSource.Function ? lines.Length : 0;
        InvocationResult result = await running.InvokeAsync("log 100 MB");
        Assert.Equal(100_000_000 + "initialised\n".Length, written);
        Assert.Equal(4096, result.LogTail.Length);
        Assert.Matches(@"\nx{999}\nEND RequestId", Encoding.UTF8.GetString(result.LogTail.Span));
    }

    [Fact]
    public async Task A_line_without_end_is_cut()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync();
        await running.InvokeAsync("log without end");
        Assert.All(running.Log.Split('\n'), line => Assert.InRange(line.Length, 0, 512 << 10));
        Assert.Equal(1 << 20, running.Log.Replace("Max", "").Count(character => character == 'x'));
    }

    [Fact]
    public async Task The_log_can_be_JSON()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(logFormat: LogFormat.Json);
        InvocationResult result = await running.InvokeAsync("1");
        JsonElement[] records = [.. Encoding.UTF8.GetString(result.LogTail.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["platform.start", "platform.report"], records.Select(record => record.GetProperty("type").GetString()));
        JsonElement report = records[1].GetProperty("record");
        Assert.Equal(result.RequestId, report.GetProperty("requestId").GetString());
        Assert.Equal("success", report.GetProperty("status").GetString());
        Assert.Equal(["durationMs", "billedDurationMs", "memorySizeMB", "maxMemoryUsedMB", "initDurationMs"], report.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name));
    }

    [Fact]
    public async Task A_frozen_process_thaws_for_an_event()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(freeze: true);
        int process = int.Parse(await running.PayloadAsync("process"), CultureInfo.InvariantCulture);
        Assert.Equal('T', await StateAsync(process, 'T'));
        Assert.Equal("\"1\"", await running.PayloadAsync("1"));
    }

    [Fact]
    public async Task Tells_the_function_what_Lambda_does()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(command: plain => plain with { InheritEnvironment = false }, environment: new() { ["TABLE"] = "orders" });
        Dictionary<string, string> variables = JsonSerializer.Deserialize<Dictionary<string, string>>(await running.PayloadAsync("environment"))!;
        Assert.Equal("orders", variables["TABLE"]);
        Assert.Equal("hello", variables["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("128", variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("on-demand", variables["AWS_LAMBDA_INITIALIZATION_TYPE"]);
        Assert.Equal("Text", variables["AWS_LAMBDA_LOG_FORMAT"]);
        Assert.Equal(":UTC", variables["TZ"]);
        Assert.DoesNotContain("HOME", variables.Keys);
        Assert.DoesNotContain("_X_AMZN_TRACE_ID", variables.Keys);
        Assert.Equal(variables["LAMBDA_TASK_ROOT"], AppContext.BaseDirectory);
        Assert.Equal(AppContext.BaseDirectory.TrimEnd('/'), JsonSerializer.Deserialize<string>(await running.PayloadAsync("folder")));
    }

    private static bool IsRunning(int process) => File.Exists($"/proc/{process}/status") && State(process) is not 'Z' and not 'X';

    private static char State(int process)
    {
        try
        {
            string status = File.ReadAllText($"/proc/{process}/status");
            int at = status.IndexOf("State:\t", StringComparison.Ordinal);
            return at < 0 ? 'X' : status[at + "State:\t".Length];
        }
        catch (IOException)
        {
            return 'X';
        }
    }

    /// <summary>A signal takes effect when the kernel gets to it.</summary>
    private static async Task<char> StateAsync(int process, char expected)
    {
        while (State(process) != expected)
            await Task.Yield();
        return expected;
    }

    /// <summary>Killed, it lasts until its parent, by now the system's first process, takes note.</summary>
    private static async Task EndedAsync(int process)
    {
        while (IsRunning(process))
            await Task.Yield();
    }
}
