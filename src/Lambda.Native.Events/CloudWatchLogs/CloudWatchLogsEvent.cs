using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Log events that a subscription filter of CloudWatch Logs sends, compressed.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchlogs.html"/>.</remarks>
public sealed class CloudWatchLogsEvent
{
    /// <summary>The compressed data.</summary>
    [JsonPropertyName("awslogs")]
    public CloudWatchLogsPayload AwsLogs { get => field ??= new(); init; }
}

/// <summary>The compressed data of a subscription filter.</summary>
public sealed class CloudWatchLogsPayload
{
    /// <summary>A <see cref="CloudWatchLogsData"/> as JSON, compressed by gzip; <see cref="CloudWatchLogsExtensions"/> decode it.</summary>
    [JsonPropertyName("data")]
    public byte[] Data { get => field ?? []; init; }
}
