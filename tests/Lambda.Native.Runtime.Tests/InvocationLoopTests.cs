using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lambda.Native.Handlers;

namespace Lambda.Native.Runtime.Tests;

public sealed class InvocationLoopTests
{
    [Fact]
    public void Typed_handlers_read_and_write_JSON()
    {
        var handler = new TypedHandler<Question, Reply>(TestJson.Default.Question, TestJson.Default.Reply, (q, _) => new($"Hello, {q.Name}"));
        Assert.EndsWith("\r\n\r\n{\"message\":\"Hello, World\"}", LoopHarness.Answer(handler, "{\"name\":\"World\"}"));
    }

    [Fact]
    public void A_writer_serves_one_invocation_after_the_other()
    {
        var handler = new TypedHandler<Question, Reply>(TestJson.Default.Question, TestJson.Default.Reply, (q, _) => new(q.Name));
        var harness = new LoopHarness(handler, ScriptedConnection.Of(
            LoopHarness.Event("{\"name\":\"a long first name\"}"), LoopHarness.Accepted, LoopHarness.Event("{\"name\":\"b\"}"), LoopHarness.Accepted));
        Assert.True(harness.Loop.RunOne());
        Assert.True(harness.Loop.RunOne());
        Assert.EndsWith("\r\n\r\n{\"message\":\"b\"}", harness.Connection.Sent[3]);
    }

    [Fact]
    public void Tasks_are_waited_for()
    {
        var typed = new TypedAsyncHandler<Question, Reply>(TestJson.Default.Question, TestJson.Default.Reply, async (q, _) =>
        {
            await Task.Yield();
            return new(q.Name);
        });
        Assert.EndsWith("{\"message\":\"x\"}", LoopHarness.Answer(typed, "{\"name\":\"x\"}"));
        var raw = new RawAsyncHandlerAdapter(async (e, answer, _) =>
        {
            await Task.Yield();
            answer.Write(e.Span);
        });
        Assert.EndsWith("\r\n\r\n[1]", LoopHarness.Answer(raw, "[1]"));
    }

    [Fact]
    public void A_handler_without_an_answer_answers_null()
    {
        Assert.EndsWith("\r\n\r\nnull", LoopHarness.Answer(new TypedActionHandler<Question>(TestJson.Default.Question, (_, _) => { }), "{\"name\":\"x\"}"));
        Assert.EndsWith("\r\n\r\nnull", LoopHarness.Answer(new TypedAsyncActionHandler<Question>(TestJson.Default.Question, (_, _) => Task.CompletedTask), "{\"name\":\"x\"}"));
    }

    [Fact]
    public void An_exception_is_told_to_the_invoker_with_its_stack_and_causes()
    {
        var handler = new RawHandlerAdapter((_, _, _) => throw new InvalidOperationException("no \"stock\"", new TimeoutException("inner")));
        string request = LoopHarness.Answer(handler, "{}");
        Assert.StartsWith("POST /2018-06-01/runtime/invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/error HTTP/1.1\r\n", request);
        Assert.Contains("\r\nLambda-Runtime-Function-Error-Type: Function.InvalidOperationException\r\n", request);
        JsonElement error = JsonDocument.Parse(LoopHarness.Body(request)).RootElement;
        Assert.Equal("no \"stock\"", error.GetProperty("errorMessage").GetString());
        Assert.Equal("InvalidOperationException", error.GetProperty("errorType").GetString());
        Assert.Contains(nameof(An_exception_is_told_to_the_invoker_with_its_stack_and_causes), error.GetProperty("stackTrace")[0].GetString());
        Assert.Equal("inner", error.GetProperty("cause").GetProperty("errorMessage").GetString());
    }

    [Fact]
    public void X_Ray_is_told_of_the_exceptions_on_one_line_of_ASCII()
    {
        var handler = new RawHandlerAdapter((_, _, _) => throw new InvalidOperationException("Grüße\nin two lines", new TimeoutException("inner")));
        string request = LoopHarness.Answer(handler, "{}");
        string line = request.Split("\r\n").Single(l => l.StartsWith("Lambda-Runtime-Function-XRay-Error-Cause: ", StringComparison.Ordinal));
        JsonElement cause = JsonDocument.Parse(line[(line.IndexOf(':') + 1)..]).RootElement;
        JsonElement exceptions = cause.GetProperty("exceptions");
        Assert.Equal(["InvalidOperationException", "TimeoutException"], exceptions.EnumerateArray().Select(e => e.GetProperty("type").GetString()));
        Assert.Equal("Grüße\nin two lines", exceptions[0].GetProperty("message").GetString());
        Assert.Contains(nameof(X_Ray_is_told_of_the_exceptions_on_one_line_of_ASCII), exceptions[0].GetProperty("stack")[0].GetProperty("label").GetString());
        Assert.True(line.All(c => c is >= ' ' and < '\x7f'));
    }

    [Fact]
    public void What_was_written_before_an_exception_is_not_sent()
    {
        var handler = new RawHandlerAdapter((_, answer, _) =>
        {
            answer.Write("half an answer"u8);
            throw new IOException();
        });
        Assert.DoesNotContain("half an answer", LoopHarness.Answer(handler, "{}"));
    }

