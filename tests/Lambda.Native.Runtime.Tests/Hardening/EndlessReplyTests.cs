using System.Text;
using Lambda.Native.Http;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>A server that never stops sending is dropped at a limit, in each place where it may send as much as it likes.</summary>
public sealed class EndlessReplyTests
{
    private const int Enough = 2 * HttpExchange.MaxBodyLength;
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData("", "HTTP/1.1 200 OK", 1 << 16, "headers")]
    [InlineData("HTTP/1.1 200 OK\r\n", "A: b\r\n", 1 << 16, "headers")]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n", 1 << 8, "interim")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "x", 1 << 16, "body")]
    [InlineData(Chunked, "0", 1 << 10, "first line")]
    [InlineData(Chunked + "1;", "x", 1 << 10, "first line")]
    [InlineData(Chunked, "10\r\n0123456789abcdef\r\n", 1 << 12, "body")]
    [InlineData(Chunked + "0\r\n", "A: b\r\n", 1 << 12, "trailers")]
    public void What_never_ends_is_refused(string start, string again, int times, string limit)
    {
        byte[] block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, times)));
        // More blocks than any limit allows; they are all the same array.
        IEnumerable<byte[]> blocks = Enumerable.Repeat(block, Enough / block.Length + 1);
        var connection = new ScriptedConnection(start.Length > 0 ? [Encoding.ASCII.GetBytes(start), .. blocks] : [.. blocks]);
        var exchange = new HttpExchange(connection);
        Assert.Equal(ExchangeResult.Malformed, exchange.Send("x"u8, default));
        Assert.Contains(limit, exchange.LastError);
        Assert.False(connection.IsOpen);
    }
}
