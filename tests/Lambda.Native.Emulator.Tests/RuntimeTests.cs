using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lambda.Native.Emulator.Tests;

/// <summary>The real runtime before the emulator: what its own tests provoke with a server of theirs comes to the same here, for the invoker and in the log.</summary>
public sealed class RuntimeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What the function has noted, line by line.</summary>
    private string[] Journal => File.Exists(JournalPath) ? File.ReadAllLines(JournalPath) : [];

    private string JournalPath => Path.Combine(_folder, "journal");

    private Task<RunningEmulator> StartAsync(string mode, bool snapStart = false, int eventsPerProcess = 1)
    {
        var environment = new Dictionary<string, string> { ["TEST_JOURNAL"] = JournalPath };
        string function = Path.Combine(AppContext.BaseDirectory, "Lambda.Native.Runtime.TestFunction.dll");
        return RunningEmulator.StartAsync(command: plain => plain with { Arguments = ["exec", function, mode] }, environment: environment, eventsPerProcess: eventsPerProcess, snapStart: snapStart,
            logFormat: eventsPerProcess > 1 ? LogFormat.Json : LogFormat.Text);
    }

    [Theory]
    [InlineData(false, "init 1", "init 2")]
    [InlineData(true, "init 1", "init 2", "before 2", "before 1", "after 1", "after 2")]
    public async Task Hooks_run_before_the_first_event_and_around_a_restore(bool snapStart, params string[] journal)
    {
        await using RunningEmulator running = await StartAsync("hooks", snapStart);
        Assert.EndsWith("|\"x\"", await running.PayloadAsync("x"));
        Assert.Equal(journal, Journal);
    }

    [Theory]
    [InlineData("init-fails", false, "Function.InvalidOperationException", "no database")]
    [InlineData("before-snapshot-fails", true, "Runtime.BeforeSnapshotError", "before")]
    public async Task A_failing_initialisation_is_the_answer_and_the_process_is_tried_once_more(string mode, bool snapStart, string errorType, string message)
    {
        await using RunningEmulator running = await StartAsync(mode, snapStart);
        InvocationResult failed = await running.InvokeAsync("x");
        Assert.Equal("Unhandled", failed.FunctionError);
        Assert.Equal(message, JsonDocument.Parse(failed.Payload).RootElement.GetProperty("errorMessage").GetString());
        foreach (string phase in new[] { "init", "invoke" })
            Assert.Contains($"\tPhase: {phase}\tStatus: error\tError Type: {errorType}\n", running.Log);
        Assert.EndsWith($"\tStatus: error\tError Type: {errorType}\n", running.Log);
        Assert.Empty(running.Emulator.ProcessIds);
    }

    [Fact]
    public async Task A_restored_function_is_told_of_in_Lambdas_lines()
    {
        await using RunningEmulator running = await StartAsync("hooks", snapStart: true);
        running.Emulator.Warm();
        await running.WaitForLogAsync("INIT_REPORT");
        Assert.Equal(["init 1", "init 2", "before 2", "before 1"], Journal);
        InvocationResult first = await running.InvokeAsync("x");
        InvocationResult second = await running.InvokeAsync("x");
        Assert.Matches(new Regex($"""
            ^INIT_REPORT Init Duration: [0-9.]+ ms\tPhase: init
            RESTORE_START Runtime Version: provided:al2023
            RESTORE_REPORT Restore Duration: [0-9.]+ ms
            START RequestId: {first.RequestId} Version: \$LATEST
            (.*\n)+END RequestId: {first.RequestId}
            REPORT RequestId: {first.RequestId}.* MB\tRestore Duration: [0-9.]+ ms\tBilled Restore Duration: [0-9]+ ms\t
            START RequestId: {second.RequestId}
            """.ReplaceLineEndings("\n")), running.Log);
        Assert.Null(first.Timing.InitDuration);
        Assert.Equal(Math.Ceiling((first.Timing.Duration + first.Timing.RestoreDuration!.Value).TotalMilliseconds), first.Timing.BilledMilliseconds);
        Assert.Null(second.Timing.RestoreDuration);
        Assert.Equal(1, Regex.Count(running.Log, "RESTORE_START"));
    }

    [Fact]
    public async Task A_failing_restore_is_the_answer()
    {
        await using RunningEmulator running = await StartAsync("after-restore-fails", snapStart: true);
        for (int i = 0; i < 2; i++)
        {
            InvocationResult failed = await running.InvokeAsync("x");
            Assert.Equal("after", JsonDocument.Parse(failed.Payload).RootElement.GetProperty("errorMessage").GetString());
            Assert.EndsWith("\tStatus: error\tError Type: Runtime.AfterRestoreError\n", running.Log);
        }
        Assert.Equal(2, Regex.Count(running.Log, @"RESTORE_REPORT Restore Duration: [0-9.]+ ms\tStatus: error\tError Type: Runtime.AfterRestoreError\n"));
    }

    [Theory]
    [InlineData("before-snapshot-fails")]
    [InlineData("after-restore-fails")]
    public async Task Without_a_snapshot_its_hooks_are_none(string mode)
    {
        await using RunningEmulator running = await StartAsync(mode);
        Assert.EndsWith("|\"x\"", await running.PayloadAsync("x"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shutdown_hooks_run_on_SIGTERM_and_the_next_event_has_a_new_process(bool snapStart)
    {
        await using RunningEmulator running = await StartAsync("shutdown", snapStart: snapStart);
        int process = await ProcessAsync(running);
        // From outside: the emulator gives them no more time than Lambda, which a busy machine may not keep to.
        using (Process kill = Process.Start("kill", ["-TERM", $"{process}"]))
            await kill.WaitForExitAsync();
        await running.WaitForLogAsync("Runtime exited without providing a reason, between two invocations");
        Assert.Equal(["shutdown 3", "shutdown 1"], Journal);
        Assert.Contains("one hook fails", running.Log);
        // Without an extension the emulator, too, would not send that signal.
        Assert.DoesNotContain("did not register them", running.Log);
        Assert.NotEqual(process, await ProcessAsync(running));
    }

    [Fact]
    public async Task The_function_sees_the_ids_that_the_invoker_gave_or_got()
    {
        await using RunningEmulator running = await StartAsync("plain");
        foreach (string trace in new[] { "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", "Root=1-5759e988-bd862e3fe1be46a994272794;Parent=53995c3f42cd8ad8;Sampled=0" })
        {
            InvocationResult result = await running.InvokeAsync("x", new InvocationOptions { TraceId = trace });
            Assert.Equal($"{result.RequestId}|{trace}|{trace}|\"x\"", Encoding.UTF8.GetString(result.Payload.Span));
            // The function's own line is within its invocation.
            Assert.Matches($"^START RequestId: {result.RequestId} .*\\n[^\\n]*\\t{result.RequestId}\\tINFO\\thandling \"x\"\\nEND RequestId: {result.RequestId}\\n", Encoding.UTF8.GetString(result.LogTail.Span));
        }
    }

    [Theory]
    [InlineData("throw", "InvalidOperationException", "as asked")]
    [InlineData("memory", "OutOfMemoryException", null)]
    public async Task An_exception_is_the_answer_and_the_process_goes_on(string word, string errorType, string? message)
    {
        await using RunningEmulator running = await StartAsync("plain");
        int process = await ProcessAsync(running);
        InvocationResult failed = await running.InvokeAsync(word);
        Assert.Equal("Unhandled", failed.FunctionError);
        JsonElement error = JsonDocument.Parse(failed.Payload).RootElement;
        Assert.Equal(errorType, error.GetProperty("errorType").GetString());
        if (message is not null)
            Assert.Equal(message, error.GetProperty("errorMessage").GetString());
        Assert.Contains($"\t{failed.RequestId}\tERROR\t", Encoding.UTF8.GetString(failed.LogTail.Span));
        Assert.Equal(process, await ProcessAsync(running));
    }

    [Fact]
    public async Task Filters_change_events_answers_and_exceptions()
    {
        await using RunningEmulator running = await StartAsync("filters");
        InvocationResult changed = await running.InvokeAsync("x");
        string trace = Encoding.UTF8.GetString(changed.Payload.Span).Split('|')[1];
        Assert.Equal($"{changed.RequestId}|{trace}|{trace}|inner(outer(\"x\"))<inner<outer", Encoding.UTF8.GetString(changed.Payload.Span));
        Assert.Equal("outer answers", await running.PayloadAsync("skip"));
        InvocationResult caught = await running.InvokeAsync("throw");
        Assert.Equal((null, $"caught as asked of {caught.RequestId}"), (caught.FunctionError, Encoding.UTF8.GetString(caught.Payload.Span)));
    }

    [Fact]
    public async Task Many_events_at_a_time_are_one_process_s_and_one_s_trouble_is_not_the_others()
    {
        await using RunningEmulator running = await StartAsync("plain", eventsPerProcess: 8);
        string[] traces = [.. Enumerable.Range(1, 200).Select(i => $"Root=1-5759e988-{i:x24};Parent=53995c3f42cd8ad8;Sampled=0")];
        InvocationResult[] results = await Task.WhenAll(traces.Select((trace, i) => running.InvokeAsync($"wait {i}", new InvocationOptions { TraceId = trace })));
        for (int i = 0; i < traces.Length; i++)
            Assert.Equal($"{results[i].RequestId}|{traces[i]}||\"wait {i}\"", Encoding.UTF8.GetString(results[i].Payload.Span));

        Task<InvocationResult> failing = running.InvokeAsync("throw"), starving = running.InvokeAsync("memory"), fine = running.InvokeAsync("wait");
        Assert.Contains("\"errorType\":\"InvalidOperationException\"", Encoding.UTF8.GetString((await failing).Payload.Span));
        Assert.Contains("\"errorType\":\"OutOfMemoryException\"", Encoding.UTF8.GetString((await starving).Payload.Span));
        Assert.Null((await fine).FunctionError);
        Assert.Single(running.Emulator.ProcessIds);

        // Output is not cut at invocations there; when the process is gone all of it is here.
        await running.DisposeAsync();
        JsonElement[] records = [.. running.Log.Split('\n').Where(line => line.Contains("handling \\\"wait ") || line.Contains("handling \\u0022wait ")).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(results.Select(result => result.RequestId).Order(), records.Select(record => record.GetProperty("requestId").GetString()).Order());
    }

    private static async Task<int> ProcessAsync(RunningEmulator running)
    {
        await running.PayloadAsync("x");
        return Assert.Single(running.Emulator.ProcessIds);
    }
}
