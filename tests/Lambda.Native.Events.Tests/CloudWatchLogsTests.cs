using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Events.Tests;

public sealed class CloudWatchLogsTests
{
    [Fact]
    public void A_subscription_is_decoded()
    {
        CloudWatchLogsData logs = Sample.Read<CloudWatchLogsEvent>("cloudwatchlogs-subscription").AwsLogs.Decode(Json.Type<CloudWatchLogsData>());
        Assert.Equal("/aws/lambda/echo-nodejs", logs.LogGroup);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1552518348220), Assert.Single(logs.LogEvents).Timestamp);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(99_999, false)]
    public void What_is_larger_than_the_limit_is_refused(int limit, bool accepted)
    {
        string json = """{"owner":"1"}""".PadRight(100_000);
        CloudWatchLogsPayload payload = new() { Data = Compress(Encoding.UTF8.GetBytes(json)) };
        if (accepted)
            Assert.Equal("1", payload.Decode(Json.Type<CloudWatchLogsData>(), limit).Owner);
        else
            Assert.Contains("99999", Assert.Throws<InvalidDataException>(() => payload.Decode(Json.Type<CloudWatchLogsData>(), limit)).Message);
    }

    [Fact]
    public void A_bomb_is_refused_before_it_fills_the_memory()
    {
        var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 256; i++)
                gzip.Write(zeros);
        }
        CloudWatchLogsPayload payload = new() { Data = bomb.ToArray() };
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => payload.Decode(Json.Type<CloudWatchLogsData>()));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4L * CloudWatchLogsExtensions.DefaultLimit);
    }

    [Fact]
    public void What_is_no_gzip_or_no_log_is_an_error()
    {
        Assert.Throws<InvalidDataException>(() => new CloudWatchLogsPayload { Data = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }.Decode(Json.Type<CloudWatchLogsData>()));
        Assert.Throws<JsonException>(() => new CloudWatchLogsPayload().Decode(Json.Type<CloudWatchLogsData>()));
        Assert.Throws<JsonException>(() => new CloudWatchLogsPayload { Data = Compress("null"u8) }.Decode(Json.Type<CloudWatchLogsData>()));
        Assert.Throws<JsonException>(() => new CloudWatchLogsPayload { Data = Compress("[]"u8) }.Decode(Json.Type<CloudWatchLogsData>()));
        byte[] whole = Sample.Read<CloudWatchLogsEvent>("cloudwatchlogs-subscription").AwsLogs.Data;
        Assert.ThrowsAny<Exception>(() => new CloudWatchLogsPayload { Data = whole[..^40] }.Decode(Json.Type<CloudWatchLogsData>()));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"awslogs":{"data":"%%%"}}""", Json.Type<CloudWatchLogsEvent>()));
    }

    private static byte[] Compress(ReadOnlySpan<byte> data)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(data);
        return stream.ToArray();
    }
}
