using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Notifications of an S3 bucket.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html"/>.</remarks>
public sealed class S3Event
{
    /// <summary>The notifications; S3 sends one.</summary>
    [JsonPropertyName("Records")]
    public List<S3Record> Records { get => field ??= []; init; }
}

/// <summary>What happened to an object.</summary>
public sealed class S3Record
{
    /// <summary>The version of the event; a greater number after the dot adds members, another one before it changes them.</summary>
    [JsonPropertyName("eventVersion")]
    public string EventVersion { get => field ?? ""; init; }

    /// <summary><c>aws:s3</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The region of the bucket.</summary>
    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get => field ?? ""; init; }

    /// <summary>When S3 finished the request.</summary>
    [JsonPropertyName("eventTime")]
    public DateTimeOffset EventTime { get; init; }

    /// <summary>What happened: <c>ObjectCreated:Put</c>, <c>ObjectRemoved:Delete</c>.</summary>
    [JsonPropertyName("eventName")]
    public string EventName { get => field ?? ""; init; }

    /// <summary>Who did it.</summary>
    [JsonPropertyName("userIdentity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3Identity? UserIdentity { get; init; }

    /// <summary>Where the request came from.</summary>
    [JsonPropertyName("requestParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3RequestParameters? RequestParameters { get; init; }

    /// <summary><c>x-amz-request-id</c> and <c>x-amz-id-2</c>, for AWS support.</summary>
    [JsonPropertyName("responseElements"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ResponseElements { get; init; }

    /// <summary>The bucket and the object.</summary>
    [JsonPropertyName("s3")]
    public S3Entity S3 { get => field ??= new(); init; }

    /// <summary>With <c>ObjectRestore:Completed</c>.</summary>
    [JsonPropertyName("glacierEventData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3GlacierEventData? GlacierEventData { get; init; }

    /// <summary>With replication events.</summary>
    [JsonPropertyName("replicationEventData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3ReplicationEventData? ReplicationEventData { get; init; }

    /// <summary>With <c>IntelligentTiering</c>.</summary>
    [JsonPropertyName("intelligentTieringEventData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3IntelligentTieringEventData? IntelligentTieringEventData { get; init; }

    /// <summary>With <c>LifecycleTransition</c>.</summary>
    [JsonPropertyName("lifecycleEventData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3LifecycleEventData? LifecycleEventData { get; init; }
}

/// <summary>A principal of S3.</summary>
public sealed class S3Identity
{
    /// <summary>The principal.</summary>
    [JsonPropertyName("principalId")]
    public string PrincipalId { get => field ?? ""; init; }
}

/// <summary>Where a request came from.</summary>
public sealed class S3RequestParameters
{
    /// <summary>The address.</summary>
    [JsonPropertyName("sourceIPAddress")]
    public string SourceIPAddress { get => field ?? ""; init; }
}

/// <summary>The bucket and the object of a notification.</summary>
public sealed class S3Entity
{
    /// <summary>The version of this part: <c>1.0</c>.</summary>
    [JsonPropertyName("s3SchemaVersion")]
    public string SchemaVersion { get => field ?? ""; init; }

    /// <summary>The identifier of the bucket's notification configuration.</summary>
    [JsonPropertyName("configurationId")]
    public string ConfigurationId { get => field ?? ""; init; }

    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucket")]
    public S3Bucket Bucket { get => field ??= new(); init; }

    /// <summary>The object.</summary>
    [JsonPropertyName("object")]
    public S3Object Object { get => field ??= new(); init; }
}

/// <summary>The bucket of a notification.</summary>
public sealed class S3Bucket
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The owner.</summary>
    [JsonPropertyName("ownerIdentity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public S3Identity? OwnerIdentity { get; init; }

    /// <summary>The ARN.</summary>
    [JsonPropertyName("arn")]
    public string Arn { get => field ?? ""; init; }
}

/// <summary>The object of a notification.</summary>
public sealed class S3Object
{
    /// <summary>The key as S3 sends it: form-encoded, <c>red+flower.jpg</c> for "red flower.jpg".</summary>
    [JsonPropertyName("key")]
    public string Key { get => field ?? ""; init; }

    /// <summary>The size in bytes; none when the object was deleted.</summary>
    [JsonPropertyName("size"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Size { get; init; }

    /// <summary>The entity tag; none when the object was deleted.</summary>
    [JsonPropertyName("eTag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    /// <summary>The version, where the bucket has versions.</summary>
    [JsonPropertyName("versionId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VersionId { get; init; }

    /// <summary>The place in the order of events of this key: a hexadecimal number, to be compared as text after padding the shorter one with zeros on the
    /// right.</summary>
    [JsonPropertyName("sequencer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sequencer { get; init; }

    /// <summary><see cref="Key"/> decoded: what the other calls of S3 take.</summary>
    [JsonIgnore]
    public string DecodedKey => FormEncoding.Decode(Key);
}

/// <summary>What a notification says of an object from an archive.</summary>
public sealed class S3GlacierEventData
{
    /// <summary>The restoration.</summary>
    [JsonPropertyName("restoreEventData")]
    public S3RestoreEventData RestoreEventData { get => field ??= new(); init; }
}

/// <summary>The restoration of an object.</summary>
public sealed class S3RestoreEventData
{
    /// <summary>When the restored copy goes.</summary>
    [JsonPropertyName("lifecycleRestorationExpiryTime")]
    public DateTimeOffset LifecycleRestorationExpiryTime { get; init; }

    /// <summary>The storage class the object was restored from.</summary>
    [JsonPropertyName("lifecycleRestoreStorageClass")]
    public string LifecycleRestoreStorageClass { get => field ?? ""; init; }
}

/// <summary>What a notification says of a replication.</summary>
public sealed class S3ReplicationEventData
{
    /// <summary>The rule.</summary>
    [JsonPropertyName("replicationRuleId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplicationRuleId { get; init; }

    /// <summary>The ARN of the bucket the object goes to.</summary>
    [JsonPropertyName("destinationBucket"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DestinationBucket { get; init; }

    /// <summary>The operation: <c>OBJECT_PUT</c>.</summary>
    [JsonPropertyName("s3Operation"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operation { get; init; }

    /// <summary>When the replication was asked for, as S3 writes it.</summary>
    [JsonPropertyName("requestTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestTime { get; init; }

    /// <summary>Why it failed.</summary>
    [JsonPropertyName("failureReason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FailureReason { get; init; }

    /// <summary>The threshold that was missed, in minutes.</summary>
    [JsonPropertyName("threshold"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Threshold { get; init; }

    /// <summary>When the replication was done, as S3 writes it.</summary>
    [JsonPropertyName("replicationTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReplicationTime { get; init; }
}

/// <summary>What a notification says of a move to an archive tier.</summary>
public sealed class S3IntelligentTieringEventData
{
    /// <summary>The tier.</summary>
    [JsonPropertyName("destinationAccessTier")]
    public string DestinationAccessTier { get => field ?? ""; init; }
}

/// <summary>What a notification says of a lifecycle transition.</summary>
public sealed class S3LifecycleEventData
{
    /// <summary>The transition.</summary>
    [JsonPropertyName("transitionEventData")]
    public S3TransitionEventData TransitionEventData { get => field ??= new(); init; }
}

/// <summary>The transition of an object.</summary>
public sealed class S3TransitionEventData
{
    /// <summary>The storage class the object is in now.</summary>
    [JsonPropertyName("destinationStorageClass")]
    public string DestinationStorageClass { get => field ?? ""; init; }
}
