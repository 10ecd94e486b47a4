using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lambda.Native.Runtime.Tests;

/// <summary>What belongs to a whole process, with the test function under the JIT.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Init_hooks_run_in_order_before_the_first_event()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.Start("hooks");
        FakeLambda.Posted answer = await lambda.InvokeAsync("x");
        Assert.EndsWith("|x", answer.Body);
        Assert.Equal(["init 1", "init 2"], lambda.Journal);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    public async Task A_failing_initialisation_is_told_and_ends_the_process_even_if_nobody_takes_it(int status)
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.ErrorStatus = status;
        Process function = lambda.Start("init-fails");
        FakeLambda.Posted error = await lambda.Posts.ReadAsync();
        Assert.Equal("/2018-06-01/runtime/init/error", error.Path);
        Assert.Equal("Function.InvalidOperationException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("no database", JsonDocument.Parse(error.Body).RootElement.GetProperty("errorMessage").GetString());
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
    }

    [Fact]
    public async Task Snapshot_hooks_run_around_the_restore()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.Start("hooks", ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        await lambda.InvokeAsync("x");
        Assert.Equal(["init 1", "init 2", "before 2", "before 1", "restore/next", "after 1", "after 2"], lambda.Journal);
    }

    [Theory]
    [InlineData("before-snapshot-fails", "/2018-06-01/runtime/init/error", "Runtime.BeforeSnapshotError")]
    [InlineData("after-restore-fails", "/2018-06-01/runtime/restore/error", "Runtime.AfterRestoreError")]
    public async Task A_failing_snapshot_hook_is_told_and_ends_the_process(string mode, string path, string errorType)
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.Start(mode, ("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        FakeLambda.Posted error = await lambda.Posts.ReadAsync();
        Assert.Equal((path, errorType), (error.Path, error.Headers["Lambda-Runtime-Function-Error-Type"]));
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
    }

    [Fact]
    public async Task Shutdown_hooks_run_on_SIGTERM_last_registered_first()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.Start("shutdown");
        FakeLambda.Posted registration = await lambda.Posts.ReadAsync();
        Assert.Equal("{\"events\":[]}", registration.Body);
        Assert.NotEmpty(registration.Headers["Lambda-Extension-Name"]);
        Assert.Equal("event/next the-extension", (await lambda.Posts.ReadAsync()).Path);
        await lambda.InvokeAsync("x");
        using (Process kill = Process.Start("kill", ["-TERM", $"{function.Id}"]))
            await kill.WaitForExitAsync();
        await function.WaitForExitAsync();
        Assert.Equal(0, function.ExitCode);
        Assert.Equal(["shutdown 3", "shutdown 1"], lambda.Journal);
    }

    [Fact]
    public async Task Without_a_shutdown_hook_no_extension_is_registered()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.Start("plain");
        await lambda.InvokeAsync("x");
        Assert.False(lambda.Posts.TryRead(out _));
    }

    [Fact]
    public async Task The_trace_header_is_in_the_environment_while_it_is_there()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.Start("plain");
        Assert.Equal("request-1|Root=1-a|Root=1-a|x", (await lambda.InvokeAsync("x", "Root=1-a")).Body);
        Assert.Equal("request-2|Root=1-b|Root=1-b|x", (await lambda.InvokeAsync("x", "Root=1-b")).Body);
        Assert.Equal("request-3|||x", (await lambda.InvokeAsync("x")).Body);
    }

    [Fact]
    public async Task Filters_see_and_change_events_answers_and_exceptions()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.Start("filters");
        Assert.Equal("request-1|||inner(outer(x))<inner<outer", (await lambda.InvokeAsync("x")).Body);
        Assert.Equal("outer answers", (await lambda.InvokeAsync("skip")).Body);
        Assert.Equal("caught as asked of request-3", (await lambda.InvokeAsync("throw")).Body);
    }

    [Fact]
    public async Task As_many_events_are_handled_at_a_time_as_the_platform_asks_for()
    {
        const int workers = 8;
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.Start("plain", ("AWS_LAMBDA_MAX_CONCURRENCY", $"{workers}"), ("AWS_LAMBDA_LOG_FORMAT", "JSON"));
        var log = new List<string>();
        function.OutputDataReceived += (_, line) =>
        {
            lock (log)
                log.Add(line.Data ?? "");
        };
        function.BeginOutputReadLine();
        while (lambda.Waiting < workers)
            await Task.Yield();

        Task<FakeLambda.Posted>[] all = [.. Enumerable.Range(1, 200).Select(i => lambda.InvokeAsync($"wait {i}", $"Root=1-{i}"))];
        FakeLambda.Posted[] answers = await Task.WhenAll(all);
        for (int i = 1; i <= 200; i++)
            Assert.Equal($"request-{i}|Root=1-{i}||wait {i}", answers[i - 1].Body);

        // One worker's trouble is not the others'.
        Task<FakeLambda.Posted> failing = lambda.InvokeAsync("throw"), starving = lambda.InvokeAsync("memory"), fine = lambda.InvokeAsync("wait");
        Assert.Equal("Function.InvalidOperationException", (await failing).Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("Function.OutOfMemoryException", (await starving).Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.EndsWith("wait", (await fine).Body);

        function.Kill();
        await function.WaitForExitAsync();
        // The scope flows into code that was not handed the context.
        lock (log)
        {
            JsonElement[] records = [.. log.Where(line => line.Contains("handling wait ")).Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.Equal(200, records.Length);
            Assert.All(records, record => Assert.Equal(
                Regex.Match(record.GetProperty("message").GetString()!, "[0-9]+").Value,
                Regex.Match(record.GetProperty("requestId").GetString()!, "[0-9]+").Value));
        }
    }
}
