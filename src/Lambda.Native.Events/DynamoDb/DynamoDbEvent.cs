using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A batch of changes from a DynamoDB stream.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html"/>.</remarks>
public sealed class DynamoDbEvent
{
    /// <summary>The changes; those of one item are in order.</summary>
    [JsonPropertyName("Records")]
    public List<DynamoDbRecord> Records { get => field ??= []; init; }
}

/// <summary>A batch of changes from a DynamoDB stream, in a tumbling window; the answer is a <see cref="StreamTimeWindowResponse{TState}"/>.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-windows.html"/>.</remarks>
public sealed class DynamoDbTimeWindowEvent<TState> : StreamTimeWindowEvent<TState>
{
    /// <summary>The changes; none in the last invocation of a window.</summary>
    [JsonPropertyName("Records")]
    public List<DynamoDbRecord> Records { get => field ??= []; init; }
}

/// <summary>A change of an item.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html"/>.</remarks>
public sealed class DynamoDbRecord
{
    /// <summary>The identifier of the change.</summary>
    [JsonPropertyName("eventID")]
    public string EventId { get => field ?? ""; init; }

    /// <summary><c>INSERT</c>, <c>MODIFY</c> or <c>REMOVE</c>.</summary>
    [JsonPropertyName("eventName")]
    public string EventName { get => field ?? ""; init; }

    /// <summary>The version of the record.</summary>
    [JsonPropertyName("eventVersion")]
    public string EventVersion { get => field ?? ""; init; }

    /// <summary><c>aws:dynamodb</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The region of the table.</summary>
    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get => field ?? ""; init; }

    /// <summary>The change.</summary>
    [JsonPropertyName("dynamodb")]
    public DynamoDbChange DynamoDb { get => field ??= new(); init; }

    /// <summary>Who deleted the item, where that was DynamoDB itself: time to live.</summary>
    [JsonPropertyName("userIdentity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DynamoDbIdentity? UserIdentity { get; init; }

    /// <summary>The stream.</summary>
    [JsonPropertyName("eventSourceARN")]
    public string EventSourceArn { get => field ?? ""; init; }
}

/// <summary>The item before and after a change.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html"/>.</remarks>
public sealed class DynamoDbChange
{
    /// <summary>When the change was made, in seconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("ApproximateCreationDateTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ApproximateCreationDateTime { get; init; }

    /// <summary>The primary key.</summary>
    [JsonPropertyName("Keys")]
    public Dictionary<string, DynamoDbValue> Keys { get => field ??= new(); init; }

    /// <summary>The item after the change, where the stream has it.</summary>
    [JsonPropertyName("NewImage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, DynamoDbValue>? NewImage { get; init; }

    /// <summary>The item before the change, where the stream has it.</summary>
    [JsonPropertyName("OldImage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, DynamoDbValue>? OldImage { get; init; }

    /// <summary>The place in the shard; what a partial batch response names.</summary>
    [JsonPropertyName("SequenceNumber")]
    public string SequenceNumber { get => field ?? ""; init; }

    /// <summary>The size of the record in bytes.</summary>
    [JsonPropertyName("SizeBytes")]
    public long SizeBytes { get; init; }

    /// <summary>What the stream has: <c>KEYS_ONLY</c>, <c>NEW_IMAGE</c>, <c>OLD_IMAGE</c> or <c>NEW_AND_OLD_IMAGES</c>.</summary>
    [JsonPropertyName("StreamViewType")]
    public string StreamViewType { get => field ?? ""; init; }

    /// <summary><see cref="ApproximateCreationDateTime"/> as a point in time, to the millisecond.</summary>
    [JsonIgnore]
    public DateTimeOffset? Timestamp => ApproximateCreationDateTime is { } seconds ? UnixTime.FromSeconds(seconds) : null;
}

/// <summary>Who made a change.</summary>
public sealed class DynamoDbIdentity
{
    /// <summary><c>Service</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary><c>dynamodb.amazonaws.com</c>.</summary>
    [JsonPropertyName("principalId")]
    public string PrincipalId { get => field ?? ""; init; }
}
