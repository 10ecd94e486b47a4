using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A notification of an SNS topic.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html"/>.</remarks>
public sealed class SnsEvent
{
    /// <summary>The notifications; SNS sends one.</summary>
    [JsonPropertyName("Records")]
    public List<SnsRecord> Records { get => field ??= []; init; }
}

/// <summary>A notification and the subscription it came by.</summary>
public sealed class SnsRecord
{
    /// <summary>The version of the event: <c>1.0</c>.</summary>
    [JsonPropertyName("EventVersion")]
    public string EventVersion { get => field ?? ""; init; }

    /// <summary>The subscription.</summary>
    [JsonPropertyName("EventSubscriptionArn")]
    public string EventSubscriptionArn { get => field ?? ""; init; }

    /// <summary><c>aws:sns</c>.</summary>
    [JsonPropertyName("EventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The notification.</summary>
    [JsonPropertyName("Sns")]
    public SnsMessage Sns { get => field ??= new(); init; }
}

/// <summary>A notification of an SNS topic; also the body of an SQS message that comes from a topic without raw delivery.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html"/>.</remarks>
public sealed class SnsMessage
{
    /// <summary><c>Notification</c>.</summary>
    [JsonPropertyName("Type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The identifier of the notification.</summary>
    [JsonPropertyName("MessageId")]
    public string MessageId { get => field ?? ""; init; }

    /// <summary>The topic.</summary>
    [JsonPropertyName("TopicArn")]
    public string TopicArn { get => field ?? ""; init; }

    /// <summary>The subject the publisher gave.</summary>
    [JsonPropertyName("Subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject { get; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("Message")]
    public string Message { get => field ?? ""; init; }

    /// <summary>When it was published.</summary>
    [JsonPropertyName("Timestamp")]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The place in the order of a FIFO topic.</summary>
    [JsonPropertyName("SequenceNumber"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SequenceNumber { get; init; }

    /// <summary>The version of the signature.</summary>
    [JsonPropertyName("SignatureVersion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SignatureVersion { get; init; }

    /// <summary>The signature, as base64.</summary>
    [JsonPropertyName("Signature"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Signature { get; init; }

    /// <summary>Where the certificate of the signature is.</summary>
    [JsonPropertyName("SigningCertUrl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SigningCertUrl { get; init; }

    /// <summary>Where the subscription is ended.</summary>
    [JsonPropertyName("UnsubscribeUrl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UnsubscribeUrl { get; init; }

    /// <summary>The attributes the publisher gave.</summary>
    [JsonPropertyName("MessageAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, SnsMessageAttribute>? MessageAttributes { get; init; }
}

/// <summary>An attribute that the publisher gave a notification.</summary>
public sealed class SnsMessageAttribute
{
    /// <summary><c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>.</summary>
    [JsonPropertyName("Type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The value; base64 for <c>Binary</c>.</summary>
    [JsonPropertyName("Value")]
    public string Value { get => field ?? ""; init; }
}
