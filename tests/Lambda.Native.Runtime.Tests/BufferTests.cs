using System.Text;
using Lambda.Native.Buffers;
using Lambda.Native.Http;

namespace Lambda.Native.Runtime.Tests;

public sealed class BufferTests
{
    [Fact]
    public void A_buffer_that_grew_for_one_large_answer_is_given_back_after_ten_smaller_ones()
    {
        var buffer = new Utf8Buffer();
        buffer.Write(new byte[5_000_000]);
        for (int i = 0; i < 10; i++)
        {
            buffer.Clear();
            Assert.True(buffer.Capacity >= 5_000_000);
            buffer.Write("small"u8);
        }
        buffer.Clear();
        Assert.Equal(4096, buffer.Capacity);
    }

    [Fact]
    public void Large_answers_now_and_then_keep_it()
    {
        var buffer = new Utf8Buffer();
        for (int i = 0; i < 50; i++)
        {
            buffer.Write(new byte[i % 8 == 0 ? 5_000_000 : 10]);
            buffer.Clear();
            Assert.True(buffer.Capacity >= 5_000_000);
        }
    }

    [Fact]
    public void So_is_the_buffer_of_a_large_event()
    {
        string large = LoopHarness.Event(new string('1', 2_000_000));
        var exchange = new HttpExchange(ScriptedConnection.Of(large));
        Assert.Equal(ExchangeResult.Reply, exchange.Send("x"u8, default));
        Assert.True(exchange.Capacity > 2_000_000);
        for (int i = 0; i < 10; i++)
        {
            Assert.True(exchange.Capacity > 2_000_000);
            exchange.Trim(used: 100);
        }
        Assert.Equal(16 << 10, exchange.Capacity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(6_291_556)]
    public void Numbers_are_written_as_they_are(long number)
    {
        var buffer = new Utf8Buffer();
        buffer.WriteNumber(number);
        Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), Encoding.ASCII.GetString(buffer.Written));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(16, "10")]
    [InlineData(0x4000, "4000")]
    [InlineData(int.MaxValue, "7fffffff")]
    public void So_are_the_sizes_of_chunks(int number, string expected)
    {
        var buffer = new Utf8Buffer();
        buffer.WriteHex(number);
        Assert.Equal(expected, Encoding.ASCII.GetString(buffer.Written));
    }

    [Fact]
    public void Times_are_written_with_all_their_digits()
    {
        var buffer = new Utf8Buffer();
        buffer.WriteTime(new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal("2026-01-02T03:04:05.006Z", Encoding.ASCII.GetString(buffer.Written));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" \\ \n\r\t\u0001\u001f")]
    [InlineData("Grüße, 東京 🦀")]
    [InlineData("")]
    public void JSON_strings_read_back(string text)
    {
        var buffer = new Utf8Buffer();
        JsonText.WriteString(buffer, text.AsSpan());
        Assert.Equal(text, System.Text.Json.JsonSerializer.Deserialize<string>(buffer.Written));
        buffer.Clear();
        JsonText.WriteString(buffer, Encoding.UTF8.GetBytes(text));
        Assert.Equal(text, System.Text.Json.JsonSerializer.Deserialize<string>(buffer.Written));
        buffer.Clear();
        JsonText.WriteAsciiString(buffer, text);
        Assert.True(Ascii.IsValid(buffer.Written));
        Assert.Equal(text, System.Text.Json.JsonSerializer.Deserialize<string>(buffer.Written));
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        var buffer = new Utf8Buffer();
        JsonText.WriteString(buffer, "a\ud800b".AsSpan());
        Assert.Equal("a\ufffdb", System.Text.Json.JsonSerializer.Deserialize<string>(buffer.Written));
    }
}
