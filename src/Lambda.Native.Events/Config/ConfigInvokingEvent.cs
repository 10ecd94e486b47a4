using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What made AWS Config call a rule.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html"/>.</remarks>
public sealed class ConfigInvokingEvent
{
    /// <summary><c>ConfigurationItemChangeNotification</c>, <c>OversizedConfigurationItemChangeNotification</c> or <c>ScheduledNotification</c>.</summary>
    [JsonPropertyName("messageType")]
    public string MessageType { get => field ?? ""; init; }

    /// <summary>The account, with <c>ScheduledNotification</c>.</summary>
    [JsonPropertyName("awsAccountId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AwsAccountId { get; init; }

    /// <summary>When the notification was made.</summary>
    [JsonPropertyName("notificationCreationTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NotificationCreationTime { get; init; }

    /// <summary>The version of the record.</summary>
    [JsonPropertyName("recordVersion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RecordVersion { get; init; }

    /// <summary>The resource as it is now.</summary>
    [JsonPropertyName("configurationItem"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfigurationItem? ConfigurationItem { get; init; }

    /// <summary>The resource without its configuration, where that is too large.</summary>
    [JsonPropertyName("configurationItemSummary"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConfigurationItem? ConfigurationItemSummary { get; init; }

    /// <summary>What has changed.</summary>
    [JsonPropertyName("configurationItemDiff"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? ConfigurationItemDiff { get; init; }
}

/// <summary>A resource as AWS Config has recorded it.</summary>
public sealed class ConfigurationItem
{
    /// <summary>The resource's ARN.</summary>
    [JsonPropertyName("ARN"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arn { get; init; }

    /// <summary>The account of the resource.</summary>
    [JsonPropertyName("awsAccountId")]
    public string AwsAccountId { get => field ?? ""; init; }

    /// <summary>The region of the resource.</summary>
    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get => field ?? ""; init; }

    /// <summary>The availability zone of the resource.</summary>
    [JsonPropertyName("availabilityZone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AvailabilityZone { get; init; }

    /// <summary>The type: <c>AWS::EC2::Instance</c>.</summary>
    [JsonPropertyName("resourceType")]
    public string ResourceType { get => field ?? ""; init; }

    /// <summary>The identifier.</summary>
    [JsonPropertyName("resourceId")]
    public string ResourceId { get => field ?? ""; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("resourceName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceName { get; init; }

    /// <summary>When the resource was made.</summary>
    [JsonPropertyName("resourceCreationTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ResourceCreationTime { get; init; }

    /// <summary>When it was recorded.</summary>
    [JsonPropertyName("configurationItemCaptureTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ConfigurationItemCaptureTime { get; init; }

    /// <summary><c>OK</c>, <c>ResourceDiscovered</c>, <c>ResourceDeleted</c>, <c>ResourceNotRecorded</c> and others.</summary>
    [JsonPropertyName("configurationItemStatus")]
    public string ConfigurationItemStatus { get => field ?? ""; init; }

    /// <summary>The version of the record.</summary>
    [JsonPropertyName("configurationItemVersion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConfigurationItemVersion { get; init; }

    /// <summary>The place in the order of the records of a resource.</summary>
    [JsonPropertyName("configurationStateId"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ConfigurationStateId { get; init; }

    /// <summary>The MD5 of the record.</summary>
    [JsonPropertyName("configurationStateMd5Hash"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConfigurationStateMd5Hash { get; init; }

    /// <summary><c>CREATE</c>, <c>UPDATE</c> or <c>DELETE</c>, in a summary.</summary>
    [JsonPropertyName("changeType"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChangeType { get; init; }

    /// <summary>The CloudTrail events that changed it.</summary>
    [JsonPropertyName("relatedEvents"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? RelatedEvents { get; init; }

    /// <summary>The tags.</summary>
    [JsonPropertyName("tags"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Tags { get; init; }

    /// <summary>The resources it belongs with.</summary>
    [JsonPropertyName("relationships"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<ConfigurationRelationship>? Relationships { get; init; }

    /// <summary>What the call that describes the resource answers.</summary>
    [JsonPropertyName("configuration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Configuration { get; init; }

    /// <summary>What other calls answer.</summary>
    [JsonPropertyName("supplementaryConfiguration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, JsonElement>? SupplementaryConfiguration { get; init; }
}

/// <summary>A resource that another one belongs with.</summary>
public sealed class ConfigurationRelationship
{
    /// <summary>How: <c>Is attached to ElasticIp</c>.</summary>
    [JsonPropertyName("name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The type.</summary>
    [JsonPropertyName("resourceType")]
    public string ResourceType { get => field ?? ""; init; }

    /// <summary>The identifier.</summary>
    [JsonPropertyName("resourceId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceId { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("resourceName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceName { get; init; }
}
