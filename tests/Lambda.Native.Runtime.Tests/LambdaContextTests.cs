using Lambda.Native.Handlers;

namespace Lambda.Native.Runtime.Tests;

public sealed class LambdaContextTests
{
    private const string Headers = "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:x\r\nLAMBDA-RUNTIME-TRACE-ID: Root=1-5;Parent=2;Sampled=1\r\n";

    [Fact]
    public void Shows_what_the_server_says()
    {
        LoopHarness.Answer(Inspecting(context =>
        {
            Assert.Equal("8476a536-e9f4-11e8-9739-2dfe598c3fcd", context.RequestId);
            Assert.Equal("arn:aws:lambda:x", context.InvokedFunctionArn);
            Assert.Equal("Root=1-5;Parent=2;Sampled=1", context.TraceId);
            Assert.Equal(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), context.Deadline);
            Assert.InRange(context.RemainingTime, TimeSpan.FromDays(365), TimeSpan.FromDays(100 * 366));
        }), "{}", Headers);
    }

    [Fact]
    public void Shows_tenant_and_caller_parsed_when_asked_for()
    {
        const string headers = "Lambda-Runtime-Aws-Tenant-Id: blue\r\nLambda-Runtime-Client-Context: {\"client\":{\"app_title\":\"x\"}}\r\n" +
            "Lambda-Runtime-Cognito-Identity: {\"cognitoIdentityId\":\"i\",\"more\":[1],\"cognitoIdentityPoolId\":\"p\"}\r\n";
        LoopHarness.Answer(Inspecting(context =>
        {
            Assert.Equal("blue", context.TenantId);
            Assert.Equal("x", context.ClientContext!.Value.GetProperty("client").GetProperty("app_title").GetString());
            Assert.Equal("{\"client\":{\"app_title\":\"x\"}}"u8.ToArray(), context.ClientContextBytes.ToArray());
            Assert.Equal(new LambdaCognitoIdentity("i", "p"), context.CognitoIdentity);
            Assert.NotEmpty(context.CognitoIdentityBytes.ToArray());
        }), "{}", headers);
        LoopHarness.Answer(Inspecting(context =>
        {
            Assert.Null(context.TenantId);
            Assert.Null(context.ClientContext);
            Assert.Null(context.CognitoIdentity);
        }), "{}", "Lambda-Runtime-Client-Context:\r\nLambda-Runtime-Cognito-Identity: \r\n");
    }

    [Fact]
    public void Takes_the_client_context_in_base64_and_makes_malformed_ones_the_propertys_error()
    {
        LoopHarness.Answer(Inspecting(context => Assert.Equal(1, context.ClientContext!.Value.GetProperty("a").GetInt32())), "{}",
            $"Lambda-Runtime-Client-Context: {Convert.ToBase64String("{\"a\":1}"u8)}\r\n");
        string answer = LoopHarness.Answer(Inspecting(context =>
        {
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => context.ClientContext);
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => context.CognitoIdentity);
        }), "{}", "Lambda-Runtime-Client-Context: {oops\r\nLambda-Runtime-Cognito-Identity: [1]\r\n");
        Assert.Contains("/response HTTP/1.1", answer);
    }

    [Fact]
    public void Cancels_before_the_deadline()
    {
        bool cancelled = false;
        string passed = "Lambda-Runtime-Deadline-Ms: 1600000000000\r\n";
        string reply = $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\n{passed}Content-Length: 2\r\n\r\n{{}}";
        var handler = Inspecting(context =>
        {
            Assert.InRange(context.RemainingTime, TimeSpan.MinValue, TimeSpan.Zero);
            cancelled = context.CancellationToken.IsCancellationRequested;
            context.CancellationToken.ThrowIfCancellationRequested();
        });
        var harness = new LoopHarness(handler, ScriptedConnection.Of(reply, LoopHarness.Accepted));
        Assert.True(harness.Loop.RunOne());
        Assert.True(cancelled);
        Assert.Contains("Lambda-Runtime-Function-Error-Type: Function.DeadlineExceeded\r\n", harness.Connection.Sent[1]);
    }

    [Fact]
    public async Task Cancels_by_a_timer_that_ends_with_the_invocation()
    {
        long deadline = DateTimeOffset.UtcNow.AddMilliseconds(400).ToUnixTimeMilliseconds();
        string reply = $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nLambda-Runtime-Deadline-Ms: {deadline}\r\nContent-Length: 2\r\n\r\n{{}}";
        var handler = new RawAsyncHandlerAdapter(async (_, _, context) => await Task.Delay(Timeout.Infinite, context.CancellationToken));
        var harness = new LoopHarness(handler, ScriptedConnection.Of(reply, LoopHarness.Accepted));
        Assert.True(await Task.Run(harness.Loop.RunOne));
        Assert.Contains("Function.DeadlineExceeded", harness.Connection.Sent[1]);
    }

    [Fact]
    public void Another_cancellation_is_not_the_deadlines()
    {
        var handler = Inspecting(context =>
        {
            _ = context.CancellationToken;
            throw new OperationCanceledException(new CancellationToken(canceled: true));
        });
        Assert.Contains("Function.OperationCanceledException", LoopHarness.Answer(handler, "{}"));
    }

    [Theory]
    [InlineData("Lambda-Runtime-Deadline-Ms: 600000\r\n")]
    [InlineData("Lambda-Runtime-Deadline-Ms: soon\r\n")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 99999999999999999999\r\n")]
    [InlineData("Lambda-Runtime-Deadline-Ms: 9999999999999999\r\n")]
    [InlineData("Lambda-Runtime-Deadline-Ms:\r\nLambda-Runtime-Trace-Id:\r\n")]
    public void Treats_absurd_deadlines_and_empty_headers_as_absent(string headers)
    {
        DateTimeOffset deadline = default;
        TimeSpan remaining = default;
        string? traceId = "";
        var handler = Inspecting(context => (deadline, remaining, traceId) = (context.Deadline, context.RemainingTime, context.TraceId));
        string reply = $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\n{headers}Content-Length: 2\r\n\r\n{{}}";
        Assert.True(new LoopHarness(handler, ScriptedConnection.Of(reply, LoopHarness.Accepted)).Loop.RunOne());
        Assert.Equal((DateTimeOffset.MaxValue, TimeSpan.MaxValue, null), (deadline, remaining, traceId));
    }

    [Fact]
    public void Throws_when_the_invocation_is_over_instead_of_showing_the_next_one()
    {
        LambdaContext kept = default;
        LoopHarness.Answer(Inspecting(context => kept = context), "{}", Headers);
        Assert.Throws<InvalidOperationException>(() => kept.RequestId);
        Assert.Throws<InvalidOperationException>(() => kept.InvokedFunctionArn);
        Assert.Throws<InvalidOperationException>(() => kept.TraceId);
        Assert.Throws<InvalidOperationException>(() => kept.Deadline);
        Assert.Throws<InvalidOperationException>(() => kept.RemainingTime);
        Assert.Throws<InvalidOperationException>(() => default(LambdaContext).RequestId);
    }

    [Fact]
    public void Can_be_made_for_a_test()
    {
        DateTimeOffset deadline = DateTimeOffset.UnixEpoch.AddDays(20_000);
        LambdaContext context = LambdaContext.Create("id", "arn", "trace", "tenant", deadline);
        Assert.Equal(("id", "arn", "trace", "tenant", deadline), (context.RequestId, context.InvokedFunctionArn, context.TraceId, context.TenantId, context.Deadline));
        Assert.Null(LambdaContext.Create().TraceId);
        Assert.Equal(TimeSpan.MaxValue, LambdaContext.Create().RemainingTime);
    }

    private static RawHandlerAdapter Inspecting(Action<LambdaContext> inspect)
    {
        return new RawHandlerAdapter((_, _, context) => inspect(context));
    }
}
