using Lambda.Native.Handlers;

namespace Lambda.Native.Runtime.Tests;

public sealed class RuntimeApiClientTests
{
    private static readonly RawHandlerAdapter s_echo = new((e, answer, _) =>
    {
        e.CopyTo(answer.GetSpan(e.Length));
        answer.Advance(e.Length);
    });

    private static byte[] Event => ScriptedConnection.Bytes(LoopHarness.Event("{}"));

    private static byte[] Accepted => ScriptedConnection.Bytes(LoopHarness.Accepted);

    private static byte[] Reply(int status, string body = "") => ScriptedConnection.Bytes($"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    [Fact]
    public void Asks_and_answers_as_the_Runtime_API_says()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Event, Accepted]), "http://localhost:9000/.rt/hello");
        Assert.True(harness.Loop.RunOne());
        string version = RuntimeVersion.Text;
        Assert.Equal(
            $"GET /.rt/hello/2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: localhost:9000\r\nUser-Agent: Lambda.Native/{version}\r\n\r\n",
            harness.Connection.Sent[0]);
        Assert.Equal(
            "POST /.rt/hello/2018-06-01/runtime/invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/response HTTP/1.1\r\nHost: localhost:9000\r\n" +
            $"User-Agent: Lambda.Native/{version}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}",
            harness.Connection.Sent[1]);
        Assert.Equal(1, harness.Connection.Opened);
    }

    [Fact]
    public void Echoes_the_id_of_the_attempt_and_only_if_there_is_one()
    {
        Assert.Contains("\r\nLambda-Runtime-Invocation-Id: try=1/a\r\n", LoopHarness.Answer(s_echo, "{}", "lambda-runtime-INVOCATION-ID:  try=1/a \r\n"));
        Assert.DoesNotContain("Lambda-Runtime-Invocation-Id", LoopHarness.Answer(s_echo, "{}", "Lambda-Runtime-Invocation-Id:\r\n"));
    }

    [Fact]
    public void Reconnects_at_once_when_an_idle_connection_was_closed()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Event, Accepted, []], [Event, Accepted]));
        Assert.True(harness.Loop.RunOne());
        Assert.True(harness.Loop.RunOne());
        Assert.Empty(harness.Pauses);
    }

    [Fact]
    public void Waits_longer_between_tries_and_gives_up_in_the_end()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection());
        Assert.False(harness.Loop.RunOne());
        // Each with up to 9 ms of jitter on top.
        Assert.Equal([1, 5, 25, 100, 100], harness.Pauses.Select(pause => pause / 10));
    }

    [Fact]
    public void Goes_on_after_a_refused_next()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Reply(403, "{}"), Reply(404), Event, Accepted]));
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(2, harness.Pauses.Count);
    }

    [Fact]
    public void Asks_for_ever_while_there_is_nothing_to_do()
    {
        byte[][] idle = [.. Enumerable.Repeat(Reply(204), 100)];
        var harness = new LoopHarness(s_echo, new ScriptedConnection([.. idle, Event, Accepted]));
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(100, harness.Pauses.Count);
        Assert.Equal(250, harness.Pauses.Max());
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public void Ends_when_the_server_says_it_is_broken(int status)
    {
        Assert.False(new LoopHarness(s_echo, new ScriptedConnection([Reply(status)])).Loop.RunOne());
        Assert.False(new LoopHarness(s_echo, new ScriptedConnection([Event, Reply(status)])).Loop.RunOne());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(410)]
    [InlineData(413)]
    public void Goes_on_when_an_answer_is_refused(int status)
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Event, Reply(status, "{\"errorType\":\"X\"}"), Event, Accepted]));
        Assert.True(harness.Loop.RunOne());
        Assert.True(harness.Loop.RunOne());
    }

    [Fact]
    public void Judges_a_reply_that_comes_while_the_answer_is_still_being_sent()
    {
        var connection = new ScriptedConnection([Event, Reply(413, "{}")], [Event, Accepted]);
        connection.SendResults[1] = Transport.SendResult.Interrupted;
        var harness = new LoopHarness(s_echo, connection);
        Assert.True(harness.Loop.RunOne());
        // The server still waits for the rest of that request: the connection cannot be used again.
        Assert.False(connection.IsOpen);
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(4, connection.Sent.Count);
    }

    [Fact]
    public void Sends_an_answer_again_when_no_byte_of_a_reply_was_read()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Event, null], [Accepted]));
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(harness.Connection.Sent[1], harness.Connection.Sent[2]);
    }

    [Fact]
    public void A_connection_closed_while_the_handler_ran_is_not_the_one_try_that_may_fail()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Event, []], [null], [Accepted], [null]));
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(4, harness.Connection.Sent.Count);
        Assert.Equal(3, harness.Connection.Opened);
        Assert.Equal(harness.Connection.Sent[1], harness.Connection.Sent[3]);
    }

    [Fact]
    public void Never_sends_an_answer_again_that_may_have_been_taken()
    {
        var harness = new LoopHarness(s_echo, new ScriptedConnection([Event, "HTTP/1.1 20"u8.ToArray(), null], [Event, Accepted]));
        Assert.True(harness.Loop.RunOne());
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(4, harness.Connection.Sent.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lambda-Runtime-Aws-Request-Id: a/b\r\n")]
    [InlineData("Lambda-Runtime-Aws-Request-Id: a b\r\n")]
    [InlineData("Lambda-Runtime-Aws-Request-Id: é\r\n")]
    public void Asks_for_another_event_when_one_cannot_be_answered(string idLine)
    {
        byte[] broken = ScriptedConnection.Bytes($"HTTP/1.1 200 OK\r\n{idLine}Content-Length: 2\r\n\r\n{{}}");
        var survived = new LoopHarness(s_echo, new ScriptedConnection([.. Enumerable.Repeat(broken, 9), Event, Accepted]));
        Assert.True(survived.Loop.RunOne());
        var tooMany = new LoopHarness(s_echo, new ScriptedConnection([.. Enumerable.Repeat(broken, 10)]));
        Assert.False(tooMany.Loop.RunOne());
    }
}
