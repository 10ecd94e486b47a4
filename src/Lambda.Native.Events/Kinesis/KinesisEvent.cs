using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A batch of records of a Kinesis data stream.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html"/>.</remarks>
public sealed class KinesisEvent
{
    /// <summary>The records, all of one shard, in order.</summary>
    [JsonPropertyName("Records")]
    public List<KinesisRecord> Records { get => field ??= []; init; }
}

/// <summary>A batch of records of a Kinesis data stream, in a tumbling window; the answer is a <see cref="StreamTimeWindowResponse{TState}"/>.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html"/>.</remarks>
public sealed class KinesisTimeWindowEvent<TState> : StreamTimeWindowEvent<TState>
{
    /// <summary>The records; none in the last invocation of a window.</summary>
    [JsonPropertyName("Records")]
    public List<KinesisRecord> Records { get => field ??= []; init; }
}

/// <summary>A record of a Kinesis data stream and how it came.</summary>
public sealed class KinesisRecord
{
    /// <summary>The record.</summary>
    [JsonPropertyName("kinesis")]
    public KinesisData Kinesis { get => field ??= new(); init; }

    /// <summary><c>aws:kinesis</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The version of the event: <c>1.0</c>.</summary>
    [JsonPropertyName("eventVersion")]
    public string EventVersion { get => field ?? ""; init; }

    /// <summary>Shard and sequence number.</summary>
    [JsonPropertyName("eventID")]
    public string EventId { get => field ?? ""; init; }

    /// <summary><c>aws:kinesis:record</c>.</summary>
    [JsonPropertyName("eventName")]
    public string EventName { get => field ?? ""; init; }

    /// <summary>The function's role.</summary>
    [JsonPropertyName("invokeIdentityArn")]
    public string InvokeIdentityArn { get => field ?? ""; init; }

    /// <summary>The region of the stream.</summary>
    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get => field ?? ""; init; }

    /// <summary>The stream or its consumer.</summary>
    [JsonPropertyName("eventSourceARN")]
    public string EventSourceArn { get => field ?? ""; init; }
}

/// <summary>A record of a Kinesis data stream.</summary>
public sealed class KinesisData
{
    /// <summary>The version of this part: <c>1.0</c>.</summary>
    [JsonPropertyName("kinesisSchemaVersion")]
    public string KinesisSchemaVersion { get => field ?? ""; init; }

    /// <summary>The key that chose the shard.</summary>
    [JsonPropertyName("partitionKey")]
    public string PartitionKey { get => field ?? ""; init; }

    /// <summary>The place in the shard; what a partial batch response names.</summary>
    [JsonPropertyName("sequenceNumber")]
    public string SequenceNumber { get => field ?? ""; init; }

    /// <summary>The data.</summary>
    [JsonPropertyName("data")]
    public byte[] Data { get => field ?? []; init; }

    /// <summary>When the record came in, in seconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("approximateArrivalTimestamp")]
    public double ApproximateArrivalTimestamp { get; init; }

    /// <summary><c>NONE</c> or <c>KMS</c>.</summary>
    [JsonPropertyName("encryptionType"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EncryptionType { get; init; }

    /// <summary><see cref="ApproximateArrivalTimestamp"/> as a point in time, to the millisecond.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => UnixTime.FromSeconds(ApproximateArrivalTimestamp);
}
