using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>An event of an EventBridge bus.</summary>
/// <typeparam name="TDetail">The type of the detail, one for each detail type of a source; <see cref="System.Text.Json.JsonElement"/> takes any.</typeparam>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html"/>.</remarks>
public sealed class EventBridgeEvent<TDetail>
{
    /// <summary>The version of the envelope: <c>0</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary>The identifier of the event.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }

    /// <summary>With <see cref="Source"/>, what the detail is.</summary>
    [JsonPropertyName("detail-type")]
    public string DetailType { get => field ?? ""; init; }

    /// <summary>Who sent the event: <c>aws.ec2</c>, or a name of your own.</summary>
    [JsonPropertyName("source")]
    public string Source { get => field ?? ""; init; }

    /// <summary>The account of the source.</summary>
    [JsonPropertyName("account")]
    public string Account { get => field ?? ""; init; }

    /// <summary>When it happened, as the source says.</summary>
    [JsonPropertyName("time")]
    public DateTimeOffset Time { get; init; }

    /// <summary>The region of the source.</summary>
    [JsonPropertyName("region")]
    public string Region { get => field ?? ""; init; }

    /// <summary>The ARNs of what the event is about.</summary>
    [JsonPropertyName("resources")]
    public List<string> Resources { get => field ??= []; init; }

    /// <summary>The replay that sent it again.</summary>
    [JsonPropertyName("replay-name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplayName { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("detail")]
    public TDetail Detail { get; init; } = default!;
}
