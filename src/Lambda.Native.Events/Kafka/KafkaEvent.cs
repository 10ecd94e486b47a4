using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A batch of records of a Kafka cluster: Amazon MSK or one of your own.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk.html"/>.</remarks>
public sealed class KafkaEvent
{
    /// <summary><c>aws:kafka</c> or <c>SelfManagedKafka</c>, in older samples <c>aws:SelfManagedKafka</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The MSK cluster.</summary>
    [JsonPropertyName("eventSourceArn"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EventSourceArn { get; init; }

    /// <summary>The brokers, separated by commas.</summary>
    [JsonPropertyName("bootstrapServers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BootstrapServers { get; init; }

    /// <summary>The records by topic and partition, <c>orders-0</c>; those of one partition are in order.</summary>
    [JsonPropertyName("records")]
    public Dictionary<string, List<KafkaRecord>> Records { get => field ??= new(); init; }
}

/// <summary>A record of a Kafka topic.</summary>
public sealed class KafkaRecord
{
    /// <summary>The topic.</summary>
    [JsonPropertyName("topic")]
    public string Topic { get => field ?? ""; init; }

    /// <summary>The partition.</summary>
    [JsonPropertyName("partition"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public int Partition { get; init; }

    /// <summary>The place in the partition.</summary>
    [JsonPropertyName("offset")]
    public long Offset { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("timestamp")]
    public long TimestampMilliseconds { get; init; }

    /// <summary>What <see cref="Timestamp"/> is: <c>CREATE_TIME</c> or <c>LOG_APPEND_TIME</c>.</summary>
    [JsonPropertyName("timestampType")]
    public string TimestampType { get => field ?? ""; init; }

    /// <summary>The key.</summary>
    [JsonPropertyName("key"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Key { get; init; }

    /// <summary>The value; none for a tombstone.</summary>
    [JsonPropertyName("value"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Value { get; init; }

    /// <summary>The headers, each a name and its bytes; Java writes those from 128 on as negative numbers.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<Dictionary<string, int[]>>? Headers { get; init; }

    /// <summary>The schema of the key, where Lambda reads a schema registry.</summary>
    [JsonPropertyName("keySchemaMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KafkaSchemaMetadata? KeySchemaMetadata { get; init; }

    /// <summary>The schema of the value, where Lambda reads a schema registry.</summary>
    [JsonPropertyName("valueSchemaMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KafkaSchemaMetadata? ValueSchemaMetadata { get; init; }

    /// <summary><see cref="TimestampMilliseconds"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(TimestampMilliseconds);

    /// <summary>The bytes of a header: of the last one of that name, as Kafka's own client does; null if there is none.</summary>
    public byte[]? Header(string name)
    {
        for (int i = (Headers?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (Headers![i] is { } header && header.TryGetValue(name, out int[]? bytes) && bytes is not null)
                return Array.ConvertAll(bytes, b => unchecked((byte)b));
        }
        return null;
    }
}

/// <summary>The schema of a key or a value.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html"/>.</remarks>
public sealed class KafkaSchemaMetadata
{
    /// <summary><c>AVRO</c>, <c>JSON</c> or <c>PROTOBUF</c>.</summary>
    [JsonPropertyName("dataFormat")]
    public string DataFormat { get => field ?? ""; init; }

    /// <summary>The schema's identifier in its registry.</summary>
    [JsonPropertyName("schemaId")]
    public string SchemaId { get => field ?? ""; init; }
}
