using System.Net;

namespace Lambda.Native.Emulator.Tests;

/// <summary>Who may speak to the emulator: programs of this machine, and no web page.</summary>
public sealed class SafetyTests : IAsyncLifetime
{
    private LambdaEmulator _emulator = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { AllowedHosts = ["dev.example"] });
        _http = new HttpClient { BaseAddress = _emulator.Address };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public void Listens_on_loopback_alone() => Assert.Equal("127.0.0.1", _emulator.Address.Host);

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:80", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]:9001", true)]
    [InlineData("dev.example", true)]
    [InlineData("rebound.example", false)]
    [InlineData("192.168.1.7", false)]
    [InlineData("localhost.evil.example", false)]
    public async Task Answers_to_its_own_names_only(string host, bool answers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "2015-03-31/functions/function/invocations") { Content = new StringContent("{}"), Headers = { Host = host } };
        request.Headers.Add("X-Amz-Invocation-Type", "DryRun");
        using HttpResponseMessage reply = await _http.SendAsync(request);
        Assert.Equal(answers ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost:1", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    public async Task Refuses_other_web_sites(string name, string value, bool answers)
    {
        foreach (string path in new[] { "2015-03-31/functions/function/invocations", "2021-11-15/functions/function/response-streaming-invocations" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}") };
            request.Headers.Add(name, value);
            request.Headers.Add("X-Amz-Invocation-Type", "DryRun");
            using HttpResponseMessage reply = await _http.SendAsync(request);
            Assert.Equal(answers ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, reply.StatusCode);
        }
        using var next = new HttpRequestMessage(HttpMethod.Post, "2018-06-01/runtime/init/error") { Content = new StringContent("{}") };
        next.Headers.Add(name, value);
        using HttpResponseMessage runtime = await _http.SendAsync(next);
        Assert.Equal(answers ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden, runtime.StatusCode);
    }

    [Fact]
    public async Task Its_own_page_may_ask()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "2015-03-31/functions/function/invocations") { Content = new StringContent("{}") };
        request.Headers.Add("Origin", _emulator.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("X-Amz-Invocation-Type", "DryRun");
        using HttpResponseMessage reply = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, reply.StatusCode);
    }
}
