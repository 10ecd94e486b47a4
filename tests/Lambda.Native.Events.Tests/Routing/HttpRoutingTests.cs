using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lambda.Native.Events.Tests.Routing;

/// <summary>Requests of every front through generated routes.</summary>
public sealed class HttpRoutingTests
{
    public static TheoryData<Front> Fronts => [.. HttpCall.Fronts];

    [Theory]
    [InlineData("/", "root")]
    [InlineData("/orders/42", "order 42")]
    [InlineData("/orders/42/", "order 42")]
    [InlineData("/orders/new", "order new")]
    [InlineData("/orders/old", "old")]
    [InlineData("/orders/old/time", "old time")]
    [InlineData("/orders/old/lines/7", "line 7 of old")]
    [InlineData("/orders/a%20b", "order a b")]
    [InlineData("/orders/a+b", "order a+b")]
    [InlineData("/orders/%C3%A9", "order é")]
    [InlineData("/or%64ers/1", "order 1")]
    [InlineData("/caf%C3%A9/x", "x")]
    [InlineData("/files/a/b/c.txt", "file a/b/c.txt")]
    [InlineData("/files/deep", "file deep")]
    [InlineData("/files/deep/a", "deep a")]
    [InlineData("/files/a//b", "file a//b")]
    [InlineData("/any/thing", "get thing")]
    public void The_most_exact_route_answers(string path, string answer)
    {
        foreach (Front front in HttpCall.Fronts)
        {
            HttpAnswer got = HttpCall.Get(path).Send(front);
            Assert.Equal((200, answer, "text/plain; charset=utf-8"), (got.Status, got.Body, got.Header("content-type")));
        }
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/Orders/1")]
    [InlineData("/orders/1/lines")]
    [InlineData("/files")]
    [InlineData("/files/")]
    [InlineData("//orders/1")]
    [InlineData("/any/")]
    public void A_path_without_a_route_is_404(string path)
    {
        foreach (Front front in HttpCall.Fronts)
        {
            HttpAnswer got = HttpCall.Get(path).Send(front);
            Assert.Equal((404, "{\"title\":\"Not Found\",\"status\":404}", "application/problem+json"), (got.Status, got.Body, got.Header("content-type")));
        }
    }

    [Theory]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("POST", "/orders/42", "GET, HEAD, PUT, PATCH, DELETE")]
    [InlineData("OPTIONS", "/orders/new", "GET, HEAD, POST, PUT, PATCH, DELETE")]
    [InlineData("PURGE", "/orders", "POST")]
    [InlineData("get", "/", "GET, HEAD")]
    public void A_path_with_other_methods_is_405_and_tells_them(string method, string path, string allowed)
    {
        foreach (Front front in HttpCall.Fronts)
        {
            HttpAnswer got = new HttpCall(method, path).Send(front);
            Assert.Equal((405, allowed), (got.Status, got.Header("allow")));
        }
    }

    [Theory]
    [MemberData(nameof(Fronts))]
    public void ANY_takes_what_nobody_else_does(Front front) => Assert.Equal("any", new HttpCall("PURGE", "/any/x").Send(front).Body);

    [Theory]
    [MemberData(nameof(Fronts))]
    public void A_result_may_have_JSON_by_generated_code(Front front)
    {
        HttpAnswer got = HttpCall.Get("/accepted").Send(front);
        Assert.Equal((202, "{\"id\":\"é\\\"\",\"count\":2,\"note\":null}", "application/json", "1"), (got.Status, got.Body, got.Header("content-type"), got.Header("x-a")));
        got = new HttpCall("HEAD", "/accepted").Send(front);
        Assert.Equal((202, "", "application/json"), (got.Status, got.Body, got.Header("content-type")));
    }

    [Theory]
    [MemberData(nameof(Fronts))]
    public void HEAD_is_GET_without_its_body_where_there_is_no_HEAD(Front front)
    {
        HttpAnswer got = new HttpCall("HEAD", "/orders/1").Send(front);
        Assert.Equal((200, "", "text/plain; charset=utf-8"), (got.Status, got.Body, got.Header("content-type")));
        Assert.Equal("own", new HttpCall("HEAD", "/orders/old").Send(front).Header("x-head"));
        Assert.Equal((404, ""), (new HttpCall("HEAD", "/nowhere").Send(front).Status, new HttpCall("HEAD", "/nowhere").Send(front).Body));
    }

