using System.Net;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests;

/// <summary>The Invoke API as an SDK sees it, over a function of its own process.</summary>
public sealed class InvokeEndpointTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _running = shared.Running;

    [Theory]
    [InlineData("hello")]
    [InlineData("function")]
    [InlineData("hello:live")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:hello")]
    [InlineData("123456789012%3Afunction%3Ahello")]
    public async Task Finds_the_function_by_any_of_its_names(string name)
    {
        using HttpResponseMessage answer = await PostAsync("\"1\"", name);
        Assert.Equal("\"1\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal("$LATEST", Header(answer, "X-Amz-Executed-Version"));
    }

    [Fact]
    public async Task Knows_no_other_function()
    {
        using HttpResponseMessage answer = await PostAsync("1", "other");
        Assert.Equal((HttpStatusCode.NotFound, "ResourceNotFoundException"), (answer.StatusCode, Header(answer, "x-amzn-ErrorType")));
        Assert.Contains("Function not found: arn:aws:lambda:us-east-1:123456789012:function:other", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Gives_the_end_of_the_log_to_one_who_asks()
    {
        using HttpResponseMessage answer = await PostAsync("\"log\"", "hello", ("X-Amz-Log-Type", "Tail"));
        string log = Encoding.UTF8.GetString(Convert.FromBase64String(Header(answer, "X-Amz-Log-Result")!));
        Assert.Matches($"^START RequestId: {Header(answer, "X-Amzn-RequestId")} Version: .LATEST\nout\nerr\nEND", log);
        using HttpResponseMessage without = await PostAsync("\"log\"");
        Assert.Null(Header(without, "X-Amz-Log-Result"));
    }

    [Fact]
    public async Task Takes_an_event_without_waiting_for_its_answer()
    {
        using HttpResponseMessage answer = await PostAsync("\"log\"", "hello", ("X-Amz-Invocation-Type", "Event"));
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        await _running.WaitForLogAsync($"END RequestId: {Header(answer, "X-Amzn-RequestId")}");
    }

    [Fact]
    public async Task A_dry_run_does_not_reach_the_function()
    {
        using HttpResponseMessage answer = await PostAsync("\"exit 3\"", "hello", ("X-Amz-Invocation-Type", "DryRun"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.DoesNotContain("last words", _running.Log);
    }

    [Fact]
    public async Task Marks_an_error_of_the_function()
    {
        using HttpResponseMessage answer = await PostAsync("\"fail\"");
        Assert.Equal((HttpStatusCode.OK, "Unhandled", "{\"errorType\":\"Oops\"}"), (answer.StatusCode, Header(answer, "X-Amz-Function-Error"), await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Has_an_empty_object_for_no_event()
    {
        using HttpResponseMessage answer = await PostAsync("");
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("not JSON")]
    [InlineData("1 2")]
    public async Task Refuses_what_is_not_JSON(string text)
    {
        using HttpResponseMessage answer = await PostAsync(text);
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidRequestContentException"), (answer.StatusCode, Header(answer, "x-amzn-ErrorType")));
        Assert.StartsWith("Could not parse request body into json: ", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("RequestResponse", 6 << 20)]
    [InlineData("Event", 1 << 20)]
    public async Task Refuses_an_event_that_is_too_large(string type, int most)
    {
        using HttpResponseMessage taken = await PostAsync($"\"{new string('1', most - 2)}\"", "hello", ("X-Amz-Invocation-Type", type));
        Assert.True(taken.IsSuccessStatusCode);
        using HttpResponseMessage refused = await PostAsync($"\"{new string('1', most - 1)}\"", "hello", ("X-Amz-Invocation-Type", type));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "RequestTooLargeException"), (refused.StatusCode, Header(refused, "x-amzn-ErrorType")));
    }

    [Theory]
    [InlineData("X-Amz-Invocation-Type", "Later", "InvalidParameterValueException")]
    [InlineData("X-Amz-Client-Context", "{}", "InvalidRequestContentException")]
    [InlineData("X-Amz-Client-Context", "bm8=", "InvalidRequestContentException")]
    public async Task Refuses_a_header_that_means_nothing(string name, string value, string type)
    {
        using HttpResponseMessage answer = await PostAsync("1", "hello", (name, value));
        Assert.Equal((HttpStatusCode.BadRequest, type), (answer.StatusCode, Header(answer, "x-amzn-ErrorType")));
    }

    [Fact]
    public async Task Decodes_the_client_context()
    {
        string context = Convert.ToBase64String("{\"custom\":\n{\"a\":\"ä\"}}"u8);
        using HttpResponseMessage answer = await PostAsync("\"headers\"", "hello", ("X-Amz-Client-Context", context));
        Dictionary<string, string> headers = JsonSerializer.Deserialize<Dictionary<string, string>>(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("{\"custom\":{\"a\":\"\\u00E4\"}}", headers["Lambda-Runtime-Client-Context"]);
    }

    [Theory]
    [InlineData("stream", "PayloadChunk:one,two,three", "InvokeComplete:{}")]
    [InlineData("stream fails", "PayloadChunk:one,", "InvokeComplete:{\"ErrorCode\":\"Function.Half\",\"ErrorDetails\":\"{\\u0022errorType\\u0022:\\u0022Function.Half\\u0022}\"}")]
    [InlineData("fail", "InvokeComplete:{\"ErrorCode\":\"Oops\",\"ErrorDetails\":\"{\\u0022errorType\\u0022:\\u0022Oops\\u0022}\"}")]
    [InlineData("1", "PayloadChunk:\"1\"", "InvokeComplete:{}")]
    public async Task Streams_the_answer_as_events(string word, params string[] messages)
    {
        using HttpResponseMessage answer = await _running.Http.PostAsync("2021-11-15/functions/hello/response-streaming-invocations", new StringContent($"\"{word}\""));
        Assert.Equal("application/vnd.amazon.eventstream", answer.Content.Headers.ContentType?.ToString());
        List<string> read = EventStreamReader.Read(await answer.Content.ReadAsByteArrayAsync());
        // Where the chunks are cut is the network's business.
        string payload = string.Concat(read.Where(message => message.StartsWith("PayloadChunk:", StringComparison.Ordinal)).Select(message => message["PayloadChunk:".Length..]));
        IEnumerable<string> joined = (payload.Length > 0 ? new[] { "PayloadChunk:" + payload } : []).Append(read[^1]);
        Assert.Equal(messages, joined);
    }

    private async Task<HttpResponseMessage> PostAsync(string lambdaEvent, string name = "hello", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2015-03-31/functions/{name}/invocations") { Content = new StringContent(lambdaEvent) };
        foreach ((string header, string value) in headers)
            request.Headers.Add(header, value);
        return await _running.Http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage message, string name) => message.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
