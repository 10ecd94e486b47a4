using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What EventBridge Scheduler sends for a schedule that has no payload of its own.</summary>
/// <remarks>A schedule with a payload sends that payload and nothing else. A rule with a schedule, the older kind, sends an
/// <see cref="EventBridgeEvent{TDetail}"/> whose detail is an empty object. Source:
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html"/>.</remarks>
public sealed class SchedulerEvent
{
    /// <summary>The version of the envelope: <c>0</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary>The identifier of the event.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }

    /// <summary><c>Scheduled Event</c>.</summary>
    [JsonPropertyName("detail-type")]
    public string DetailType { get => field ?? ""; init; }

    /// <summary><c>aws.scheduler</c>.</summary>
    [JsonPropertyName("source")]
    public string Source { get => field ?? ""; init; }

    /// <summary>The account of the schedule.</summary>
    [JsonPropertyName("account")]
    public string Account { get => field ?? ""; init; }

    /// <summary>When the schedule was due.</summary>
    [JsonPropertyName("time")]
    public DateTimeOffset Time { get; init; }

    /// <summary>The region of the schedule.</summary>
    [JsonPropertyName("region")]
    public string Region { get => field ?? ""; init; }

    /// <summary>The ARN of the schedule.</summary>
    [JsonPropertyName("resources")]
    public List<string> Resources { get => field ??= []; init; }

    /// <summary>The text <c>{}</c>: unlike in EventBridge's own events, text and not an object.</summary>
    [JsonPropertyName("detail")]
    public string Detail { get => field ?? ""; init; }
}
