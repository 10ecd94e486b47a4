using System.Text;
using Lambda.Native.Http;

namespace Lambda.Native.Runtime.Tests;

public sealed class HttpExchangeTests
{
    private const string Sized = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Test: a b \r\n\r\nhello";
    private const string Chunked = "HTTP/1.1 200 OK\r\nX-Test: a b\r\nTransfer-Encoding: Chunked\r\n\r\n3;name=value\r\nhel\r\n002\r\nlo\r\n0\r\nTrailer: x\r\n\r\n";
    private const string ToTheEnd = "HTTP/1.0 200\r\nx-test:a b\r\n\r\nhello";
    private const string Interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + Sized;

    [Theory]
    [InlineData(Sized)]
    [InlineData(Chunked)]
    [InlineData(ToTheEnd)]
    [InlineData(Interim)]
    public void Reads_a_reply_however_it_is_cut(string reply)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(reply);
        for (int cut = 1; cut < bytes.Length; cut++)
            AssertHello(new ScriptedConnection([bytes[..cut], bytes[cut..]]));
        AssertHello(new ScriptedConnection([.. bytes.Select(b => new[] { b })]));
    }

    private static void AssertHello(ScriptedConnection connection)
    {
        var exchange = new HttpExchange(connection);
        Assert.Equal(ExchangeResult.Reply, exchange.Send("x"u8, default));
        Assert.Equal(200, exchange.Status);
        Assert.Equal("hello", Encoding.ASCII.GetString(exchange.Body.Span));
        Assert.Equal("a b", Header(exchange, "x-test"));
    }

    [Theory]
    [InlineData(Sized, true)]
    [InlineData(Chunked, true)]
    [InlineData(ToTheEnd, false)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore than was said", false)]
    public void Keeps_the_connection_only_where_the_next_reply_can_be_told_apart(string reply, bool kept)
    {
        var connection = new ScriptedConnection([Encoding.ASCII.GetBytes(reply)]);
        Assert.Equal(ExchangeResult.Reply, new HttpExchange(connection).Send("x"u8, default));
        Assert.Equal(kept, connection.IsOpen);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\nB: c\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nA: \0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("HTTP/2 200\r\n\r\n")]
    [InlineData("HTTP/1.1 20x OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    public void Drops_a_connection_whose_reply_is_not_HTTP(string reply)
    {
        var connection = new ScriptedConnection([Encoding.ASCII.GetBytes(reply)]);
        Assert.Equal(ExchangeResult.Malformed, new HttpExchange(connection).Send("x"u8, default));
        Assert.False(connection.IsOpen);
    }

    [Fact]
    public void Does_not_read_headers_without_end()
    {
        byte[] line = Encoding.ASCII.GetBytes("X: " + new string('y', 1000) + "\r\n");
        var connection = new ScriptedConnection([ScriptedConnection.Bytes("HTTP/1.1 200 OK\r\n"), .. Enumerable.Repeat(line, 5000)]);
        Assert.Equal(ExchangeResult.Malformed, new HttpExchange(connection).Send("x"u8, default));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_limit_is_the_same_however_the_reply_is_cut(int over)
    {
        ExchangeResult expected = over == 0 ? ExchangeResult.Reply : ExchangeResult.Malformed;
        const string head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ";
        string headers = head + new string('x', HttpExchange.MaxHeadLength - head.Length - 4 + over) + "\r\n\r\n";
        string chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0;" + new string('x', 4094 + over) + "\r\n\r\n";
        foreach (string reply in new[] { headers, chunk })
        {
            byte[] bytes = Encoding.ASCII.GetBytes(reply);
            // After a large event there is room for the whole reply at once.
            byte[] large = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n" + new string('x', 2_000_000));
            var exchange = new HttpExchange(new ScriptedConnection([large], [bytes]));
            Assert.Equal(ExchangeResult.Reply, exchange.Send("x"u8, default));
            Assert.Equal(expected, exchange.Send("x"u8, default));
            var inBytes = new HttpExchange(new ScriptedConnection([.. bytes.Select(b => new[] { b })]));
            Assert.Equal(expected, inBytes.Send("x"u8, default));
        }
    }

    [Fact]
    public void Takes_a_large_event_in_small_chunks_without_a_large_buffer()
    {
        // Each chunk of 10 bytes comes with 5 of overhead; the body is 3 MB.
        byte[] chunk = "a\r\n0123456789\r\n"u8.ToArray();
        byte[] many = [.. Enumerable.Repeat(chunk, 1000).SelectMany(c => c)];
        var connection = new ScriptedConnection(
            [ScriptedConnection.Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .. Enumerable.Repeat(many, 300), "0\r\n\r\n"u8.ToArray()]);
        var exchange = new HttpExchange(connection);
        Assert.Equal(ExchangeResult.Reply, exchange.Send("x"u8, default));
        Assert.Equal(3_000_000, exchange.Body.Length);
        Assert.Equal("0123456789", Encoding.ASCII.GetString(exchange.Body.Span[^10..]));
        Assert.True(connection.IsOpen);
    }

    [Fact]
    public void Tells_a_stale_connection_from_a_lost_one()
    {
        byte[] reply = Encoding.ASCII.GetBytes(Sized);
        var exchange = new HttpExchange(new ScriptedConnection([reply, []], [[]], [null]));
        Assert.Equal(ExchangeResult.Reply, exchange.Send("x"u8, default));
        Assert.Equal(ExchangeResult.Stale, exchange.Send("x"u8, default));
        Assert.Equal(ExchangeResult.Lost, exchange.Send("x"u8, default));
        Assert.Equal(ExchangeResult.Lost, exchange.Send("x"u8, default));
        Assert.Equal(ExchangeResult.Unreachable, exchange.Send("x"u8, default));
    }

    [Fact]
    public void An_interim_reply_is_a_beginning()
    {
        // Who has sent one has seen the request: sending it again would be a second one.
        byte[] interim = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();
        var exchange = new HttpExchange(new ScriptedConnection([Encoding.ASCII.GetBytes(Sized), interim, []], [interim, null]));
        Assert.Equal(ExchangeResult.Reply, exchange.Send("x"u8, default));
        Assert.Equal(ExchangeResult.Malformed, exchange.Send("x"u8, default));
        Assert.Equal(ExchangeResult.Malformed, exchange.Send("x"u8, default));
    }

    private static string? Header(HttpExchange exchange, string name)
    {
        HeaderLines lines = exchange.Headers;
        while (lines.MoveNext())
        {
            if (Encoding.ASCII.GetString(lines.Name).Equals(name, StringComparison.OrdinalIgnoreCase))
                return Encoding.ASCII.GetString(lines.Value);
        }
        return null;
    }
}
