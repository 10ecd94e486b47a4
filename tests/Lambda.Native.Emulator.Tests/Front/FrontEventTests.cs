using System.Net;
using System.Text;
using System.Text.Json;
using Lambda.Native.Events;

namespace Lambda.Native.Emulator.Tests.Front;

/// <summary>What a function gets of a request, front by front.</summary>
public sealed class FrontEventTests
{
    private const string Target = "/capture/space%20value?repeat=one&repeat=two&redirect=https%3A%2F%2Fexample.com%2Fa%2Fb&plus=a+b&encoded=a%2Bb&empty=";
    private const string Query = "repeat=one&repeat=two&redirect=https%3A%2F%2Fexample.com%2Fa%2Fb&plus=a+b&encoded=a%2Bb&empty=";
    private const string Json = "{\"unicode\":\"λ\"}";

    private static async Task<FakeFunction> CaptureAsync(FrontKind kind, Func<FrontOptions, FrontOptions>? change = null)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(kind, function, change);
        Assert.Equal("HTTP/1.1 200 OK", await front.SendRawAsync($"POST {Target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nCookie: session=abc; theme=dark\r\n" +
            "X-Probe: first\r\nX-Probe: second\r\nUser-Agent: probe/1\r\nX-Amzn-Trace-Id: Root=1-6a5145a9-1bae89e2512ec92d5d9438a0;Sampled=1\r\nConnection: keep-alive\r\n" +
            $"Content-Length: {Encoding.UTF8.GetByteCount(Json)}\r\n\r\n{Json}"));
        return function;
    }

    [Fact]
    public async Task HttpApi()
    {
        FakeFunction function = await CaptureAsync(FrontKind.HttpApi);
        var request = function.Read<HttpApiRequest>();
        Assert.Equal("2.0", request.Version);
        Assert.Equal("$default", request.RouteKey);
        Assert.Equal("/capture/space value", request.RawPath);
        Assert.Equal(Query, request.RawQueryString);
        Assert.Equal(["session=abc", "theme=dark"], request.Cookies!);
        Assert.DoesNotContain("cookie", request.Headers.Keys);
        Assert.All(request.Headers.Keys, name => Assert.Equal(name.ToLowerInvariant(), name));
        Assert.DoesNotContain("connection", request.Headers.Keys);
        Assert.Equal("first,second", request.Headers["x-probe"]);
        Assert.Equal("application/json", request.Headers["content-type"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(Json).ToString(), request.Headers["content-length"]);
        Assert.Equal("127.0.0.1", request.Headers["x-forwarded-for"]);
        Assert.Equal("http", request.Headers["x-forwarded-proto"]);
        Assert.Equal("Root=1-6a5145a9-1bae89e2512ec92d5d9438a0", request.Headers["x-amzn-trace-id"]);
        Assert.StartsWith("Root=1-6a5145a9-1bae89e2512ec92d5d9438a0;", function.Options!.TraceId);
        Assert.Equal("one,two", request.QueryStringParameters!["repeat"]);
        Assert.Equal("https://example.com/a/b", request.QueryStringParameters["redirect"]);
        Assert.Equal("a b", request.QueryStringParameters["plus"]);
        Assert.Equal("a+b", request.QueryStringParameters["encoded"]);
        Assert.Equal("", request.QueryStringParameters["empty"]);
        Assert.Equal("123456789012", request.RequestContext.AccountId);
        Assert.Equal($"{request.RequestContext.ApiId}.execute-api.us-east-1.amazonaws.com", request.RequestContext.DomainName);
        Assert.Equal(request.RequestContext.ApiId, request.RequestContext.DomainPrefix);
        Assert.Equal("POST", request.RequestContext.Http.Method);
        Assert.Equal("/capture/space value", request.RequestContext.Http.Path);
        Assert.Equal("HTTP/1.1", request.RequestContext.Http.Protocol);
        Assert.Equal("127.0.0.1", request.RequestContext.Http.SourceIp);
        Assert.Equal("probe/1", request.RequestContext.Http.UserAgent);
        Assert.Equal("$default", request.RequestContext.Stage);
        Assert.Equal(16, request.RequestContext.RequestId.Length);
        Assert.Matches(@"^\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d \+0000$", request.RequestContext.Time);
        Assert.InRange(request.RequestContext.Timestamp, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.Equal(Json, request.Body);
        Assert.False(request.IsBase64Encoded);
        Assert.False(function.Json.TryGetProperty("pathParameters", out _));
    }

    [Fact]
    public async Task FunctionUrl()
    {
        FakeFunction function = await CaptureAsync(FrontKind.FunctionUrl);
        var request = function.Read<FunctionUrlRequest>();
        Assert.Equal("/capture/space%20value", request.RawPath);
        Assert.Equal("/capture/space value", request.RequestContext.Http.Path);
        Assert.Equal(Query, request.RawQueryString);
        Assert.Equal(["session=abc", "theme=dark"], request.Cookies!);
        Assert.Equal("session=abc; theme=dark", request.Headers["cookie"]);
        Assert.Equal("one,two", request.QueryStringParameters!["repeat"]);
        Assert.Equal("anonymous", request.RequestContext.AccountId);
        Assert.EndsWith(".lambda-url.us-east-1.on.aws", request.RequestContext.DomainName);
        Assert.Equal(function.Options!.RequestId, request.RequestContext.RequestId);
        Assert.Equal(Json, request.Body);
    }

    [Fact]
    public async Task RestApi()
    {
        FakeFunction function = await CaptureAsync(FrontKind.RestApi);
        var request = function.Read<RestApiRequest>();
        Assert.Null(request.Version);
        Assert.Equal("/{proxy+}", request.Resource);
        Assert.Equal("/capture/space%20value", request.Path);
        Assert.Equal("capture/space%20value", request.PathParameters!["proxy"]);
        Assert.Equal("POST", request.HttpMethod);
        Assert.Equal("second", request.Headers!["X-Probe"]);
        Assert.Equal(["first", "second"], request.MultiValueHeaders!["X-Probe"]);
        Assert.Equal("session=abc; theme=dark", request.Headers["Cookie"]);
        Assert.Equal(["127.0.0.1"], request.MultiValueHeaders["X-Forwarded-For"]);
        Assert.Equal("two", request.QueryStringParameters!["repeat"]);
        Assert.Equal(["one", "two"], request.MultiValueQueryStringParameters!["repeat"]);
        Assert.Equal("a b", request.QueryStringParameters["plus"]);
        Assert.Equal("/prod/capture/space%20value", request.RequestContext.Path);
        Assert.Equal("prod", request.RequestContext.Stage);
        Assert.Equal("/{proxy+}", request.RequestContext.ResourcePath);
        Assert.Equal("127.0.0.1", request.RequestContext.Identity.SourceIp);
        Assert.Equal("probe/1", request.RequestContext.Identity.UserAgent);
        Assert.Null(request.RequestContext.Identity.AccountId);
        Assert.True(Guid.TryParse(request.RequestContext.RequestId, out _));
        Assert.NotNull(request.RequestContext.Timestamp);
        Assert.Equal(Json, request.Body);
        Assert.Equal(JsonValueKind.Null, function.Json.GetProperty("stageVariables").ValueKind);
    }

    [Fact]
    public async Task HttpApiFormat1()
    {
        var request = (await CaptureAsync(FrontKind.HttpApiFormat1)).Read<RestApiRequest>();
        Assert.Equal("1.0", request.Version);
        Assert.Equal("/capture/space value", request.Path);
        Assert.Equal(["first", "second"], request.MultiValueHeaders!["x-probe"]);
        Assert.Equal(["one", "two"], request.MultiValueQueryStringParameters!["repeat"]);
        Assert.Equal("$default", request.RequestContext.Stage);
    }

    [Fact]
    public async Task LoadBalancer()
    {
        FakeFunction function = await CaptureAsync(FrontKind.LoadBalancer);
        var request = function.Read<AlbRequest>();
        Assert.StartsWith("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/", request.RequestContext.Elb.TargetGroupArn);
        Assert.Equal("POST", request.HttpMethod);
        Assert.Equal("/capture/space%20value", request.Path);
        Assert.Equal("second", request.Headers!["x-probe"]);
        Assert.Equal("session=abc; theme=dark", request.Headers["cookie"]);
        Assert.Equal("two", request.QueryStringParameters!["repeat"]);
        Assert.Equal("a%2Bb", request.QueryStringParameters["encoded"]);
        Assert.Equal("https%3A%2F%2Fexample.com%2Fa%2Fb", request.QueryStringParameters["redirect"]);
        Assert.Null(request.MultiValueHeaders);
        Assert.Null(request.MultiValueQueryStringParameters);
        Assert.Equal(Json, request.Body);
    }

    [Fact]
    public async Task LoadBalancer_with_multiple_values()
    {
        var request = (await CaptureAsync(FrontKind.LoadBalancerMultiValue)).Read<AlbRequest>();
        Assert.Null(request.Headers);
        Assert.Null(request.QueryStringParameters);
        Assert.Equal(["first", "second"], request.MultiValueHeaders!["x-probe"]);
        Assert.Equal(["one", "two"], request.MultiValueQueryStringParameters!["repeat"]);
        Assert.Equal(["a+b"], request.MultiValueQueryStringParameters["plus"]);
    }

    [Theory]
    [InlineData("/plain", "/plain")]
    [InlineData("/space%20value", "/space value")]
    [InlineData("/question%3Fvalue", "/question")]
    [InlineData("/percent%25done", null)]
    [InlineData("/hash%23value", "/hash#value")]
    [InlineData("/slash%2Fvalue", "/slash/value")]
    [InlineData("/unicode-%CE%BB-%E4%B8%96%E7%95%8C", "/unicode-λ-世界")]
    [InlineData("/literal%252Fvalue", "/literal/value")]
    [InlineData("/literal%253Fvalue", "/literal?value")]
    [InlineData("/literal%2525value", "/literal%value")]
    public async Task An_HTTP_API_decodes_paths_twice(string sent, string? expected)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(FrontKind.HttpApi, function);
        using HttpResponseMessage response = await front.SendAsync("GET", sent);
        if (expected is null)
        {
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Empty(function.Event);
        }
        else
        {
            Assert.Equal(expected, function.Read<HttpApiRequest>().RawPath);
        }
    }

    [Fact]
    public async Task A_stage_is_part_of_an_HTTP_APIs_path_and_not_of_a_REST_APIs()
    {
        static FrontOptions Dev(FrontOptions options) => new() { Kind = options.Kind, Stage = "dev" };
        Assert.Equal("/dev/capture/space value", (await CaptureAsync(FrontKind.HttpApi, Dev)).Read<HttpApiRequest>().RawPath);
        var rest = (await CaptureAsync(FrontKind.RestApi, Dev)).Read<RestApiRequest>();
        Assert.Equal("/capture/space%20value", rest.Path);
        Assert.Equal("/dev/capture/space%20value", rest.RequestContext.Path);
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, "{}")]
    [InlineData(FrontKind.FunctionUrl, "{}")]
    [InlineData(FrontKind.RestApi, """{"queryStringParameters":null,"multiValueQueryStringParameters":null,"pathParameters":null,"body":null}""")]
    [InlineData(FrontKind.HttpApiFormat1, """{"queryStringParameters":null,"multiValueQueryStringParameters":null,"pathParameters":null,"body":null}""")]
    [InlineData(FrontKind.LoadBalancer, """{"queryStringParameters":{},"body":""}""")]
    [InlineData(FrontKind.LoadBalancerMultiValue, """{"multiValueQueryStringParameters":{},"body":""}""")]
    public async Task What_a_request_has_not_is_absent_null_or_empty(FrontKind kind, string expected)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(kind, function);
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string[] optional = ["queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "body", "cookies"];
        string found = "{" + string.Join(',', optional.Where(name => function.Json.TryGetProperty(name, out _)).Select(name => $"\"{name}\":{function.Json.GetProperty(name).GetRawText()}")) + "}";
        Assert.Equal(expected, found);
        Assert.False(function.Json.GetProperty("isBase64Encoded").GetBoolean());
    }

    [Theory]
    [InlineData("text/plain", false)]
    [InlineData("text/html; charset=utf-8", false)]
    [InlineData("application/json", false)]
    [InlineData("application/JSON;charset=utf-8", false)]
    [InlineData("application/xml", false)]
    [InlineData("application/javascript", false)]
    [InlineData("application/problem+json", true)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("multipart/form-data; boundary=x", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData(null, true)]
    public async Task The_content_type_decides_what_is_binary(string? contentType, bool isBase64)
    {
        foreach (FrontKind kind in Enum.GetValues<FrontKind>())
        {
            var function = new FakeFunction();
            await using Fronted front = await Fronted.StartAsync(kind, function);
            using HttpResponseMessage response = await front.SendAsync("POST", "/", Fronted.Body("a=1"u8.ToArray(), contentType));
            bool expected = isBase64 && kind != FrontKind.RestApi;
            Assert.Equal((kind, expected), (kind, function.Json.GetProperty("isBase64Encoded").GetBoolean()));
            Assert.Equal(expected ? "YT0x" : "a=1", function.Json.GetProperty("body").GetString());
        }
    }

    [Fact]
    public async Task What_is_compressed_is_binary_behind_a_load_balancer()
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(FrontKind.LoadBalancer, function);
        using HttpResponseMessage response = await front.SendAsync("POST", "/", new ByteArrayContent([1, 2]) { Headers = { { "Content-Type", "text/plain" }, { "Content-Encoding", "gzip" } } });
        Assert.Equal("AQI=", function.Read<AlbRequest>().Body);
    }

    [Theory]
    [InlineData("image/png", "image/png", true)]
    [InlineData("image/*", "image/png", true)]
    [InlineData("*/*", "application/json", true)]
    [InlineData("image/png", "image/jpeg", false)]
    public async Task A_REST_API_has_a_list_of_binary_types(string listed, string contentType, bool isBase64)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(FrontKind.RestApi, function, _ => new() { Kind = FrontKind.RestApi, BinaryMediaTypes = [listed] });
        using HttpResponseMessage response = await front.SendAsync("POST", "/", Fronted.Body("x"u8.ToArray(), contentType));
        Assert.Equal(isBase64, function.Read<RestApiRequest>().IsBase64Encoded);
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, 10 << 20)]
    [InlineData(FrontKind.RestApi, 10 << 20)]
    [InlineData(FrontKind.FunctionUrl, 6 << 20)]
    [InlineData(FrontKind.LoadBalancer, 1 << 20)]
    public async Task A_body_that_is_too_large_does_not_reach_the_function(FrontKind kind, int most)
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(kind, function);
        using HttpResponseMessage response = await front.SendAsync("POST", "/", Fronted.Body(new byte[most + 1], "text/plain"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(function.Event);
    }

    [Fact]
    public async Task An_event_that_base64_makes_too_large_for_Lambda_does_not_reach_the_function()
    {
        var function = new FakeFunction();
        await using Fronted front = await Fronted.StartAsync(FrontKind.HttpApi, function);
        using HttpResponseMessage response = await front.SendAsync("POST", "/", Fronted.Body(new byte[5 << 20], "image/png"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(function.Event);
    }
}
