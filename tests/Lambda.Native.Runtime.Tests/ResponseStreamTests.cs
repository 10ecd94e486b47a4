using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Lambda.Native.Handlers;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

public sealed class ResponseStreamTests
{
    private const string Head = "POST /2018-06-01/runtime/invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/response HTTP/1.1\r\n";

    [Fact]
    public void A_short_answer_is_one_chunk()
    {
        string request = Stream(async (e, answer, _) => await answer.WriteAsync(e));
        Assert.StartsWith(Head, request);
        Assert.Contains("\r\nLambda-Runtime-Function-Response-Mode: streaming\r\n", request);
        Assert.Contains("\r\nTrailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n", request);
        Assert.Contains("\r\nContent-Type: application/octet-stream\r\n", request);
        Assert.Contains("\r\nTransfer-Encoding: chunked\r\n", request);
        Assert.EndsWith("\r\n\r\n2\r\n{}\r\n0\r\n\r\n", request);
    }

    [Fact]
    public void Nothing_written_is_an_empty_answer() => Assert.EndsWith("\r\n\r\n0\r\n\r\n", Stream((_, _, _) => Task.CompletedTask));

    [Fact]
    public void Nothing_is_sent_before_a_flush_or_16_KiB()
    {
        bool begunEarly = true, begunByFlush = false, begunBySize = false;
        Stream((_, answer, _) =>
        {
            answer.Write(new byte[16_383]);
            begunEarly = answer.HasBegun;
            answer.Flush();
            begunByFlush = answer.HasBegun;
            return Task.CompletedTask;
        });
        Stream((_, answer, _) =>
        {
            answer.GetSpan(16_384)[..16_384].Clear();
            answer.Advance(16_384);
            begunBySize = answer.HasBegun;
            return Task.CompletedTask;
        });
        Assert.False(begunEarly);
        Assert.True(begunByFlush && begunBySize);
    }

