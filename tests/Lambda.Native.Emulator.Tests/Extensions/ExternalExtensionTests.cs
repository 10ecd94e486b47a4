using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lambda.Native.Emulator.Tests.Extensions;

/// <summary>Extensions in processes of their own: started with the function, told what it is told, ended with it.</summary>
public sealed class ExternalExtensionTests
{
    [Fact]
    public async Task Is_started_before_the_function_hears_of_events_and_of_the_end()
    {
        using var layer = new TestLayer(TestLayer.Name);
        RunningEmulator running = await StartAsync(layer);
        InvocationResult first = await running.InvokeAsync("1");
        InvocationResult second = await running.InvokeAsync("2");
        await running.DisposeAsync();
        Assert.Matches(new Regex($"""
            ^hello function 123456789012 in / with AWS_LAMBDA_FUNCTION_NAME AWS_REGION
            initialised
            EXTENSION\tName: {TestLayer.Name}\tState: Ready\tEvents: \[INVOKE, SHUTDOWN\]
            START RequestId: {first.RequestId} .*
            .*\tINFO\tInvoke {first.RequestId} Unknown
            END RequestId: {first.RequestId}
            REPORT RequestId: {first.RequestId}.*
            START RequestId: {second.RequestId} .*
            .*\tINFO\tInvoke {second.RequestId} Unknown
            END RequestId: {second.RequestId}
            REPORT RequestId: {second.RequestId}.*
            .*\tINFO\tShutdown  Spindown
            $
            """.ReplaceLineEndings("\n")), running.Log);
        Assert.Contains($"Invoke {first.RequestId}", Encoding.UTF8.GetString(first.LogTail.Span));
    }

    [Theory]
    [InlineData("hang", "Timeout", "Sandbox.Timedout")]
    [InlineData("exit 3", "Failure", "Runtime.ExitError")]
    public async Task Is_told_why_the_environment_ends_and_started_anew_with_the_function(string word, string reason, string errorType)
    {
        using var layer = new TestLayer(TestLayer.Name);
        await using RunningEmulator running = await StartAsync(layer, timeoutSeconds: word == "hang" ? 1 : 120);
        InvocationResult failed = await running.InvokeAsync(word);
        Assert.Equal(errorType, JsonDocument.Parse(failed.Payload).RootElement.GetProperty("errorType").GetString());
        Assert.Contains($"\tINFO\tShutdown  {reason}\n", Encoding.UTF8.GetString(failed.LogTail.Span));
        InvocationResult next = await running.InvokeAsync("1");
        Assert.Null(next.FunctionError);
        Assert.Contains($"\tINFO\tInvoke {next.RequestId}", Encoding.UTF8.GetString(next.LogTail.Span));
        Assert.Equal(2, Regex.Count(running.Log, "EXTENSION\t"));
    }

    [Theory]
    [InlineData("exits", "Extension.Crash", "exit status 4")]
    [InlineData("throws", "Extension.ExitError", "exit status 1")]
    public async Task That_fails_during_an_invocation_is_its_failure(string mode, string errorType, string reason)
    {
        using var layer = new TestLayer(TestLayer.Name);
        await using RunningEmulator running = await StartAsync(layer, mode);
        InvocationResult failed = await running.InvokeAsync("hang");
        AssertError(failed, errorType, reason);
        string log = Encoding.UTF8.GetString(failed.LogTail.Span);
        Assert.Contains($"RequestId: {failed.RequestId} Error: {reason}\n{errorType}\nEND RequestId", log);
        Assert.EndsWith($"\tStatus: error\tError Type: {errorType}\n", log);
    }

    [Theory]
    [InlineData("exits at once", "Extension.Crash", "exit code 0", "State: Exited\tEvents: []")]
    [InlineData("cannot start", "Extension.InitError", "exit status 1", "State: InitError\tEvents: [INVOKE, SHUTDOWN]\tError Type: Extension.NotSupportedException")]
    public async Task That_cannot_start_is_tried_twice(string mode, string errorType, string reason, string state)
    {
        using var layer = new TestLayer(TestLayer.Name);
        await using RunningEmulator running = await StartAsync(layer, mode);
        InvocationResult failed = await running.InvokeAsync("1");
        AssertError(failed, errorType, reason);
        Assert.Matches($"EXTENSION\tName: {TestLayer.Name}\t{Regex.Escape(state)}\nINIT_REPORT Init Duration: .* ms\tPhase: init\tStatus: error\tError Type: {errorType}\n", running.Log);
        Assert.Matches($"EXTENSION\tName: {TestLayer.Name}\t{Regex.Escape(state)}\nINIT_REPORT Init Duration: .* ms\tPhase: invoke\tStatus: error\tError Type: {errorType}\n", running.Log);
        // One that has registered no longer holds up the function.
        Assert.True(mode == "cannot start" || !running.Log.Contains("initialised"));
    }

