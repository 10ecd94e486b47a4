using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace Lambda.Native.Emulator.Tests.Front;

/// <summary>What a client gets of an answer, front by front.</summary>
public sealed class FrontAnswerTests
{
    private static async Task<(HttpResponseMessage Response, string Body)> GetAsync(FrontKind kind, string answer, string method = "GET", params (string Name, string Value)[] headers)
    {
        await using Fronted front = await Fronted.StartAsync(kind, new FakeFunction { Answer = answer });
        HttpResponseMessage response = await front.SendAsync(method, "/", null, headers);
        return (response, await response.Content.ReadAsStringAsync());
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join('|', values) : null;

    [Theory]
    [InlineData(FrontKind.HttpApi, """{"statusCode":201,"headers":{"content-type":"text/css","x-a":"1"},"cookies":["a=1","b=2; Path=/"],"body":"ö"}""")]
    [InlineData(FrontKind.FunctionUrl, """{"statusCode":201,"headers":{"content-type":"text/css","x-a":"1"},"cookies":["a=1","b=2; Path=/"],"body":"ö"}""")]
    [InlineData(FrontKind.RestApi, """{"statusCode":201,"headers":{"content-type":"text/css","x-a":"1"},"multiValueHeaders":{"Set-Cookie":["a=1","b=2; Path=/"]},"body":"ö"}""")]
    [InlineData(FrontKind.HttpApiFormat1, """{"statusCode":201,"headers":{"content-type":"text/css","x-a":"1"},"multiValueHeaders":{"Set-Cookie":["a=1","b=2; Path=/"]},"body":"ö"}""")]
    [InlineData(FrontKind.LoadBalancer, """{"statusCode":201,"statusDescription":"201 Made","headers":{"content-type":"text/css","x-a":"1","Set-Cookie":"a=1","set-cookie":"b=2; Path=/"},"body":"ö"}""")]
    [InlineData(FrontKind.LoadBalancerMultiValue, """{"statusCode":201,"statusDescription":"201 Made","multiValueHeaders":{"content-type":["text/css"],"x-a":["1"],"Set-Cookie":["a=1","b=2; Path=/"]},"body":"ö"}""")]
    public async Task Status_headers_cookies_and_body(FrontKind kind, string answer)
    {
        (HttpResponseMessage response, string body) = await GetAsync(kind, answer);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(kind is FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue ? "Made" : "Created", response.ReasonPhrase);
        Assert.Equal("1", Header(response, "x-a"));
        Assert.Equal("text/css", Header(response, "Content-Type"));
        Assert.Equal("a=1|b=2; Path=/", Header(response, "Set-Cookie"));
        Assert.Equal("ö", body);
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, "text/plain; charset=utf-8")]
    [InlineData(FrontKind.HttpApiFormat1, "text/plain; charset=utf-8")]
    [InlineData(FrontKind.FunctionUrl, "application/json")]
    [InlineData(FrontKind.RestApi, "application/json")]
    [InlineData(FrontKind.LoadBalancer, null)]
    public async Task Content_type_unless_the_function_says(FrontKind kind, string? contentType)
    {
        (HttpResponseMessage response, _) = await GetAsync(kind, """{"statusCode":200,"body":"x"}""");
        Assert.Equal(contentType, Header(response, "Content-Type"));
    }

    [Theory]
    [InlineData(FrontKind.HttpApi)]
    [InlineData(FrontKind.FunctionUrl)]
    public async Task An_answer_of_format_2_without_a_status_is_the_body(FrontKind kind)
    {
        foreach (string answer in (string[])["\"Hello, world!\"", """{"message":"hi"}""", "[1]", "null", "17", "{\"cut\":", ""])
        {
            (HttpResponseMessage response, string body) = await GetAsync(kind, answer);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("application/json", Header(response, "Content-Type"));
            Assert.Equal(answer, body);
        }
    }