    [Fact]
    public void A_large_answer_arrives_whole_without_a_large_buffer()
    {
        byte[] part = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => (char)('a' + i % 26))));
        string request = Stream((_, answer, _) =>
        {
            for (int i = 0; i < 50; i++)
                answer.Write(part);
            answer.Write([.. part, .. part]);
            return Task.CompletedTask;
        });
        string expected = string.Concat(Enumerable.Repeat(Encoding.ASCII.GetString(part), 52));
        Assert.Equal(expected, Dechunk(request));
    }

    [Fact]
    public void An_exception_before_the_first_byte_is_an_ordinary_error()
    {
        string request = Stream((_, answer, _) =>
        {
            answer.Write("half"u8);
            throw new InvalidOperationException("early");
        });
        Assert.Contains("/error HTTP/1.1", request);
        Assert.DoesNotContain("half", request);
    }

    [Fact]
    public void An_exception_afterwards_ends_the_answer_with_error_trailers()
    {
        string request = Stream((_, answer, _) =>
        {
            answer.Write("first"u8);
            answer.Flush();
            answer.Write("second"u8);
            throw new InvalidOperationException("two\nlines");
        });
        Assert.Contains("\r\n5\r\nfirst\r\n6\r\nsecond\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.InvalidOperationException\r\n", request);
        string body = request[(request.IndexOf("Error-Body: ", StringComparison.Ordinal) + 12)..];
        Assert.EndsWith("\r\n\r\n", body);
        JsonElement error = JsonDocument.Parse(Convert.FromBase64String(body.TrimEnd())).RootElement;
        Assert.Equal("two\nlines", error.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public void A_cancelled_answer_is_no_success()
    {
        string request = Stream((_, answer, _) =>
        {
            answer.Write("x"u8);
            answer.Flush();
            throw new OperationCanceledException();
        });
        Assert.Contains("\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.OperationCanceledException\r\n", request);
    }

    [Fact]
    public void A_prelude_says_status_headers_and_cookies_in_front_of_the_body()
    {
        string request = Stream((_, answer, _) =>
        {
            answer.Prelude = new HttpPrelude { StatusCode = 201, Headers = { ["Content-Type"] = "text/\"plain\"" }, Cookies = { "a=1", "b=2" } };
            answer.Write("body"u8);
            return Task.CompletedTask;
        });
        Assert.Contains("\r\nContent-Type: application/vnd.awslambda.http-integration-response\r\n", request);
        string[] parts = Dechunk(request).Split("\0\0\0\0\0\0\0\0");
        Assert.Equal("{\"statusCode\":201,\"headers\":{\"Content-Type\":\"text/\\\"plain\\\"\"},\"cookies\":[\"a=1\",\"b=2\"]}", parts[0]);
        Assert.Equal("body", parts[1]);
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: evil")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void A_header_that_would_break_out_is_refused(string value)
    {
        Assert.Contains("Function.ArgumentException", Stream((_, answer, _) =>
        {
            Assert.Throws<ArgumentException>(() => answer.ContentType = value);
            answer.Prelude = new HttpPrelude { Headers = { ["X"] = value } };
            answer.Flush();
            return Task.CompletedTask;
        }));
    }

    [Fact]
    public void After_the_beginning_the_head_is_fixed_and_after_the_end_nothing_can_be_written()
    {
        ResponseStream? kept = null;
        Stream((_, answer, _) =>
        {
            kept = answer;
            answer.Flush();
            Assert.Throws<InvalidOperationException>(() => answer.ContentType = "text/plain");
            Assert.Throws<InvalidOperationException>(() => answer.Prelude = new HttpPrelude());
            return Task.CompletedTask;
        });
        Assert.Throws<ObjectDisposedException>(() => kept!.Write("late"u8));
        Assert.Throws<ObjectDisposedException>(() => kept!.Flush());
        Assert.Throws<ObjectDisposedException>(() => kept!.GetSpan());
    }

    [Fact]
    public void A_stream_that_was_disposed_is_never_a_success()
    {
        string begun = Stream((_, answer, _) =>
        {
            using (var gzip = new GZipStream(answer, CompressionLevel.Fastest))
            {
                gzip.Write("compressed"u8);
                gzip.Flush();
            }
            Assert.Throws<ObjectDisposedException>(() => answer.WriteByte(1));
            return Task.CompletedTask;
        });
        Assert.Contains("\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.StreamDisposed\r\n", begun);
        string notBegun = Stream((_, answer, _) => answer.DisposeAsync().AsTask());
        Assert.Contains("/error HTTP/1.1\r\n", notBegun);
        Assert.Contains("leaveOpen: true", notBegun);
        string failed = Stream((_, answer, _) =>
        {
            using var writer = new StreamWriter(answer);
            writer.Write("begun");
            writer.Flush();
            throw new IOException();
        });
        Assert.Contains("\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.IOException\r\n", failed);
        string leftOpen = Stream((_, answer, _) =>
        {
            using var writer = new StreamWriter(answer, leaveOpen: true);
            writer.Write("whole");
            return Task.CompletedTask;
        });
        Assert.EndsWith("\r\n0\r\n\r\n", leftOpen);
    }

    [Fact]
    public void A_stream_whose_writing_was_cancelled_is_never_a_success()
    {
        string begun = Stream(async (_, answer, _) =>
        {
            await answer.WriteAsync("begun"u8.ToArray());
            await answer.FlushAsync();
            await Assert.ThrowsAsync<OperationCanceledException>(() => answer.WriteAsync("more"u8.ToArray(), new CancellationToken(canceled: true)).AsTask());
        });
        Assert.Contains("\r\n0\r\nLambda-Runtime-Function-Error-Type: Function.OperationCanceledException\r\n", begun);
    }

    [Fact]
    public void A_connection_lost_in_the_middle_is_never_replayed()
    {
        byte[] next = ScriptedConnection.Bytes(LoopHarness.Event("{}"));
        var connection = new ScriptedConnection([next, null], [next, ScriptedConnection.Bytes(LoopHarness.Accepted)]);
        connection.SendResults[3] = SendResult.Lost;
        var harness = new LoopHarness(Handler((_, answer, _) =>
        {
            answer.Write("one"u8);
            answer.Flush();
            answer.Write("two"u8);
            Assert.Throws<IOException>(answer.Flush);
            return Task.CompletedTask;
        }), connection);
        Assert.True(harness.Loop.RunOne());
        int sent = connection.Sent.Count(request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.Equal(1, sent);
        // And the worker lives on.
        Assert.True(harness.Loop.RunOne());
    }

    [Fact]
    public void A_connection_closed_while_the_handler_worked_is_replaced_before_the_answer_begins()
    {
        byte[] next = ScriptedConnection.Bytes(LoopHarness.Event("{}"));
        var connection = new ScriptedConnection([next, []], [ScriptedConnection.Bytes(LoopHarness.Accepted)]);
        var harness = new LoopHarness(Handler((_, answer, _) => answer.WriteAsync("x"u8.ToArray()).AsTask()), connection);
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(2, connection.Opened);
    }

    private static StreamHandler Handler(Func<ReadOnlyMemory<byte>, ResponseStream, LambdaContext, Task> handler) => new(handler);

    /// <summary>Runs one invocation and returns everything that was sent of its answer.</summary>
    private static string Stream(Func<ReadOnlyMemory<byte>, ResponseStream, LambdaContext, Task> handler)
    {
        var harness = new LoopHarness(Handler(handler), ScriptedConnection.Of(LoopHarness.Event("{}"), LoopHarness.Accepted));
        Assert.True(harness.Loop.RunOne());
        return string.Concat(harness.Connection.Sent.Skip(1));
    }

    private static string Dechunk(string request)
    {
        string rest = request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var body = new StringBuilder();
        while (true)
        {
            int line = rest.IndexOf("\r\n", StringComparison.Ordinal);
            int size = Convert.ToInt32(rest[..line], 16);
            if (size == 0)
                return body.ToString();
            body.Append(rest, line + 2, size);
            Assert.Equal("\r\n", rest.Substring(line + 2 + size, 2));
            rest = rest[(line + 4 + size)..];
        }
    }
}
