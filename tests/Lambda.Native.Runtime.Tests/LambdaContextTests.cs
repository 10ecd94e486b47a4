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
        LambdaContext context = LambdaContext.Create("id", "arn", "trace", deadline);
        Assert.Equal(("id", "arn", "trace", deadline), (context.RequestId, context.InvokedFunctionArn, context.TraceId, context.Deadline));
        Assert.Null(LambdaContext.Create().TraceId);
        Assert.Equal(TimeSpan.MaxValue, LambdaContext.Create().RemainingTime);
    }

    private static RawHandlerAdapter Inspecting(Action<LambdaContext> inspect)
    {
        return new RawHandlerAdapter((_, _, context) => inspect(context));
    }
}
