using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests;

/// <summary>What a runtime gets that does what it should not, from inside one.</summary>
public sealed class RuntimeApiTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _running = shared.Running;

    [Fact]
    public async Task Hands_over_all_that_belongs_to_an_event()
    {
        var options = new InvocationOptions
        {
            TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
            ClientContext = "{\"custom\":{\"a\":\"1\"}}",
            CognitoIdentity = "{\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}",
            TenantId = "blue",
            Qualifier = "live",
        };
        Dictionary<string, string> headers = JsonSerializer.Deserialize<Dictionary<string, string>>(await _running.PayloadAsync("headers", options))!;
        Assert.Equal(options.TraceId, headers["Lambda-Runtime-Trace-Id"]);
        Assert.Equal(options.ClientContext, headers["Lambda-Runtime-Client-Context"]);
        Assert.Equal(options.CognitoIdentity, headers["Lambda-Runtime-Cognito-Identity"]);
        Assert.Equal("blue", headers["Lambda-Runtime-Aws-Tenant-Id"]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:hello:live", headers["Lambda-Runtime-Invoked-Function-Arn"]);
        Assert.Equal("application/json", headers["Content-Type"]);
        Assert.NotEmpty(headers["Lambda-Runtime-Invocation-Id"]);
        DateTimeOffset deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(headers["Lambda-Runtime-Deadline-Ms"], CultureInfo.InvariantCulture));
        Assert.InRange(deadline - DateTimeOffset.UtcNow, TimeSpan.Zero, TimeSpan.FromMinutes(2));

        headers = JsonSerializer.Deserialize<Dictionary<string, string>>(await _running.PayloadAsync("headers"))!;
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", headers["Lambda-Runtime-Trace-Id"]);
        Assert.DoesNotContain("Lambda-Runtime-Client-Context", headers.Keys);
        Assert.DoesNotContain("Lambda-Runtime-Aws-Tenant-Id", headers.Keys);
    }

    [Theory]
    [InlineData("unknown id", "400")]
    [InlineData("mode", "400")]
    [InlineData("malformed", "\"HTTP/1.1 400 Bad Request\"")]
    [InlineData("next again", "true")]
    public async Task Refuses_and_lives_on(string word, string told)
    {
        Assert.Equal(told, await _running.PayloadAsync(word));
        Assert.Equal("\"1\"", await _running.PayloadAsync("1"));
    }

    [Fact]
    public async Task A_truncated_answer_is_none_and_may_be_sent_again()
    {
        InvocationResult result = await _running.InvokeAsync("truncated");
        Assert.Null(result.FunctionError);
        Assert.DoesNotContain("short", Encoding.UTF8.GetString(result.Payload.Span));
    }

    [Fact]
    public async Task Takes_the_first_of_two_answers()
    {
        Assert.Equal("\"first\"", await _running.PayloadAsync("answer twice"));
        await _running.WaitForLogAsync("202 403");
    }

    [Fact]
    public async Task Refuses_an_error_of_the_initialisation_after_it()
    {
        string told = JsonSerializer.Deserialize<string>(await _running.PayloadAsync("init error late"))!;
        Assert.Equal("403 {\"errorMessage\":\"State transition from Ready to InitError failed for runtime. Error: State transition is not allowed\",\"errorType\":\"InvalidStateTransition\"}\n", told);
    }

    [Fact]
    public async Task Tells_both_sides_of_an_answer_that_is_too_large()
    {
        InvocationResult result = await _running.InvokeAsync("too large");
        Assert.Equal("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\"}", Encoding.UTF8.GetString(result.Payload.Span));
        Assert.Contains("large: 413", _running.Log);
        Assert.Equal("\"1\"", await _running.PayloadAsync("1"));
    }

    [Fact]
    public async Task Gathers_a_streamed_answer()
    {
        InvocationResult result = await _running.InvokeAsync("stream");
        Assert.Equal(("one,two,three", "text/csv", null), (Encoding.UTF8.GetString(result.Payload.Span), result.ContentType, result.FunctionError));
    }

    [Theory]
    [InlineData("stream fails", "{\"errorType\":\"Function.Half\"}")]
    [InlineData("stream breaks", "{\"errorType\":\"Runtime.TruncatedResponse\",\"errorMessage\":\"The response stream ended before its time.\"}")]
    public async Task Tells_of_an_error_in_mid_stream(string word, string error)
    {
        InvocationStream stream = await _running.Emulator.Function.InvokeStreamingAsync(Encoding.UTF8.GetBytes($"\"{word}\""), InvocationOptions.Default, CancellationToken.None);
        Assert.Equal("one,", await new StreamReader(stream.Body.AsStream()).ReadToEndAsync());
        InvocationResult end = await stream.End;
        Assert.Equal(("Unhandled", error), (end.FunctionError, Encoding.UTF8.GetString(end.Payload.Span)));
        Assert.Equal("\"1\"", await _running.PayloadAsync("1"));
    }
}