    [Theory]
    [InlineData("/orders/%")]
    [InlineData("/orders/%4")]
    [InlineData("/orders/%zz")]
    [InlineData("/orders/%C3")]
    [InlineData("/orders/%ff")]
    [InlineData("/nowhere/%")]
    public void A_malformed_path_is_400(string path)
    {
        foreach (Front front in HttpCall.Fronts.Where(f => f is not (Front.HttpApi or Front.HttpApiFormat1)))
        {
            HttpAnswer got = HttpCall.Get(path).Send(front);
            Assert.Equal((400, "The path is not percent-encoded UTF-8."), (got.Status, got.Detail));
        }
    }

    [Theory]
    [InlineData(Front.HttpApi, "/orders/100%25", "order 100%")]
    [InlineData(Front.HttpApiFormat1, "/orders/100%25", "order 100%")]
    [InlineData(Front.FunctionUrl, "/orders/%2541", "order %41")]
    [InlineData(Front.HttpApi, "/orders/%2541", "order %41")]
    [InlineData(Front.RestApi, "/orders/a%2Fb", "order a/b")]
    public void A_path_is_decoded_once(Front front, string path, string answer) => Assert.Equal(answer, HttpCall.Get(path).Send(front).Body);

    [Theory]
    [InlineData(Front.HttpApi, "/orders/1", "order 1")]
    [InlineData(Front.HttpApiFormat1, "/orders/1", "order 1")]
    [InlineData(Front.RestApi, "/orders/1", "order 1")]
    [InlineData(Front.HttpApi, "/", "root")]
    public void The_stage_is_no_part_of_the_path(Front front, string path, string answer) =>
        Assert.Equal(answer, (HttpCall.Get(path) with { Stage = "orders" }).Send(front).Body);

    [Theory]
    [MemberData(nameof(Fronts))]
    public void Values_are_read_by_their_types(Front front)
    {
        const string query = "page=-7&id=6f9619ff-8b86-d011-b42d-00cf4fc964ff&colour=green&flag=True&price=1.5&at=2026-11-20T10:00:00%2B02:00&day=2026-11-20&sku=abc&text=a%26b+c%C3%A9";
        HttpAnswer got = HttpCall.Get("/values?" + query).Send(front);
        Assert.Equal("-7 6f9619ff-8b86-d011-b42d-00cf4fc964ff Green True 1.5 2026-11-20T10:00:00.0000000+02:00 2026-11-20 abc a&b cé", got.Body);
    }

    [Theory]
    [InlineData("page=x", "The query parameter 'page' is not an integer of its range.")]
    [InlineData("page=99999999999", "The query parameter 'page' is not an integer of its range.")]
    [InlineData("page=%201", "The query parameter 'page' is not an integer of its range.")]
    [InlineData("page=", "The query parameter 'page' is not an integer of its range.")]
    [InlineData("", "The query parameter 'page' is missing.")]
    [InlineData("page=1&id=1", "The query parameter 'id' is not a Guid.")]
    public void A_value_that_does_not_bind_is_400(string query, string detail)
    {
        foreach (Front front in HttpCall.Fronts)
        {
            HttpAnswer got = HttpCall.Get("/values?" + query).Send(front);
            Assert.Equal((400, detail), (got.Status, got.Detail));
        }
    }

    [Theory]
    [InlineData("?colour=blue", "The query parameter 'colour' is not one of Red, Green.")]
    [InlineData("?colour=0", "The query parameter 'colour' is not one of Red, Green.")]
    [InlineData("?ratio=1,5", "The query parameter 'ratio' is not a number.")]
    public void So_is_an_optional_one(string query, string detail) => Assert.All(HttpCall.Fronts, front => Assert.Equal(detail, HttpCall.Get("/optional" + query).Send(front).Detail));

    [Theory]
    [InlineData("/optional", "none none Green 20 0.5")]
    [InlineData("/optional?page=1&text=&colour=RED&size=2&ratio=1e2", "1  Red 2 100")]
    public void What_is_absent_is_null_or_its_default(string target, string answer) => Assert.All(HttpCall.Fronts, front => Assert.Equal(answer, HttpCall.Get(target).Send(front).Body));

