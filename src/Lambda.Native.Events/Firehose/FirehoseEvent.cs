using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Records that Data Firehose wants transformed before it delivers them.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html"/>.</remarks>
public sealed class FirehoseEvent
{
    /// <summary>The identifier of the call; the same when it is repeated.</summary>
    [JsonPropertyName("invocationId")]
    public string InvocationId { get => field ?? ""; init; }

    /// <summary>The Firehose stream.</summary>
    [JsonPropertyName("deliveryStreamArn")]
    public string DeliveryStreamArn { get => field ?? ""; init; }

    /// <summary>The Kinesis data stream it reads from.</summary>
    [JsonPropertyName("sourceKinesisStreamArn"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceKinesisStreamArn { get; init; }

    /// <summary>The region.</summary>
    [JsonPropertyName("region")]
    public string Region { get => field ?? ""; init; }

    /// <summary>The records.</summary>
    [JsonPropertyName("records")]
    public List<FirehoseRecord> Records { get => field ??= []; init; }
}

/// <summary>A record to be transformed.</summary>
public sealed class FirehoseRecord
{
    /// <summary>The identifier that the answer repeats.</summary>
    [JsonPropertyName("recordId")]
    public string RecordId { get => field ?? ""; init; }

    /// <summary>When the record came in, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("approximateArrivalTimestamp")]
    public long ApproximateArrivalTimestamp { get; init; }

    /// <summary>The data.</summary>
    [JsonPropertyName("data")]
    public byte[] Data { get => field ?? []; init; }

    /// <summary>The record in the Kinesis data stream it comes from.</summary>
    [JsonPropertyName("kinesisRecordMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirehoseKinesisMetadata? KinesisRecordMetadata { get; init; }

    /// <summary><see cref="ApproximateArrivalTimestamp"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(ApproximateArrivalTimestamp);
}

/// <summary>A record in the Kinesis data stream it comes from.</summary>
public sealed class FirehoseKinesisMetadata
{
    /// <summary>The shard.</summary>
    [JsonPropertyName("shardId")]
    public string ShardId { get => field ?? ""; init; }

    /// <summary>The key that chose the shard.</summary>
    [JsonPropertyName("partitionKey")]
    public string PartitionKey { get => field ?? ""; init; }

    /// <summary>When the record came in, as Firehose writes it: milliseconds since 1970 or ISO 8601.</summary>
    [JsonPropertyName("approximateArrivalTimestamp")]
    public string ApproximateArrivalTimestamp { get => field ?? ""; init; }

    /// <summary>The place in the shard.</summary>
    [JsonPropertyName("sequenceNumber")]
    public string SequenceNumber { get => field ?? ""; init; }

    /// <summary>The place in an aggregated record.</summary>
    [JsonPropertyName("subsequenceNumber")]
    public string SubsequenceNumber { get => field ?? ""; init; }
}
