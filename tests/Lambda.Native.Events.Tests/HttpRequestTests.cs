using System.Text.Json;

namespace Lambda.Native.Events.Tests;

public sealed class HttpRequestTests
{
    [Theory]
    [InlineData("header2")]
    [InlineData("HEADER2")]
    public void A_header_is_found_in_any_case(string name)
    {
        Assert.Equal("value1,value2", Sample.Read<HttpApiRequest>("apigateway-http-request").Header(name));
        Assert.Equal("value1,value2", Sample.Read<FunctionUrlRequest>("functionurl-request").Header(name));
        Assert.Equal("value1,value2", Sample.Read<RestApiRequest>("apigateway-rest-request-1.0").Header(name));
        Assert.Equal("value2", Sample.Read<HttpAuthorizerRequest>("authorizer-http-request").Header(name));
    }

    [Fact]
    public void A_header_of_a_load_balancer_is_found_with_single_and_multiple_values()
    {
        Assert.Equal("gzip", Sample.Read<AlbRequest>("alb-request").Header("Accept-Encoding"));
        Assert.Equal("text/html,application/xml", Sample.Read<AlbRequest>("alb-request-multi-value").Header("Accept"));
        Assert.Equal("13", Sample.Read<WebSocketRequest>("apigateway-websocket-connect").Header("sec-websocket-version"));
        Assert.Equal("headerValue1", Sample.Read<RestAuthorizerRequest>("authorizer-rest-request").Header("headerauth1"));
    }

    [Theory]
    [InlineData("parameter1", "value1", "value2")]
    [InlineData("parameter2", "value")]
    [InlineData("Parameter1")]
    public void A_query_gives_all_values_of_a_name(string name, params string[] values)
    {
        Assert.Equal(values, Sample.Read<HttpApiRequest>("apigateway-http-request").QueryValues(name));
        Assert.Equal(values, Sample.Read<FunctionUrlRequest>("functionurl-request").QueryValues(name));
        Assert.Equal(values, Sample.Read<RestApiRequest>("apigateway-rest-request-1.0").QueryValues(name));
        Assert.Equal(values, Sample.Read<HttpAuthorizerRequest>("authorizer-http-request").QueryValues(name));
        Assert.Equal(values.FirstOrDefault(), Sample.Read<HttpApiRequest>("apigateway-http-request").Query(name));
    }

    [Theory]
    [InlineData("a=1,2&a=3", "a", "1,2", "3")]
    [InlineData("?a=1", "a", "1")]
    [InlineData("a=b%20c+d", "a", "b c d")]
    [InlineData("%61=1", "a", "1")]
    [InlineData("a", "a", "")]
    [InlineData("a=&a=x=y", "a", "", "x=y")]
    [InlineData("&&=1&a=1", "a", "1")]
    [InlineData("a=%zz%2", "a", "%zz%2")]
    [InlineData("a=%ff", "a", "%FF")]
    [InlineData("=1", "", "1")]
    public void A_raw_query_is_decoded_as_far_as_it_can_be(string query, string name, params string[] values) =>
        Assert.Equal(values, new HttpApiRequest { RawQueryString = query }.QueryValues(name), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void A_query_of_a_load_balancer_is_decoded()
    {
        var single = new AlbRequest { QueryStringParameters = new() { ["a%20b"] = "1+2%263" } };
        var multiple = new AlbRequest { MultiValueQueryStringParameters = new() { ["a"] = ["%31", "2"], ["b"] = null! } };
        Assert.Equal("1 2&3", single.Query("a b"));
        Assert.Equal(["1", "2"], multiple.QueryValues("a"));
        Assert.Null(multiple.Query("b"));
    }

    [Fact]
    public void A_request_that_a_test_makes_needs_no_raw_query() =>
        Assert.Equal("1", new HttpApiRequest { QueryStringParameters = new() { ["a"] = "1" } }.Query("a"));

    [Fact]
    public void Cookies_come_as_a_list_or_as_a_header()
    {
        var list = new HttpApiRequest { Cookies = ["a=1", "session=x=y; b=2", null!] };
        Assert.Equal(("1", "x=y", "2", null), (list.Cookie("a"), list.Cookie("session"), list.Cookie("b"), list.Cookie("A")));
        Assert.Equal("value2", Sample.Read<AlbRequest>("alb-request-multi-value").Cookie("name2"));
        var rest = new RestApiRequest { MultiValueHeaders = new() { ["cookie"] = ["a=1", "b = 2 ; c"] } };
        Assert.Equal(("1", "2", null), (rest.Cookie("a"), rest.Cookie("b"), rest.Cookie("c")));
    }

    [Fact]
    public void Nothing_there_is_null_or_empty()
    {
        var http = new HttpApiRequest();
        var rest = new RestApiRequest();
        var alb = new AlbRequest();
        Assert.Equal((null, null, null, ""), (http.Header("a"), http.Query("a"), http.Cookie("a"), http.BodyText()));
        Assert.Equal((null, null, null, ""), (rest.Header("a"), rest.Query("a"), rest.Cookie("a"), rest.BodyText()));
        Assert.Equal((null, null, null, ""), (alb.Header("a"), alb.Query("a"), alb.Cookie("a"), alb.BodyText()));
        Assert.Empty(http.BodyBytes());
        Assert.Throws<JsonException>(() => http.ReadBody(Json.Type<Sample.InstanceState>()));
    }

    [Fact]
    public void A_request_with_nulls_everywhere_is_one_with_nothing_there()
    {
        const string Nulls = """{"headers":null,"multiValueHeaders":{"a":null,"b":[]},"queryStringParameters":null,"multiValueQueryStringParameters":null,"body":null}""";
        RestApiRequest request = JsonSerializer.Deserialize<RestApiRequest>(Nulls, JsonSerializerOptions.Web)!;
        Assert.Equal((null, null, null, null), (request.Header("a"), request.Header("b"), request.Query("a"), request.Cookie("a")));
        HttpApiRequest http = JsonSerializer.Deserialize<HttpApiRequest>("""{"headers":null,"requestContext":null,"cookies":null}""", JsonSerializerOptions.Web)!;
        Assert.Equal((null, "", null), (http.Header("a"), http.RequestContext.Http.Method, http.Cookie("a")));
    }

    [Theory]
    [InlineData("{\"state\":\"up\"}", false)]
    [InlineData("eyJzdGF0ZSI6InVwIn0=", true)]
    public void A_body_is_read_as_it_comes(string body, bool isBase64Encoded)
    {
        var request = new FunctionUrlRequest { Body = body, IsBase64Encoded = isBase64Encoded };
        Assert.Equal("up", request.ReadBody(Json.Type<Sample.InstanceState>()).State);
        Assert.Equal("{\"state\":\"up\"}", request.BodyText());
        Assert.Equal("{\"state\":\"up\"}"u8.ToArray(), request.BodyBytes());
    }

    [Fact]
    public void A_body_that_is_not_what_it_says_is_an_error()
    {
        var request = new AlbRequest { Body = "not base64!", IsBase64Encoded = true };
        Assert.Contains("base64", Assert.Throws<FormatException>(() => request.BodyText()).Message);
        Assert.Throws<FormatException>(() => request.ReadBody(Json.Type<Sample.InstanceState>()));
        Assert.Throws<JsonException>(() => new AlbRequest { Body = "null" }.ReadBody(Json.Type<Sample.InstanceState>()));
        Assert.Throws<JsonException>(() => new AlbRequest { Body = "{" }.ReadBody(Json.Type<Sample.InstanceState>()));
    }
}