    [Fact]
    public void Repeated_values_are_all_there_where_the_front_sends_them()
    {
        foreach (Front front in HttpCall.Fronts)
        {
            string expected = front == Front.LoadBalancer ? "2 b,c Green" : "1+2 a+b,c Red+Green";
            Assert.Equal(expected, HttpCall.Get("/many?number=1&number=2&word=a&word=b%2Cc&c=red&c=green").Send(front).Body);
            Assert.Equal("  ", HttpCall.Get("/many").Send(front).Body);
        }
    }

    [Theory]
    [InlineData("text=%")]
    [InlineData("text=%C3")]
    public void A_malformed_query_value_is_400_where_the_front_leaves_it_to_the_function(string query)
    {
        foreach (Front front in new[] { Front.HttpApi, Front.FunctionUrl, Front.LoadBalancer, Front.LoadBalancerMultiValue })
            Assert.Equal("The query parameter 'text' is not percent-encoded UTF-8.", HttpCall.Get("/optional?" + query).Send(front).Detail);
    }

    [Fact]
    public void An_encoded_name_of_a_query_parameter_is_that_name() =>
        Assert.All(HttpCall.Fronts, front => Assert.StartsWith("3 ", HttpCall.Get("/optional?p%61ge=3").Send(front).Body));

    [Theory]
    [MemberData(nameof(Fronts))]
    public void Headers_have_no_case_and_lists_are_split(Front front)
    {
        HttpAnswer got = HttpCall.Get("/headers", ("If-None-Match", "\"x\""), ("x-count", "3"), ("Accept", "text/html, */*"), ("Cookie", "a=1; b=2")).Send(front);
        Assert.Equal("\"x\" 3 text/html+*/* a=1; b=2", got.Body);
        Assert.Equal((400, "The header 'if-none-match' is missing."), (HttpCall.Get("/headers").Send(front).Status, HttpCall.Get("/headers").Send(front).Detail));
    }

    [Fact]
    public void A_repeated_header_is_joined() =>
        Assert.All(
            HttpCall.Fronts.Where(f => f != Front.LoadBalancer),
            front => Assert.Contains("a+b", HttpCall.Get("/headers", ("If-None-Match", "x"), ("Accept", "a"), ("Accept", "b")).Send(front).Body));

