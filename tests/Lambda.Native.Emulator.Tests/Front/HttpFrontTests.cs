using System.Buffers;
using System.Net;
using System.Text;
using Lambda.Native.Events;
using Lambda.Native.Generated.Lambda_Native_Emulator_Tests;

namespace Lambda.Native.Emulator.Tests.Front;

using Http = Lambda.Native.Events.Http;

/// <summary>The whole way: a request over the wire, a front, routes of a function, and back.</summary>
public sealed class HttpFrontTests
{
    public static TheoryData<FrontKind> Kinds => [.. Enum.GetValues<FrontKind>()];

    private static FakeFunction Routed() => new()
    {
        Handler = lambdaEvent =>
        {
            var answer = new ArrayBufferWriter<byte>();
            HttpFunction.Invoke(lambdaEvent, answer, LambdaContext.Create("request-1"));
            return answer.WrittenSpan.ToArray();
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Routes_answer_behind_every_front(FrontKind kind)
    {
        await using Fronted front = await Fronted.StartAsync(kind, Routed(), _ => new() { Kind = kind, BinaryMediaTypes = ["*/*"] });
        using HttpResponseMessage get = await front.SendAsync("GET", "/things/a%20b?tag=x&tag=y%26z", null, ("X-Who", "Ada"));
        // A load balancer's single values are the last ones.
        Assert.Equal(kind == FrontKind.LoadBalancer ? "a b y&z Ada" : "a b x+y&z Ada", await get.Content.ReadAsStringAsync());
        Assert.Equal(["one=1", "two=2"], get.Headers.GetValues("Set-Cookie"));

        byte[] bytes = [0, 255, 128, 10, 13];
        using HttpResponseMessage post = await front.SendAsync("POST", "/bytes", Fronted.Body(bytes, "application/octet-stream"));
        Assert.Equal(bytes, await post.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", post.Content.Headers.ContentType!.MediaType);

        using HttpResponseMessage missing = await front.SendAsync("GET", "/nothing");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Theory]
    [InlineData(403, "Host: evil.example")]
    [InlineData(403, "Host: evil.example:9000")]
    [InlineData(403, "Host: localhost", "Origin: https://evil.example")]
    [InlineData(403, "Host: localhost", "Origin: null")]
    [InlineData(403, "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")]
    [InlineData(200, "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")]
    [InlineData(200, "Host: localhost", "Origin: http://localhost:3000", "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors")]
    [InlineData(200, "Host: app.localhost")]
    [InlineData(200, "Host: 127.0.0.1", "Origin: http://127.0.0.1:5173")]
    public async Task Pages_of_others_may_not_call(int status, params string[] headers)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(FrontKind.HttpApi, function);
        string line = await front.SendRawAsync($"GET / HTTP/1.1\r\n{string.Join("\r\n", headers)}\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", line);
        Assert.Equal(status == 200, function.Event.Length > 0);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_or_the_next_one_is_taken()
    {
        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions());
        int taken = emulator.Address.Port;
        await Assert.ThrowsAnyAsync<IOException>(() => HttpFront.StartAsync(new FrontOptions { Port = taken }, emulator));
        await using HttpFront front = await HttpFront.StartAsync(new FrontOptions { Port = taken, NextFreePort = true }, emulator);
        Assert.InRange(front.Address.Port, taken + 1, taken + 100);
    }

    [Fact]
    public async Task The_emulators_function_is_behind_it()
    {
        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(30) });
        await using HttpFront front = await HttpFront.StartAsync(new FrontOptions { Kind = FrontKind.FunctionUrl }, emulator);
        using var http = new HttpClient();
        Task<HttpResponseMessage> sent = http.GetAsync(new Uri(front.Address, "/x"));
        using HttpResponseMessage next = await http.GetAsync(new Uri(emulator.Address, "2018-06-01/runtime/invocation/next"));
        string id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
        (await http.PostAsync(new Uri(emulator.Address, $"2018-06-01/runtime/invocation/{id}/response"), new StringContent("\"done\"", Encoding.UTF8, "application/json"))).Dispose();
        using HttpResponseMessage response = await sent;
        Assert.Equal("\"done\"", await response.Content.ReadAsStringAsync());
    }
}

internal static class FrontRoutes
{
    [HttpApi("GET", "/things/{name}")]
    internal static HttpResult Things(string name, string[] tag, [FromHeader] string xWho) =>
        Http.Text($"{name} {string.Join('+', tag)} {xWho}").AddCookie("one=1").AddCookie("two=2");

    [HttpApi("POST", "/bytes")]
    internal static HttpResult Bytes(byte[] body) => Http.Bytes(body, "image/png");
}
