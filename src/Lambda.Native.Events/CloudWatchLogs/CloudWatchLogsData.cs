using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The log events of a subscription filter.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html"/>.</remarks>
public sealed class CloudWatchLogsData
{
    /// <summary><c>DATA_MESSAGE</c>, or <c>CONTROL_MESSAGE</c> when CloudWatch Logs tries whether the function can be reached.</summary>
    [JsonPropertyName("messageType")]
    public string MessageType { get => field ?? ""; init; }

    /// <summary>The account of the log group.</summary>
    [JsonPropertyName("owner")]
    public string Owner { get => field ?? ""; init; }

    /// <summary>The log group.</summary>
    [JsonPropertyName("logGroup")]
    public string LogGroup { get => field ?? ""; init; }

    /// <summary>The log stream.</summary>
    [JsonPropertyName("logStream")]
    public string LogStream { get => field ?? ""; init; }

    /// <summary>The subscription filters that matched.</summary>
    [JsonPropertyName("subscriptionFilters")]
    public List<string> SubscriptionFilters { get => field ??= []; init; }

    /// <summary>What the subscription belongs to: <c>ACCOUNT_LEVEL_POLICY</c>, say.</summary>
    [JsonPropertyName("policyLevel"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PolicyLevel { get; init; }

    /// <summary>The log events.</summary>
    [JsonPropertyName("logEvents")]
    public List<CloudWatchLogEvent> LogEvents { get => field ??= []; init; }
}

/// <summary>A log event.</summary>
public sealed class CloudWatchLogEvent
{
    /// <summary>The identifier of the log event.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }

    /// <summary>When, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("timestamp")]
    public long TimestampMilliseconds { get; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("message")]
    public string Message { get => field ?? ""; init; }

    /// <summary>What the filter's pattern took from the message.</summary>
    [JsonPropertyName("extractedFields"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ExtractedFields { get; init; }

    /// <summary><see cref="TimestampMilliseconds"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(TimestampMilliseconds);
}