    [Theory]
    [MemberData(nameof(Fronts))]
    public void A_body_is_read_from_text_or_base64_and_the_value_is_JSON(Front front)
    {
        HttpCall call = HttpCall.Post("/orders", "{\"id\":\"a\\\"\\u00e9\\n\",\"count\":3}");
        Assert.All([call.Send(front), (call with { IsBase64 = true }).Send(front)], got =>
        {
            Assert.Equal((200, "application/json"), (got.Status, got.Header("content-type")));
            Assert.Equal("{\"id\":\"a\\\"é\\n\",\"count\":3,\"note\":\"request-1\"}", got.Body);
        });
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"count\":\"x\"}", "The body does not fit. Expected an Int32 at $.count, byte 18.")]
    [InlineData("{\"count\":1}", "The body does not fit. Missing id")]
    [InlineData("null", "The body does not fit. Expected Order at $, byte 0.")]
    [InlineData("{\"id\":\"a\"", "The body does not fit. ")]
    [InlineData("{\"id\":\"a\"} x", "The body does not fit. ")]
    [InlineData("", "The body is missing.")]
    public void A_body_that_does_not_fit_is_400(string body, string detail)
    {
        foreach (Front front in HttpCall.Fronts)
        {
            HttpAnswer got = HttpCall.Post("/orders", body).Send(front);
            Assert.Equal(400, got.Status);
            Assert.StartsWith(detail, got.Detail);
        }
    }

    [Fact]
    public void Hostile_bodies_are_400()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 100_000));
        foreach (Front front in HttpCall.Fronts)
        {
            Assert.Equal(400, HttpCall.Post("/orders", "{\"id\":" + deep).Send(front).Status);
            JsonObject e = HttpCall.Post("/orders", "x").ToEvent(front);
            e["isBase64Encoded"] = true;
            e["body"] = "*** no base64";
            Assert.Equal("The body is not base64.", HttpCall.Send(front, e.ToJsonString()).Detail);
        }
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/json; charset=UTF-8", 200)]
    [InlineData("application/vnd.shop+json", 200)]
    [InlineData(null, 200)]
    public void Only_JSON_is_read_as_JSON(string? contentType, int status) =>
        Assert.All(HttpCall.Fronts, front => Assert.Equal(status, HttpCall.Post("/orders", "{\"id\":\"a\"}", contentType).Send(front).Status));

    [Fact]
    public void Text_and_bytes_are_taken_as_they_are()
    {
        byte[] bytes = [0, 1, 0xff, 0xfe];
        foreach (Front front in HttpCall.Fronts)
        {
            Assert.Equal("a\"\\\té", HttpCall.Post("/text", "a\"\\\té", "text/plain").Send(front).Body);
            Assert.Equal(bytes, (HttpCall.Post("/bytes", "") with { Body = bytes, IsBase64 = true }).Send(front).Bytes);
            Assert.Equal("nothing", HttpCall.Post("/maybe", "").Send(front).Body);
        }
    }

    [Fact]
    public void Nothing_is_204_and_null_is_404()
    {
        foreach (Front front in HttpCall.Fronts)
        {
            HttpAnswer nothing = new HttpCall("DELETE", "/orders/1").Send(front);
            Assert.Equal((204, "", ""), (nothing.Status, nothing.Body, nothing.Header("content-type")));
            Assert.Equal(404, HttpCall.Get("/nothing").Send(front).Status);
            Assert.Equal(404, HttpCall.Get("/missing/none").Send(front).Status);
            Assert.Equal(200, HttpCall.Get("/missing/some").Send(front).Status);
            Assert.Equal(404, HttpCall.Post("/orders", "{\"id\":\"null\"}").Send(front).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Fronts))]
    public void A_result_goes_out_in_the_form_of_its_front(Front front)
    {
        HttpAnswer got = HttpCall.Get("/result").Send(front);
        Assert.Equal((201, "made"), (got.Status, got.Body));
        Assert.Equal("1,2", got.Header("x-a"));
        Assert.Equal("a=1,b=2", got.Header("set-cookie"));
        if (front is Front.LoadBalancer)
            Assert.Equal("201 Created", (string?)got.Json["statusDescription"]);
    }

    [Theory]
    [InlineData("/throw")]
    [InlineData("/unwritable")]
    public void An_exception_is_500_and_tells_nothing(string path) =>
        Assert.All(HttpCall.Fronts, front => Assert.Equal((500, "{\"title\":\"Internal Server Error\",\"status\":500}"), (HttpCall.Get(path).Send(front).Status, HttpCall.Get(path).Send(front).Body)));

    [Fact]
    public void An_event_of_its_own_front_can_be_taken()
    {
        (string Path, Front[] Fronts)[] own =
        [
            ("/event/http-api", [Front.HttpApi, Front.FunctionUrl]),
            ("/event/rest", [Front.RestApi, Front.HttpApiFormat1]),
            ("/event/alb", [Front.LoadBalancer, Front.LoadBalancerMultiValue]),
        ];
        foreach ((string path, Front[] fronts) in own)
            Assert.All(HttpCall.Fronts, front => Assert.Equal(fronts.Contains(front) ? 200 : 500, HttpCall.Get(path).Send(front).Status));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"version\":\"2.0\",\"requestContext\":{}}")]
    [InlineData("{\"version\":\"2.0\",\"rawPath\":\"/\",\"requestContext\":{\"http\":{\"method\":null}}}")]
    [InlineData("{\"Records\":[]}")]
    [InlineData("{\"httpMethod\":7,\"path\":\"/\"}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":null}")]
    public void What_is_no_HTTP_request_fails_the_invocation(string lambdaEvent)
    {
        Exception exception = Assert.ThrowsAny<Exception>(() => HttpCall.Send(Front.RestApi, lambdaEvent));
        Assert.Contains("an HTTP request", exception.Message);
    }

    [Theory]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/optional\",\"headers\":7,\"multiValueHeaders\":null,\"queryStringParameters\":[1],\"body\":{},\"isBase64Encoded\":\"x\",\"requestContext\":[]}")]
    [InlineData("{\"httpMethod\":\"GET\",\"path\":\"/optional\",\"queryStringParameters\":{\"page\":null,\"text\":[{}]},\"requestContext\":{\"http\":7,\"elb\":null,\"stage\":{}}}")]
    public void Members_of_other_types_count_as_absent(string lambdaEvent) =>
        Assert.Equal("none none Green 20 0.5", HttpCall.Send(Front.RestApi, lambdaEvent).Body);

    [Theory]
    [InlineData("apigateway-http-request", Front.HttpApi, "POST value1+value2 value1+value2 cookie1; cookie2 Hello from Lambda")]
    [InlineData("functionurl-request", Front.FunctionUrl, "POST value1+value2 value1+value2 cookie1; cookie2 Hello from client!")]
    [InlineData("apigateway-rest-request", Front.RestApi, "GET value1+value2 value1+value2  Hello from Lambda!")]
    [InlineData("apigateway-rest-request-1.0", Front.HttpApiFormat1, "GET value1+value2 value1+value2  Hello from Lambda!")]
    [InlineData("alb-request", Front.LoadBalancer, "lambda 1234ABCD gzip")]
    [InlineData("alb-request-multi-value", Front.LoadBalancerMultiValue, "root")]
    public void Samples_of_AWS_are_requests(string sample, Front front, string answer) => Assert.Equal(answer, HttpCall.Send(front, Sample.Read(sample)).Body);

    [Fact]
    public void Long_paths_and_queries_are_only_long()
    {
        string path = string.Concat(Enumerable.Repeat("/a", 5_000));
        string query = string.Join('&', Enumerable.Range(0, 5_000).Select(i => $"x{i}=1")) + "&page=5";
        foreach (Front front in HttpCall.Fronts)
        {
            Assert.Equal(404, HttpCall.Get(path).Send(front).Status);
            Assert.Equal("file " + path[1..], HttpCall.Get("/files" + path).Send(front).Body);
            Assert.StartsWith("5 ", HttpCall.Get("/optional?" + query).Send(front).Body);
        }
    }

    [Fact]
    public void Any_text_arrives_as_it_was_sent()
    {
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++)
        {
            string text = RandomText(random);
            string encoded = string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"%{b:X2}"));
            Front front = HttpCall.Fronts[i % HttpCall.Fronts.Length];
            Assert.Equal($"none {text} Green 20 0.5", HttpCall.Get("/optional?text=" + encoded).Send(front).Body);
            Assert.Equal(text, HttpCall.Post("/text", text).Send(front).Body);
            // An HTTP API decodes a slash before the function sees it.
            if (!text.Contains('/') && text.Length > 0)
                Assert.Equal($"order {text}", HttpCall.Get("/orders/" + encoded).Send(front).Body.Replace("old", "order old"));
        }
    }

    [Fact]
    public void Any_bytes_for_an_event_answer_or_fail_and_never_hang()
    {
        var random = new Random(6);
        byte[][] events = [.. HttpCall.Fronts.Select(f => Encoding.UTF8.GetBytes(HttpCall.Post("/orders?x=%41", "{\"id\":\"a\"}").ToEvent(f).ToJsonString()))];
        for (int i = 0; i < 5_000; i++)
        {
            byte[] e = [.. events[i % events.Length]];
            for (int n = random.Next(1, 4); n > 0; n--)
                e[random.Next(e.Length)] = (byte)random.Next(256);
            byte[] cut = random.Next(4) == 0 ? e[..random.Next(e.Length)] : e;
            var answer = new System.Buffers.ArrayBufferWriter<byte>();
            try
            {
                Generated.Lambda_Native_Events_Tests.HttpFunction.Invoke(cut, answer, LambdaContext.Create());
                using var document = JsonDocument.Parse(answer.WrittenMemory);
                Assert.InRange(document.RootElement.GetProperty("statusCode").GetInt32(), 200, 500);
            }
            catch (Exception exception) when (exception.GetType().Name == "HandlerException")
            {
                Assert.Contains(", byte ", exception.Message);
            }
        }
    }

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (int n = random.Next(1, 12); n > 0; n--)
        {
            var rune = new Rune(random.Next(4) switch { 0 => random.Next(0x20), 1 => random.Next(0x80, 0xd800), 2 => random.Next(0x10000, 0x110000), _ => random.Next(0x20, 0x7f) });
            text.Append(rune);
        }
        return text.ToString();
    }
}
