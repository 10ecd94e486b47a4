using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Events.CompilerServices;

namespace Lambda.Native.Events;

/// <summary>Decodes what a subscription filter sends.</summary>
public static class CloudWatchLogsExtensions
{
    /// <summary>
    /// The most that is decompressed where nothing else is said: 32 MiB. Gzip makes up to a thousand bytes of one, so that an event of Lambda's 6 MB could fill 4 GB
    /// of memory.
    /// </summary>
    public const int DefaultLimit = 32 * 1024 * 1024;

    /// <summary>
    /// The log events, by generated code. For a subscription that goes through a Kinesis data stream: <c>new CloudWatchLogsPayload { Data = record.Kinesis.Data }.Decode()</c>.
    /// </summary>
    /// <param name="payload">The compressed data, <see cref="CloudWatchLogsEvent.AwsLogs"/>.</param>
    /// <param name="limit">How many bytes are decompressed at most.</param>
    /// <exception cref="InvalidDataException">The data is not gzip, or larger than the limit.</exception>
    /// <exception cref="JsonException">It is not the JSON of log events.</exception>
    [GeneratedJson(typeof(JsonSource))]
    public static CloudWatchLogsData Decode(this CloudWatchLogsPayload payload, int limit = DefaultLimit) => throw GeneratedJsonAttribute.Missing(nameof(Decode));

    /// <summary>
    /// The log events. For a subscription that goes through a Kinesis data stream: <c>new CloudWatchLogsPayload { Data = record.Kinesis.Data }.Decode(…)</c>.
    /// </summary>
    /// <param name="payload">The compressed data, <see cref="CloudWatchLogsEvent.AwsLogs"/>.</param>
    /// <param name="typeInfo">How it is read, from a JsonSerializerContext.</param>
    /// <param name="limit">How many bytes are decompressed at most.</param>
    /// <exception cref="InvalidDataException">The data is not gzip, or larger than the limit.</exception>
    /// <exception cref="JsonException">It is not the JSON of log events.</exception>
    public static CloudWatchLogsData Decode(this CloudWatchLogsPayload payload, JsonTypeInfo<CloudWatchLogsData> typeInfo, int limit = DefaultLimit) =>
        JsonSerializer.Deserialize(Decompress(payload, limit).Span, typeInfo) ?? throw new JsonException("The log events are the JSON value null.");

    internal static ReadOnlyMemory<byte> Decompress(CloudWatchLogsPayload payload, int limit)
    {
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        using var gzip = new GZipStream(new MemoryStream(payload.Data, writable: false), CompressionMode.Decompress);
        return Read(gzip, limit);
    }

    private static ReadOnlyMemory<byte> Read(Stream stream, int limit)
    {
        byte[] buffer = new byte[16 * 1024];
        int length = 0;
        int read;
        while ((read = stream.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += read;
            if (length > limit)
                throw new InvalidDataException($"The log events are larger than {limit} bytes when decompressed.");
            if (length == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
        return buffer.AsMemory(0, length);
    }
}