    [Fact]
    public async Task Has_to_register_under_its_files_name()
    {
        using var layer = new TestLayer("another");
        await using RunningEmulator running = await StartAsync(layer, "invoke only", initTimeoutSeconds: 1);
        _ = running.InvokeAsync("1");
        await running.WaitForLogAsync("Phase: init\tStatus: timeout\n");
        Assert.Contains("EXTENSION\tName: another\tState: Started\tEvents: []\n", running.Log);
        Assert.DoesNotContain("initialised", running.Log);
    }

    [Fact]
    public async Task That_never_registers_runs_into_the_timeout()
    {
        using var layer = new TestLayer(TestLayer.Name);
        await using RunningEmulator running = await StartAsync(layer, "never registers", timeoutSeconds: 0.5, initTimeoutSeconds: 0.5);
        InvocationResult failed = await running.InvokeAsync("1");
        AssertError(failed, "Sandbox.Timedout", "Task timed out after 0.50 seconds");
        Assert.Matches(@"Phase: init\tStatus: timeout\n(.*\n)*.*Phase: invoke\tStatus: timeout\n", running.Log);
    }

    [Theory]
    [InlineData("#!/bin/sh\n", false, "fork/exec /opt/extensions/script: permission denied", "PermissionDenied")]
    [InlineData("\u007fELFnonsense", true, "fork/exec /opt/extensions/script: exec format error", "UnknownError")]
    [InlineData("#!/nowhere\n", true, "fork/exec /opt/extensions/script: no such file or directory", "UnknownError")]
    public async Task That_cannot_be_executed_is_a_launch_error(string content, bool executable, string reason, string kind)
    {
        using var layer = new TestLayer();
        string script = Path.Combine(layer.Extensions, "script");
        File.WriteAllText(script, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
        await using RunningEmulator running = await StartAsync(layer);
        AssertError(await running.InvokeAsync("1"), "Extension.LaunchError", reason);
        Assert.Contains($"EXTENSION\tName: script\tState: LaunchError\tEvents: []\tError Type: {kind}\n", running.Log);
    }

    [Fact]
    public async Task Eleven_are_too_many()
    {
        using var layer = new TestLayer([.. Enumerable.Range(10, 11).Select(number => $"number-{number}")]);
        await using RunningEmulator running = await StartAsync(layer, "never registers");
        AssertError(await running.InvokeAsync("1"), "Extension.LaunchError", "Extension limit (10) reached");
        Assert.Contains("EXTENSION\tName: number-20\tState: LaunchError\tEvents: []\tError Type: TooManyExtensions\n", running.Log);
    }

    [Theory]
    [InlineData("ignores the shutdown", "[INVOKE, SHUTDOWN]")]
    [InlineData("invoke only", "[INVOKE]")]
    [InlineData("shutdown only", "[SHUTDOWN]")]
    public async Task Ends_with_the_environment_whatever_it_does(string mode, string events)
    {
        using var layer = new TestLayer(TestLayer.Name);
        RunningEmulator running = await StartAsync(layer, mode);
        Assert.Equal("\"1\"", await running.PayloadAsync("1"));
        await running.DisposeAsync();
        Assert.Contains($"State: Ready\tEvents: {events}\n", running.Log);
        Assert.Equal(mode == "shutdown only", running.Log.Contains("\tINFO\tShutdown"));
        Assert.NotEqual(mode == "shutdown only", running.Log.Contains("\tINFO\tInvoke"));
        if (Regex.Match(running.Log, "staying ([0-9]+)") is { Success: true } staying)
            Assert.False(Directory.Exists($"/proc/{int.Parse(staying.Groups[1].Value, CultureInfo.InvariantCulture)}"));
    }

    [Fact]
    public async Task A_function_that_cannot_be_started_beside_one_says_why()
    {
        using var layer = new TestLayer(TestLayer.Name);
        await using RunningEmulator running = await RunningEmulator.StartAsync(layerFolder: layer.Folder, command: plain => plain with { Program = "/nowhere/bootstrap" });
        AssertError(await running.InvokeAsync("1"), "Runtime.InvalidEntrypoint", "Couldn't find valid bootstrap(s): [/var/task/bootstrap]");
        Assert.Contains("\tINFO\tShutdown  Failure\n", running.Log);
    }

    private static Task<RunningEmulator> StartAsync(TestLayer layer, string mode = "", double timeoutSeconds = 120, double initTimeoutSeconds = 120) =>
        RunningEmulator.StartAsync(layerFolder: layer.Folder, timeoutSeconds: timeoutSeconds, initTimeoutSeconds: initTimeoutSeconds, environment: new() { ["EXTENSION_MODE"] = mode });

    private static void AssertError(InvocationResult failed, string type, string reason)
    {
        JsonElement error = JsonDocument.Parse(failed.Payload).RootElement;
        Assert.Equal((type, $"RequestId: {failed.RequestId} Error: {reason}"), (error.GetProperty("errorType").GetString(), error.GetProperty("errorMessage").GetString()));
    }
}