    [Theory]
    [InlineData(FrontKind.HttpApi)]
    [InlineData(FrontKind.HttpApiFormat1)]
    [InlineData(FrontKind.FunctionUrl)]
    [InlineData(FrontKind.LoadBalancer)]
    public async Task Base64_is_decoded(FrontKind kind)
    {
        await using Fronted front = await Fronted.StartAsync(kind, new FakeFunction { Answer = """{"statusCode":200,"headers":{"Content-Type":"image/png"},"body":"iVD/AA==","isBase64Encoded":true}""" });
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal([0x89, 0x50, 0xff, 0x00], await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("image/png, */*", "\u0001")]
    [InlineData("text/html, image/png", "AQ==")]
    [InlineData(null, "AQ==")]
    public async Task A_REST_API_decodes_base64_for_the_first_type_a_client_accepts(string? accept, string expected)
    {
        var function = new FakeFunction { Answer = """{"statusCode":200,"body":"AQ==","isBase64Encoded":true}""" };
        await using Fronted front = await Fronted.StartAsync(FrontKind.RestApi, function, _ => new() { Kind = FrontKind.RestApi, BinaryMediaTypes = ["image/png"] });
        using HttpResponseMessage response = await front.SendAsync("GET", "/", null, accept is null ? [] : [("Accept", accept)]);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"statusCode":"200"}""", 200, 200, 200, 502)]
    [InlineData("""{"statusCode":200,"headers":{"x-flag":true}}""", 200, 200, 200, 502)]
    [InlineData("""{"statusCode":200,"body":null}""", 200, 200, 200, 502)]
    [InlineData("""{"statusCode":200,"statusDescription":null}""", 200, 200, 502, 502)]
    [InlineData("""{"statusCode":200,"body":{"a":1}}""", 500, 502, 502, 502)]
    [InlineData("""{"statusCode":200,"body":"!","isBase64Encoded":true}""", 500, 502, 200, 502)]
    [InlineData("""{"statusCode":0}""", 500, 502, 502, 502)]
    [InlineData("""{"statusCode":999}""", 500, 502, 502, 502)]
    [InlineData("""{"statusCode":"ok"}""", 500, 502, 502, 502)]
    [InlineData("""{"statusCode":null}""", 500, 502, 200, 502)]
    [InlineData("""{"statusCode":200,"headers":[]}""", 500, 502, 502, 502)]
    [InlineData("""{"statusCode":200,"headers":{"x":{}}}""", 500, 502, 502, 502)]
    [InlineData("""{"statusCode":200,"headers":{"x y":"1"}}""", 500, 502, 502, 502)]
    [InlineData("{\"statusCode\":200,\"headers\":{\"x\":\"1\\r\\nSet-Cookie: a=1\"}}", 500, 502, 502, 502)]
    [InlineData("""{"body":"x"}""", 200, 200, 200, 502)]
    [InlineData("""{"message":"x"}""", 200, 200, 502, 502)]
    [InlineData("\"text\"", 200, 200, 502, 502)]
    [InlineData("not json", 200, 200, 502, 502)]
    public async Task A_malformed_answer_is_the_fronts_own_error(string answer, int http, int url, int rest, int loadBalancer)
    {
        foreach ((FrontKind kind, int expected) in ((FrontKind, int)[])[(FrontKind.HttpApi, http), (FrontKind.FunctionUrl, url), (FrontKind.RestApi, rest), (FrontKind.LoadBalancer, loadBalancer)])
        {
            (HttpResponseMessage response, _) = await GetAsync(kind, answer);
            Assert.Equal((kind, expected), (kind, (int)response.StatusCode));
            Assert.Null(Header(response, "Set-Cookie"));
        }
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, 500, """{"message":"Internal Server Error"}""")]
    [InlineData(FrontKind.HttpApiFormat1, 500, """{"message":"Internal Server Error"}""")]
    [InlineData(FrontKind.FunctionUrl, 502, "Internal Server Error")]
    [InlineData(FrontKind.RestApi, 502, """{"message": "Internal server error"}""")]
    [InlineData(FrontKind.LoadBalancer, 502, "502 Bad Gateway")]
    public async Task A_functions_error_does_not_reach_the_client(FrontKind kind, int status, string words)
    {
        var log = new List<string>();
        await using Fronted front = await Fronted.StartAsync(kind, new FakeFunction { Fails = true, Answer = """{"errorType":"Secret","errorMessage":"secret"}""" }, _ => new() { Kind = kind, Log = log.Add });
        using HttpResponseMessage response = await front.SendAsync("GET", "/orders");
        string body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(words, body);
        Assert.DoesNotContain("secret", body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("GET /orders", Assert.Single(log));
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, 503, """{"message":"Service Unavailable"}""")]
    [InlineData(FrontKind.RestApi, 504, """{"message": "Endpoint request timed out"}""")]
    public async Task An_API_waits_for_so_long(FrontKind kind, int status, string body)
    {
        await using Fronted front = await Fronted.StartAsync(kind, new FakeFunction { Hangs = true }, _ => new() { Kind = kind, IntegrationTimeout = TimeSpan.FromMilliseconds(1) });
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, 503)]
    [InlineData(FrontKind.FunctionUrl, 429)]
    [InlineData(FrontKind.RestApi, 500)]
    [InlineData(FrontKind.LoadBalancer, 502)]
    public async Task Lambda_takes_no_more(FrontKind kind, int status)
    {
        await using Fronted front = await Fronted.StartAsync(kind, new FakeFunction { Handler = _ => throw new TooManyInvocationsException() });
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(FrontKind.HttpApi, 204)]
    [InlineData(FrontKind.FunctionUrl, 304)]
    public async Task Some_statuses_have_no_body(FrontKind kind, int status)
    {
        (HttpResponseMessage response, string body) = await GetAsync(kind, $$"""{"statusCode":{{status}},"headers":{"content-length":"3"},"body":"abc"}""");
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("", body);
    }

    [Fact]
    public async Task HEAD_gets_the_length_and_no_body()
    {
        (HttpResponseMessage response, string body) = await GetAsync(FrontKind.HttpApi, """{"statusCode":200,"body":"abc"}""", "HEAD");
        Assert.Equal("", body);
        Assert.Equal("3", Header(response, "Content-Length"));
    }

    [Fact]
    public async Task An_answer_of_more_than_1_MB_is_too_large_for_a_load_balancer()
    {
        (HttpResponseMessage response, _) = await GetAsync(FrontKind.LoadBalancer, $$"""{"statusCode":200,"body":"{{new string('x', 1 << 20)}}"}""");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Theory]
    [InlineData(FrontKind.FunctionUrl)]
    [InlineData(FrontKind.RestApi)]
    public async Task A_streamed_answer_reaches_the_client_while_the_function_still_writes(FrontKind kind)
    {
        var pipe = new Pipe();
        var end = new TaskCompletionSource<InvocationResult>();
        await using Fronted front = await Fronted.StartAsync(kind, new FakeFunction { Stream = pipe.Reader, ContentType = StreamPrelude.ContentType, End = end.Task });
        // The delimiter comes in two pieces.
        await pipe.Writer.WriteAsync("""{"statusCode":201,"headers":{"Content-Type":"text/event-stream"},"cookies":["a=1","b=2"]}"""u8.ToArray());
        await pipe.Writer.WriteAsync(new byte[3]);
        Task<HttpResponseMessage> sent = front.SendAsync("GET", "/");
        await pipe.Writer.WriteAsync((byte[])[0, 0, 0, 0, 0, .. "data: 1\n\n"u8]);
        using HttpResponseMessage response = await sent;
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("text/event-stream", Header(response, "Content-Type"));
        Assert.Equal("a=1|b=2", Header(response, "Set-Cookie"));
        using Stream body = await response.Content.ReadAsStreamAsync();
        var first = new byte[9];
        await body.ReadExactlyAsync(first);
        Assert.Equal("data: 1\n\n", Encoding.UTF8.GetString(first));

        await pipe.Writer.WriteAsync("data: 2\n\n"u8.ToArray());
        await pipe.Writer.CompleteAsync();
        end.SetResult(FakeFunction.Result([], null));
        using var rest = new StreamReader(body);
        Assert.Equal("data: 2\n\n", await rest.ReadToEndAsync());
    }

    [Fact]
    public async Task A_raw_stream_goes_through_a_function_URL_as_it_is()
    {
        await using Fronted front = await Fronted.StartAsync(FrontKind.FunctionUrl, new FakeFunction { Stream = PipeReader.Create(new MemoryStream("""{"statusCode":404}"""u8.ToArray())), ContentType = "text/x-raw" });
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/x-raw", Header(response, "Content-Type"));
        Assert.Equal("""{"statusCode":404}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_error_in_mid_stream_cuts_the_response_off()
    {
        var pipe = new Pipe();
        await using Fronted front = await Fronted.StartAsync(FrontKind.FunctionUrl, new FakeFunction { Stream = pipe.Reader, ContentType = StreamPrelude.ContentType, End = Task.FromResult(FakeFunction.Result([], "Unhandled")) });
        await pipe.Writer.WriteAsync((byte[])[.. "{}"u8, 0, 0, 0, 0, 0, 0, 0, 0, .. "half"u8]);
        await pipe.Writer.CompleteAsync();
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"statusCode":200}""")]
    [InlineData("[]\0\0\0\0\0\0\0\0body")]
    [InlineData("{\"cut\0\0\0\0\0\0\0\0body")]
    [InlineData("{\"statusCode\":1}\0\0\0\0\0\0\0\0body")]
    public async Task A_prelude_that_is_none_is_a_bad_gateway(string answer)
    {
        await using Fronted front = await Fronted.StartAsync(FrontKind.FunctionUrl, new FakeFunction { Stream = PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(answer))), ContentType = StreamPrelude.ContentType });
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task A_prelude_without_an_end_is_not_read_for_ever()
    {
        await using Fronted front = await Fronted.StartAsync(FrontKind.FunctionUrl, new FakeFunction { Stream = PipeReader.Create(new MemoryStream(new byte[1 << 20].Select(_ => (byte)'x').ToArray())), ContentType = StreamPrelude.ContentType });
        using HttpResponseMessage response = await front.SendAsync("GET", "/");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }
}
