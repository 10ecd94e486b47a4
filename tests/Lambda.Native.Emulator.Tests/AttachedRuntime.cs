using System.Net;
using System.Text;

namespace Lambda.Native.Emulator.Tests;

/// <summary>An emulator whose runtime is the test itself: it asks for events and answers them when the test says so.</summary>
internal sealed class AttachedRuntime : IAsyncDisposable
{
    private AttachedRuntime(LambdaEmulator emulator)
    {
        Emulator = emulator;
        Http = new HttpClient { BaseAddress = emulator.Address, Timeout = TimeSpan.FromMinutes(5) };
    }

    internal LambdaEmulator Emulator { get; }

    internal HttpClient Http { get; }

    internal static async Task<AttachedRuntime> StartAsync(EmulatorOptions options) => new(await LambdaEmulator.StartAsync(options));

    internal async Task<HttpResponseMessage> InvokeAsync(string json, string? type = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Emulator.InvokeUrl) { Content = new StringContent(json) };
        if (type is not null)
            request.Headers.Add("X-Amz-Invocation-Type", type);
        return await Http.SendAsync(request);
    }

    internal async Task<GivenEvent> NextAsync()
    {
        using HttpResponseMessage next = await Http.GetAsync("2018-06-01/runtime/invocation/next");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        string Header(string name) => next.Headers.GetValues(name).Single();
        return new GivenEvent(Header("Lambda-Runtime-Aws-Request-Id"), Header("Lambda-Runtime-Invocation-Id"), Header("Lambda-Runtime-Trace-Id"), await next.Content.ReadAsStringAsync());
    }

    /// <param name="given">What is answered.</param>
    /// <param name="body">The answer.</param>
    /// <param name="call">Or <c>error</c>.</param>
    internal async Task AnswerAsync(GivenEvent given, string body, string call = "response")
    {
        using HttpResponseMessage accepted = await Http.PostAsync($"2018-06-01/runtime/invocation/{given.RequestId}/{call}", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
    }

    internal async Task<HttpResponseMessage> RegisterAsync(string name, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "2020-01-01/extension/register") { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Lambda-Extension-Name", name);
        return await Http.SendAsync(request);
    }

    /// <summary>What an extension asks.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? identifier, string body = "")
    {
        using var request = new HttpRequestMessage(method, path);
        if (identifier is not null)
            request.Headers.Add("Lambda-Extension-Identifier", identifier);
        if (method != HttpMethod.Get)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Emulator.DisposeAsync();
    }
}

/// <summary>What a runtime gets.</summary>
internal sealed record GivenEvent(string RequestId, string AttemptId, string TraceId, string Event);
