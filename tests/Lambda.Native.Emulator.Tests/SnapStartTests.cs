using System.Net;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests;

/// <summary>The calls around a restore, as a runtime may make them and may not.</summary>
public sealed class SnapStartTests
{
    private const string Restore = "2018-06-01/runtime/restore/";

    private static readonly EmulatorOptions s_snapStart = new() { Timeout = TimeSpan.FromMinutes(2), SnapStart = true };

    [Fact]
    public async Task A_snapshot_is_restored_for_the_first_event()
    {
        await using AttachedRuntime api = await AttachedRuntime.StartAsync(s_snapStart);
        Task<HttpResponseMessage> restore = api.Http.GetAsync(Restore + "next");
        using HttpResponseMessage again = await UntilRefusedAsync(api);
        await RefusedAsync(again, "RestoreReady", "RestoreReady");
        using HttpResponseMessage late = await api.Http.PostAsync("2018-06-01/runtime/init/error", new StringContent("{}"));
        await RefusedAsync(late, "RestoreReady", "InitError");
        using HttpResponseMessage early = await api.Http.PostAsync(Restore + "error", new StringContent("{}"));
        await RefusedAsync(early, "RestoreReady", "RestoreError");
        Assert.False(restore.IsCompleted);

        Task<HttpResponseMessage> invocation = api.InvokeAsync("1");
        using HttpResponseMessage restored = await restore;
        Assert.Equal((HttpStatusCode.OK, ""), (restored.StatusCode, await restored.Content.ReadAsStringAsync()));
        await api.AnswerAsync(await api.NextAsync(), "2");
        using HttpResponseMessage answer = await invocation;
        Assert.Equal("2", await answer.Content.ReadAsStringAsync());
        using HttpResponseMessage tooLate = await api.Http.GetAsync(Restore + "next");
        await RefusedAsync(tooLate, "ResponseSent", "RestoreReady");
    }

    [Fact]
    public async Task Who_does_not_ask_for_it_gets_events_all_the_same()
    {
        await using AttachedRuntime api = await AttachedRuntime.StartAsync(s_snapStart);
        Task<HttpResponseMessage> invocation = api.InvokeAsync("1");
        await api.AnswerAsync(await api.NextAsync(), "2");
        using HttpResponseMessage answer = await invocation;
        Assert.Equal("2", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_SnapStart_there_is_no_restore()
    {
        await using AttachedRuntime api = await AttachedRuntime.StartAsync(new EmulatorOptions());
        using HttpResponseMessage next = await api.Http.GetAsync(Restore + "next");
        using HttpResponseMessage error = await api.Http.PostAsync(Restore + "error", new StringContent("{}"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (next.StatusCode, error.StatusCode));
    }

    [Fact]
    public async Task The_function_is_told_and_has_no_log_of_one_environment()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(snapStart: true);
        Dictionary<string, string> variables = JsonSerializer.Deserialize<Dictionary<string, string>>(await running.PayloadAsync("environment"))!;
        Assert.Equal("snap-start", variables["AWS_LAMBDA_INITIALIZATION_TYPE"]);
        Assert.DoesNotContain("AWS_LAMBDA_LOG_GROUP_NAME", variables.Keys);
        Assert.DoesNotContain("AWS_LAMBDA_LOG_STREAM_NAME", variables.Keys);
    }

    [Theory]
    [InlineData(3, 130)]
    [InlineData(900, 900)]
    public void The_initialisation_has_more_time(int timeout, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new EmulatorOptions { Timeout = TimeSpan.FromSeconds(timeout), SnapStart = true }.InitTimeout);

    /// <summary>A second call, once the first one has arrived.</summary>
    private static async Task<HttpResponseMessage> UntilRefusedAsync(AttachedRuntime api)
    {
        while (api.Emulator.RuntimeState != "RestoreReady")
            await Task.Yield();
        return await api.Http.GetAsync(Restore + "next");
    }

    private static async Task RefusedAsync(HttpResponseMessage reply, string from, string to)
    {
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        Assert.Contains($"State transition from {from} to {to} failed for runtime.", await reply.Content.ReadAsStringAsync());
    }
}