    [Fact]
    public void The_loop_goes_on_after_an_exception_that_cannot_even_be_described()
    {
        var handler = new RawHandlerAdapter((_, _, _) => throw new HostileException());
        string request = LoopHarness.Answer(handler, "{}");
        Assert.Contains("Function.HostileException", request);
        Assert.Equal("Function.HostileException", JsonDocument.Parse(LoopHarness.Body(request)).RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public void An_error_keeps_its_message_when_its_stack_is_too_long()
    {
        var handler = new RawHandlerAdapter((_, _, _) => throw new LongStackException());
        string body = LoopHarness.Body(LoopHarness.Answer(handler, "{}"));
        Assert.True(body.Length <= 256 << 10);
        Assert.Equal("short", JsonDocument.Parse(body).RootElement.GetProperty("errorMessage").GetString());
    }

    [Theory]
    [InlineData("{\"name\":1}", "$.name")]
    [InlineData("{\"name\":", "Path: $")]
    [InlineData("{\"name\":\"x\"} x", "'x' is invalid")]
    [InlineData("null", "null")]
    [InlineData("", "JSON")]
    public void An_event_that_does_not_fit_is_the_invokers_mistake(string json, string expected)
    {
        var handler = new TypedHandler<Question, Reply>(TestJson.Default.Question, TestJson.Default.Reply, (_, _) => throw new UnreachableException());
        string request = LoopHarness.Answer(handler, json);
        Assert.Contains("\r\nLambda-Runtime-Function-Error-Type: Function.InvalidEvent\r\n", request);
        JsonElement error = JsonDocument.Parse(LoopHarness.Body(request)).RootElement;
        Assert.Equal("Function.InvalidEvent", error.GetProperty("errorType").GetString());
        Assert.Contains(expected, error.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public void Null_is_an_event_where_the_type_has_room_for_it()
    {
        var handler = new TypedHandler<int?, Reply>(TestJson.Default.NullableInt32, TestJson.Default.Reply, (n, _) => new(n is null ? "none" : "one"));
        Assert.EndsWith("{\"message\":\"none\"}", LoopHarness.Answer(handler, "null"));
    }

    [Fact]
    public void An_answer_that_cannot_be_written_is_the_invocations_failure()
    {
        var handler = new TypedHandler<Question, Cycle>(TestJson.Default.Question, TestJson.Default.Cycle, (_, _) =>
        {
            var cycle = new Cycle();
            cycle.Next = cycle;
            return cycle;
        });
        string request = LoopHarness.Answer(handler, "{\"name\":\"x\"}");
        Assert.Contains("/error HTTP/1.1", request);
        Assert.Contains("CurrentDepth (64)", JsonDocument.Parse(LoopHarness.Body(request)).RootElement.GetProperty("errorMessage").GetString());
    }

    [Theory]
    [InlineData(6_291_556, "/response ")]
    [InlineData(6_291_557, "/error ")]
    public void An_answer_larger_than_Lambda_takes_is_refused_before_it_is_sent(int length, string call)
    {
        var handler = new RawHandlerAdapter((_, answer, _) =>
        {
            answer.GetSpan(length)[..length].Fill((byte)'1');
            answer.Advance(length);
        });
        string request = LoopHarness.Answer(handler, "{}");
        Assert.Contains(call, request[..request.IndexOf('\r')]);
        Assert.Equal(call == "/error ", request.Contains("Function.ResponseSizeTooLarge"));
    }

    [Fact]
    public void The_loop_itself_allocates_nothing()
    {
        const int warmUp = 200;
        const int measured = 1000;
        var connection = new RepeatingConnection(ScriptedConnection.Bytes(LoopHarness.Event("{\"name\":\"World\"}")), ScriptedConnection.Bytes(LoopHarness.Accepted));
        Assert.True(Transport.RuntimeApiAddress.TryParse("127.0.0.1:1", out Transport.RuntimeApiAddress? address));
        var handler = new RawHandlerAdapter((e, answer, _) => answer.Write(e));
        var loop = new Lambda.Native.Loop.InvocationLoop(new Api.RuntimeApiClient(address, connection, _ => { }), handler);
        for (int i = 0; i < warmUp; i++)
            Assert.True(loop.RunOne());
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool all = true;
        for (int i = 0; i < measured; i++)
            all &= loop.RunOne();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(all);
    }

    internal sealed record Question([property: JsonRequired] string Name);

    internal sealed record Reply(string Message);

    internal sealed class Cycle
    {
        public Cycle? Next { get; set; }
    }

    private sealed class HostileException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }

    private sealed class LongStackException() : Exception("short")
    {
        public override string StackTrace { get; } = string.Join('\n', Enumerable.Repeat(new string('x', 100), 10_000));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(InvocationLoopTests.Question))]
[JsonSerializable(typeof(InvocationLoopTests.Reply))]
[JsonSerializable(typeof(InvocationLoopTests.Cycle))]
[JsonSerializable(typeof(int?))]
internal sealed partial class TestJson : JsonSerializerContext;
