namespace Lambda.Native.Events.Tests;

public sealed class HttpResultTests
{
    [Fact]
    public void One_result_answers_every_front()
    {
        HttpResult Make() => Http.Ok("Hello").AddHeader("x-a", "1").AddHeader("X-A", "2").AddCookie("a=1; Secure").AddHeader("Set-Cookie", "b=2");
        HttpApiResponse http = Make();
        FunctionUrlResponse url = Make();
        RestApiResponse rest = Make();
        AlbResponse alb = Make();
        WebSocketResponse socket = Make();

        Assert.Equal((200, "Hello", false), (http.StatusCode, http.Body, http.IsBase64Encoded));
        Assert.Equal(["a=1; Secure", "b=2"], http.Cookies);
        Assert.Equal("1,2", http.Headers!["x-a"]);
        Assert.Equal("text/plain; charset=utf-8", http.Headers["content-type"]);
        Assert.Equal(["a=1; Secure", "b=2"], url.Cookies);
        Assert.Equal(["a=1; Secure", "b=2"], rest.MultiValueHeaders!["set-cookie"]);
        Assert.Equal("1,2", rest.Headers!["x-a"]);
        Assert.Equal("200 OK", alb.StatusDescription);
        Assert.Equal(["1", "2"], alb.MultiValueHeaders!["x-a"]);
        Assert.Equal(["a=1; Secure", "b=2"], alb.MultiValueHeaders["set-cookie"]);
        Assert.Equal(["a=1; Secure", "b=2"], alb.Headers!.Where(h => h.Key.Equals("set-cookie", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value));
        Assert.Equal("1,2", socket.Headers!["x-a"]);
    }

    [Fact]
    public void A_load_balancer_without_multiple_values_gets_every_cookie()
    {
        HttpResult result = Http.Ok();
        for (int i = 0; i < 512; i++)
            result.AddCookie($"c{i}=1");
        AlbResponse answer = result;
        Assert.Equal(512, answer.Headers!.Count);
        Assert.All(answer.Headers.Keys, name => Assert.Equal("set-cookie", name.ToLowerInvariant()));
    }

    [Fact]
    public void A_status_without_a_body_has_no_body_and_no_type()
    {
        HttpApiResponse answer = Http.NoContent();
        Assert.Equal((204, null, null, null), (answer.StatusCode, answer.Body, answer.Headers, answer.Cookies));
        Assert.Equal((404, "Not Found"), (Http.NotFound().StatusCode, Http.NotFound().Body));
        Assert.Equal((401, "Bearer"), (Http.Unauthorized("Bearer").StatusCode, Http.Unauthorized("Bearer").ToHttpApiResponse().Headers!["WWW-Authenticate"]));
        Assert.Equal("299 Status", Http.Status(299).ToAlbResponse().StatusDescription);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json; charset=UTF-8")]
    [InlineData("text/csv;header=present")]
    [InlineData("IMAGE/SVG+XML")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/html; Charset=\"utf-8\"")]
    public void Text_travels_as_text(string contentType)
    {
        HttpApiResponse answer = Http.Bytes("é\"\n"u8, contentType);
        Assert.Equal(("é\"\n", false, contentType), (answer.Body, answer.IsBase64Encoded, answer.Headers!["content-type"]));
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    [InlineData("application/jsonp")]
    [InlineData("text/html; charset=iso-8859-1")]
    [InlineData("")]
    public void Other_types_travel_as_base64(string contentType)
    {
        HttpApiResponse answer = Http.Bytes("abc"u8, contentType, 201);
        Assert.Equal((201, "YWJj", true), (answer.StatusCode, answer.Body, answer.IsBase64Encoded));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_arrive_as_they_are_whatever_their_type_says()
    {
        byte[] gzip = [0x1f, 0x8b, 0x08, 0xff];
        HttpApiResponse answer = Http.Bytes(gzip, "application/json").AddHeader("content-encoding", "gzip");
        Assert.Equal(gzip, Convert.FromBase64String(answer.Body!));
        Assert.True(answer.IsBase64Encoded);
    }

    [Fact]
    public void JSON_is_written_by_its_type_or_taken_as_it_is()
    {
        Assert.Equal("{\"instance-id\":\"i-1\",\"state\":\"up\"}", Http.Ok(new Sample.InstanceState { State = "up", InstanceId = "i-1" }, Json.Type<Sample.InstanceState>()).Body);
        Assert.Equal("{\"a\":1}", Http.Json("{\"a\":1}"u8, 202).Body);
        Assert.Equal("application/json", Http.Json("1"u8).ToRestApiResponse().Headers!["content-type"]);
    }

    [Theory]
    [InlineData(false, false, 302)]
    [InlineData(true, false, 301)]
    [InlineData(false, true, 307)]
    [InlineData(true, true, 308)]
    public void Redirects(bool permanent, bool keepMethod, int status)
    {
        HttpApiResponse answer = Http.Redirect("/a b/ü?q=%20", permanent, keepMethod);
        Assert.Equal((status, "/a%20b/%C3%BC?q=%20"), (answer.StatusCode, answer.Headers!["location"]));
    }

    [Theory]
    [InlineData("/a\r\nSet-Cookie: admin=1")]
    [InlineData("/a\nb")]
    [InlineData("/a\0")]
    public void No_value_can_begin_another_header(string value)
    {
        Assert.Throws<ArgumentException>(() => Http.Redirect(value));
        Assert.Throws<ArgumentException>(() => Http.Ok().AddHeader("x", value));
        Assert.Throws<ArgumentException>(() => Http.Ok().AddCookie(value));
        Assert.Throws<ArgumentException>(() => Http.Text("", contentType: value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("é")]
    [InlineData("a\n")]
    public void A_name_is_one_of_HTTP(string name) => Assert.Throws<ArgumentException>(() => Http.Ok().AddHeader(name, "1"));

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(600)]
    public void A_status_is_one_of_HTTP(int status) => Assert.Throws<ArgumentOutOfRangeException>(() => Http.Status(status));
}
