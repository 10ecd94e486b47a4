using System.Net;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests;

/// <summary>What happens to an event while the function is busy.</summary>
public sealed class ConcurrencyTests
{
    private static Task<AttachedRuntime> StartAsync(bool refuses) => AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(5), RefusesBeyondConcurrency = refuses });

    [Theory]
    [InlineData("2015-03-31/functions/function/invocations")]
    [InlineData("2021-11-15/functions/function/response-streaming-invocations")]
    public async Task Beyond_a_chosen_limit_it_is_refused_as_the_service_does(string path)
    {
        await using AttachedRuntime runtime = await StartAsync(refuses: true);
        Task<HttpResponseMessage> first = runtime.InvokeAsync("1");
        GivenEvent given = await runtime.NextAsync();
        using HttpResponseMessage refused = await runtime.Http.PostAsync(path, new StringContent("2"));
        Assert.Equal((HttpStatusCode)429, refused.StatusCode);
        Assert.Equal("TooManyRequestsException", refused.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.NotNull(refused.Headers.RetryAfter);
        JsonElement error = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("ReservedFunctionConcurrentInvocationLimitExceeded", "Rate Exceeded."), (error.GetProperty("Reason").GetString(), error.GetProperty("message").GetString()));

        await runtime.AnswerAsync(given, "\"one\"");
        using HttpResponseMessage answer = await first;
        Assert.Equal("\"one\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nobody_is_refused_who_comes_back_with_an_answer_in_hand()
    {
        await using AttachedRuntime runtime = await StartAsync(refuses: true);
        Task<HttpResponseMessage> first = runtime.InvokeAsync("1");
        await runtime.AnswerAsync(await runtime.NextAsync(), "1");
        (await first).Dispose();
        // The runtime has not asked for more yet.
        Task<HttpResponseMessage> second = runtime.InvokeAsync("2");
        Task<HttpResponseMessage> third = runtime.InvokeAsync("3");
        Task<HttpResponseMessage> refused = await Task.WhenAny(second, third);
        Assert.Equal((HttpStatusCode)429, (await refused).StatusCode);
        await runtime.AnswerAsync(await runtime.NextAsync(), "\"done\"");
        using HttpResponseMessage answer = await (refused == second ? third : second);
        Assert.Equal("\"done\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Asynchronous_events_wait_whatever_the_limit()
    {
        await using AttachedRuntime runtime = await StartAsync(refuses: true);
        Task<HttpResponseMessage> first = runtime.InvokeAsync("1");
        GivenEvent given = await runtime.NextAsync();
        foreach (string later in new[] { "2", "3" })
        {
            using HttpResponseMessage accepted = await runtime.InvokeAsync(later, "Event");
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        }
        await runtime.AnswerAsync(given, "1");
        (await first).Dispose();
        given = await runtime.NextAsync();
        Assert.Equal("2", given.Event);
        await runtime.AnswerAsync(given, "2");
        Assert.Equal("3", (await runtime.NextAsync()).Event);
    }

    [Fact]
    public async Task Without_a_limit_it_waits_for_its_turn()
    {
        await using AttachedRuntime runtime = await StartAsync(refuses: false);
        Task<HttpResponseMessage>[] all = [.. Enumerable.Range(0, 10).Select(i => runtime.InvokeAsync($"{i}"))];
        for (int i = 0; i < all.Length; i++)
        {
            GivenEvent given = await runtime.NextAsync();
            await runtime.AnswerAsync(given, given.Event);
        }
        for (int i = 0; i < all.Length; i++)
        {
            using HttpResponseMessage answer = await all[i];
            Assert.Equal($"{i}", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_process_that_ends_makes_room()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(refusesBeyondConcurrency: true);
        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage failed = await running.Http.PostAsync(running.Emulator.InvokeUrl, new StringContent("\"exit 3\"", Encoding.UTF8));
            Assert.Contains("Runtime.ExitError", await failed.Content.ReadAsStringAsync());
        }
    }
}
