using System.Net;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests.Page;

/// <summary>What the page stands on, without a browser.</summary>
public sealed class PageEndpointsTests : IAsyncLifetime
{
    private LambdaEmulator _emulator = null!;
    private readonly HttpClient _http = new();

    public async Task InitializeAsync()
    {
        _emulator = await LambdaEmulator.StartAsync(new EmulatorOptions());
        _http.BaseAddress = _emulator.Address;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/page/app.js", "text/javascript")]
    [InlineData("/page/style.css", "text/css")]
    [InlineData("/page/icon.svg", "image/svg+xml")]
    [InlineData("/page/api/samples/sqs", "application/json")]
    public async Task Its_files_are_here_and_say_what_they_may(string path, string type)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/..%2f..%2fetc%2fpasswd")]
    [InlineData("/page/api/samples/nothing")]
    [InlineData("/page/api/invocations/nothing")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    public async Task An_event_is_JSON(string body, string type, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _http.PostAsync("/page/api/invoke", new StringContent(body, Encoding.UTF8, type));
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task An_event_has_6_MB_at_most()
    {
        using HttpResponseMessage response = await _http.PostAsync("/page/api/invoke", new StringContent(new string(' ', 6 << 20) + "1", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Another_sites_page_gets_nothing()
    {
        foreach ((string name, string value) in ((string, string)[])[("Host", "evil.example"), ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/page/api/feed");
            request.Headers.TryAddWithoutValidation(name, value);
            using HttpResponseMessage response = await _http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task An_invocation_is_answered_told_and_kept()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        using HttpResponseMessage response = await emulator.Http.PostAsync("/page/api/invoke", new StringContent("{\"a\":\"ö\"}", Encoding.UTF8, "application/json"));
        JsonElement invoked = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("{\"a\":\"ö\"}", invoked.GetProperty("answer").GetString());
        string requestId = invoked.GetProperty("record").GetProperty("requestId").GetString()!;
        Assert.True(invoked.GetProperty("record").GetProperty("initMs").GetDouble() > 0);

        using var feed = new StreamReader(await emulator.Http.GetStreamAsync("/page/api/feed"));
        JsonElement told = await InvocationAsync(feed);
        Assert.Equal(requestId, told.GetProperty("requestId").GetString());
        JsonElement kept = JsonDocument.Parse(await emulator.Http.GetStringAsync($"/page/api/invocations/{told.GetProperty("id").GetString()}")).RootElement;
        Assert.Equal("{\"a\":\"ö\"}", kept.GetProperty("lambdaEvent").GetString());
    }

    [Fact]
    public async Task Each_attempt_of_an_asynchronous_event_is_kept_by_itself()
    {
        await using AttachedRuntime runtime = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(5), RetryWait = TimeSpan.Zero });
        using var feed = new StreamReader(await runtime.Http.GetStreamAsync("/page/api/feed"));
        (await runtime.InvokeAsync("1", "Event")).Dispose();
        foreach ((string call, string answer) in ((string, string)[])[("error", "{}"), ("response", "\"done\"")])
        {
            await runtime.AnswerAsync(await runtime.NextAsync(), answer, call);
        }
        Task<GivenEvent> idle = runtime.NextAsync();
        foreach (string answer in (string[])["{}", "\"done\""])
        {
            string id = (await InvocationAsync(feed)).GetProperty("id").GetString()!;
            JsonElement kept = JsonDocument.Parse(await runtime.Http.GetStringAsync($"/page/api/invocations/{id}")).RootElement;
            Assert.Equal(answer, kept.GetProperty("answer").GetString());
        }
        Task<HttpResponseMessage> last = runtime.InvokeAsync("2");
        await runtime.AnswerAsync(await idle, "2");
        (await last).Dispose();
    }

    /// <summary>The next one that a page is told of.</summary>
    private static async Task<JsonElement> InvocationAsync(StreamReader feed)
    {
        string? line;
        while ((line = await feed.ReadLineAsync()) != "event: invocation")
            Assert.NotNull(line);
        return JsonDocument.Parse((await feed.ReadLineAsync())!["data: ".Length..]).RootElement;
    }

    [Fact]
    public async Task A_page_that_looks_on_does_not_keep_the_emulator_from_ending()
    {
        using Stream feed = await _http.GetStreamAsync("/page/api/feed");
        using var reader = new StreamReader(feed);
        Assert.Equal("event: begin", await reader.ReadLineAsync());
        await _emulator.DisposeAsync();
        try
        {
            while (await reader.ReadLineAsync() is not null)
            {
            }
        }
        catch (IOException)
        {
            // Cut off is ended, too.
        }
    }
}
