using System.Globalization;
using System.Net;
using System.Text;

namespace Lambda.Native.Emulator.Tests;

public sealed class EmulatorTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private LambdaEmulator _emulator = null!;

    public async Task InitializeAsync()
    {
        _emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(20) });
        _http.BaseAddress = _emulator.Address;
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Hands_out_an_event_and_gives_its_answer_to_the_invoker()
    {
        Task<HttpResponseMessage> invocation = InvokeAsync("{\"a\":1}");
        using HttpResponseMessage next = await NextAsync();
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal("{\"a\":1}", await next.Content.ReadAsStringAsync());
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:function", Header(next, "Lambda-Runtime-Invoked-Function-Arn"));
        Assert.StartsWith("Root=1-", Header(next, "Lambda-Runtime-Trace-Id"));
        DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header(next, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture));
        Assert.InRange(deadline - DateTimeOffset.UtcNow, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        using HttpResponseMessage accepted = await AnswerAsync(RequestId(next), "response", "\"ö\"");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("{\"status\":\"OK\"}\n", await accepted.Content.ReadAsStringAsync());
        using HttpResponseMessage answer = await invocation;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"ö\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal(RequestId(next), Header(answer, "X-Amzn-RequestId"));
        Assert.False(answer.Headers.Contains("X-Amz-Function-Error"));
    }

    [Fact]
    public async Task Marks_an_error_for_the_invoker()
    {
        Task<HttpResponseMessage> invocation = InvokeAsync("{}");
        using HttpResponseMessage next = await NextAsync();
        using HttpResponseMessage accepted = await AnswerAsync(RequestId(next), "error", "{\"errorType\":\"X\"}");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using HttpResponseMessage answer = await invocation;
        Assert.Equal("Unhandled", Header(answer, "X-Amz-Function-Error"));
        Assert.Equal("{\"errorType\":\"X\"}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Refuses_an_unknown_id_and_a_second_answer()
    {
        using HttpResponseMessage unknown = await AnswerAsync("nobody", "response", "1");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("InvalidRequestID", await unknown.Content.ReadAsStringAsync());

        Task<HttpResponseMessage> invocation = InvokeAsync("{}");
        using HttpResponseMessage next = await NextAsync();
        (await AnswerAsync(RequestId(next), "response", "1")).Dispose();
        (await invocation).Dispose();
        using HttpResponseMessage second = await AnswerAsync(RequestId(next), "response", "2");
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Fact]
    public async Task Hands_out_one_event_at_a_time()
    {
        Task<HttpResponseMessage> first = InvokeAsync("1");
        using HttpResponseMessage next = await NextAsync();
        Task<HttpResponseMessage> second = InvokeAsync("2");
        using HttpResponseMessage again = await NextAsync();
        Assert.Equal(RequestId(next), RequestId(again));
        (await AnswerAsync(RequestId(next), "response", "one")).Dispose();
        using HttpResponseMessage firstAnswer = await first;
        Assert.Equal("one", await firstAnswer.Content.ReadAsStringAsync());
        using HttpResponseMessage then = await NextAsync();
        Assert.Equal("2", await then.Content.ReadAsStringAsync());
        (await AnswerAsync(RequestId(then), "response", "two")).Dispose();
        using HttpResponseMessage secondAnswer = await second;
        Assert.Equal("two", await secondAnswer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Tells_the_invoker_of_a_timeout_and_the_function_that_it_is_late()
    {
        await using LambdaEmulator hasty = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMilliseconds(1) });
        using var http = new HttpClient { BaseAddress = hasty.Address };
        Task<HttpResponseMessage> invocation = http.PostAsync(hasty.InvokeUrl, new StringContent("{}"));
        using HttpResponseMessage next = await http.GetAsync("2018-06-01/runtime/invocation/next");
        using HttpResponseMessage answer = await invocation;
        Assert.Equal("Unhandled", Header(answer, "X-Amz-Function-Error"));
        Assert.Contains("Task timed out after 0.00 seconds", await answer.Content.ReadAsStringAsync());
        using HttpResponseMessage late = await http.PostAsync($"2018-06-01/runtime/invocation/{RequestId(next)}/response", new StringContent("1"));
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task A_runtime_that_is_forgotten_has_failed_what_it_had()
    {
        Task<HttpResponseMessage> invocation = InvokeAsync("1");
        using HttpResponseMessage next = await NextAsync();
        _emulator.ForgetRuntime();
        using HttpResponseMessage answer = await invocation;
        Assert.Contains("Runtime.ExitError", await answer.Content.ReadAsStringAsync());
        using HttpResponseMessage late = await AnswerAsync(RequestId(next), "response", "1");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
    }

    [Fact]
    public async Task Refuses_an_answer_that_is_too_large()
    {
        Task<HttpResponseMessage> invocation = InvokeAsync("{}");
        using HttpResponseMessage next = await NextAsync();
        using HttpResponseMessage tooLarge = await AnswerAsync(RequestId(next), "response", new string('1', 6_291_557));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        using HttpResponseMessage answer = await invocation;
        Assert.Contains("Function.ResponseSizeTooLarge", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Says_that_a_port_is_taken_or_takes_the_next()
    {
        await Assert.ThrowsAnyAsync<IOException>(() => LambdaEmulator.StartAsync(new EmulatorOptions { Port = _emulator.Address.Port }));
        await using LambdaEmulator second = await LambdaEmulator.StartAsync(new EmulatorOptions { Port = _emulator.Address.Port, NextFreePort = true });
        Assert.InRange(second.Address.Port, _emulator.Address.Port + 1, _emulator.Address.Port + 100);
    }

    private Task<HttpResponseMessage> InvokeAsync(string json) => _http.PostAsync(_emulator.InvokeUrl, new StringContent(json, Encoding.UTF8, "application/json"));

    private Task<HttpResponseMessage> NextAsync() => _http.GetAsync("2018-06-01/runtime/invocation/next");

    private Task<HttpResponseMessage> AnswerAsync(string id, string call, string body) =>
        _http.PostAsync($"2018-06-01/runtime/invocation/{id}/{call}", new StringContent(body, Encoding.UTF8, "application/json"));

    private static string RequestId(HttpResponseMessage next) => Header(next, "Lambda-Runtime-Aws-Request-Id");

    private static string Header(HttpResponseMessage message, string name) => message.Headers.GetValues(name).Single();
}
