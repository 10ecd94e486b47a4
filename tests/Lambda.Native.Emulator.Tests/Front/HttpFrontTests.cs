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
    [InlineData("evil.example", null, 403)]
    [InlineData("evil.example:9000", null, 403)]
    [InlineData("localhost", "https://evil.example", 403)]
    [InlineData("localhost", "null", 403)]
    [InlineData("localhost", "http://localhost:3000", 200)]
    [InlineData("app.localhost", null, 200)]
    [InlineData("127.0.0.1", "http://127.0.0.1:5173", 200)]
    public async Task Pages_of_others_may_not_call(string host, string? origin, int status)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(FrontKind.HttpApi, function);
        using HttpResponseMessage response = await front.SendAsync("POST", "/", new StringContent("{}"), origin is null ? [("Host", host)] : [("Host", host), ("Origin", origin)]);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200, function.Event.Length > 0);
    }

    [Fact]
    public async Task The_emulators_function_is_behind_it()
    {
        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(30) });
        await using HttpFront front = await HttpFront.StartAsync(new FrontOptions { Kind = FrontKind.FunctionUrl }, emulator.Function);
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
