using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A batch of messages of an ActiveMQ broker.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html"/>.</remarks>
public sealed class ActiveMqEvent
{
    /// <summary><c>aws:mq</c>, in older samples <c>aws:amq</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The broker.</summary>
    [JsonPropertyName("eventSourceArn")]
    public string EventSourceArn { get => field ?? ""; init; }

    /// <summary>The messages.</summary>
    [JsonPropertyName("messages")]
    public List<ActiveMqMessage> Messages { get => field ??= []; init; }
}

/// <summary>A message of an ActiveMQ broker.</summary>
public sealed class ActiveMqMessage
{
    /// <summary>The identifier of the message.</summary>
    [JsonPropertyName("messageID")]
    public string MessageId { get => field ?? ""; init; }

    /// <summary><c>jms/text-message</c> or <c>jms/bytes-message</c>.</summary>
    [JsonPropertyName("messageType")]
    public string MessageType { get => field ?? ""; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("data")]
    public byte[] Data { get => field ?? []; init; }

    /// <summary>The connection of the sender.</summary>
    [JsonPropertyName("connectionId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConnectionId { get; init; }

    /// <summary>1 if the message is kept in memory only, 2 if it is persistent.</summary>
    [JsonPropertyName("deliveryMode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeliveryMode { get; init; }

    /// <summary>Where answers go.</summary>
    [JsonPropertyName("replyTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplyTo { get; init; }

    /// <summary>The JMS type.</summary>
    [JsonPropertyName("type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>When the message goes, in milliseconds since 1970-01-01T00:00:00Z; 0 for never.</summary>
    [JsonPropertyName("expiration"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Expiration { get; init; }

    /// <summary>The priority, 0 to 9.</summary>
    [JsonPropertyName("priority"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Priority { get; init; }

    /// <summary>The message this one belongs to.</summary>
    [JsonPropertyName("correlationId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrelationId { get; init; }

    /// <summary>Whether it has been delivered before.</summary>
    [JsonPropertyName("redelivered"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Redelivered { get; init; }

    /// <summary>Whether it outlives the broker.</summary>
    [JsonPropertyName("persistent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Persistent { get; init; }

    /// <summary>The queue.</summary>
    [JsonPropertyName("destination"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ActiveMqDestination? Destination { get; init; }

    /// <summary>When it was sent, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("timestamp")]
    public long TimestampMilliseconds { get; init; }

    /// <summary>When the broker got it, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("brokerInTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? BrokerInTime { get; init; }

    /// <summary>When the broker gave it, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("brokerOutTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? BrokerOutTime { get; init; }

    /// <summary>The properties of the sender.</summary>
    [JsonPropertyName("properties"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Properties { get; init; }

    /// <summary><see cref="TimestampMilliseconds"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(TimestampMilliseconds);
}

/// <summary>The queue of a message.</summary>
public sealed class ActiveMqDestination
{
    /// <summary>The name.</summary>
    [JsonPropertyName("physicalName")]
    public string PhysicalName { get => field ?? ""; init; }
}
