using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A batch of messages of a RabbitMQ broker.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html"/>.</remarks>
public sealed class RabbitMqEvent
{
    /// <summary><c>aws:rmq</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The broker.</summary>
    [JsonPropertyName("eventSourceArn")]
    public string EventSourceArn { get => field ?? ""; init; }

    /// <summary>The messages by queue and virtual host: <c>pizzaQueue::/</c>.</summary>
    [JsonPropertyName("rmqMessagesByQueue")]
    public Dictionary<string, List<RabbitMqMessage>> MessagesByQueue { get => field ??= new(); init; }
}

/// <summary>A message of a RabbitMQ broker.</summary>
public sealed class RabbitMqMessage
{
    /// <summary>The properties of the sender.</summary>
    [JsonPropertyName("basicProperties")]
    public RabbitMqProperties BasicProperties { get => field ??= new(); init; }

    /// <summary>Whether it has been delivered before.</summary>
    [JsonPropertyName("redelivered")]
    public bool Redelivered { get; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("data")]
    public byte[] Data { get => field ?? []; init; }
}

/// <summary>The properties of a message, by AMQP 0-9-1.</summary>
public sealed class RabbitMqProperties
{
    /// <summary>The content type.</summary>
    [JsonPropertyName("contentType"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentType { get; init; }

    /// <summary>The content encoding.</summary>
    [JsonPropertyName("contentEncoding"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentEncoding { get; init; }

    /// <summary>The headers; text comes as <c>{"bytes": [118, 97]}</c>.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, JsonElement>? Headers { get; init; }

    /// <summary>1 if the message is kept in memory only, 2 if it is persistent.</summary>
    [JsonPropertyName("deliveryMode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeliveryMode { get; init; }

    /// <summary>The priority.</summary>
    [JsonPropertyName("priority"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Priority { get; init; }

    /// <summary>The message this one belongs to.</summary>
    [JsonPropertyName("correlationId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CorrelationId { get; init; }

    /// <summary>Where answers go.</summary>
    [JsonPropertyName("replyTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplyTo { get; init; }

    /// <summary>The time to live, in milliseconds.</summary>
    [JsonPropertyName("expiration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expiration { get; init; }

    /// <summary>The identifier the sender gave.</summary>
    [JsonPropertyName("messageId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageId { get; init; }

    /// <summary>When it was sent, as <c>Jan 1, 1970, 12:33:41 AM</c>.</summary>
    [JsonPropertyName("timestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Timestamp { get; init; }

    /// <summary>The type the sender gave.</summary>
    [JsonPropertyName("type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>The user the sender gave.</summary>
    [JsonPropertyName("userId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserId { get; init; }

    /// <summary>The application the sender gave.</summary>
    [JsonPropertyName("appId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AppId { get; init; }

    /// <summary>The cluster the sender gave.</summary>
    [JsonPropertyName("clusterId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClusterId { get; init; }

    /// <summary>The size of the message in bytes.</summary>
    [JsonPropertyName("bodySize")]
    public long BodySize { get; init; }
}
