using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The detail of S3's events in EventBridge, for <see cref="EventBridgeEvent{TDetail}"/>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html"/>.</remarks>
public sealed class S3ObjectDetail
{
    /// <summary>The version of the detail.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucket")]
    public S3BucketName Bucket { get => field ??= new(); init; }

    /// <summary>The object.</summary>
    [JsonPropertyName("object")]
    public S3DetailObject Object { get => field ??= new(); init; }

    /// <summary>The identifier of the request.</summary>
    [JsonPropertyName("request-id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>The account or service that asked.</summary>
    [JsonPropertyName("requester"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Requester { get; init; }

    /// <summary>Where the request came from.</summary>
    [JsonPropertyName("source-ip-address"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceIPAddress { get; init; }

    /// <summary>The call behind it: <c>PutObject</c>, <c>CopyObject</c>, <c>Lifecycle Expiration</c>.</summary>
    [JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary><c>Permanently Deleted</c> or <c>Delete Marker Created</c>, with deletions.</summary>
    [JsonPropertyName("deletion-type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeletionType { get; init; }

    /// <summary>When the restored copy goes, with restorations.</summary>
    [JsonPropertyName("restore-expiry-time"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RestoreExpiryTime { get; init; }

    /// <summary>The storage class the object is or was in.</summary>
    [JsonPropertyName("source-storage-class"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceStorageClass { get; init; }

    /// <summary>The storage class the object is in now, with transitions.</summary>
    [JsonPropertyName("destination-storage-class"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DestinationStorageClass { get; init; }

    /// <summary>The access tier the object is in now.</summary>
    [JsonPropertyName("destination-access-tier"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DestinationAccessTier { get; init; }
}

/// <summary>The bucket of an event in EventBridge.</summary>
public sealed class S3BucketName
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get => field ?? ""; init; }
}

/// <summary>The object of an event in EventBridge.</summary>
public sealed class S3DetailObject
{
    /// <summary>The key, not encoded.</summary>
    [JsonPropertyName("key")]
    public string Key { get => field ?? ""; init; }

    /// <summary>The size in bytes.</summary>
    [JsonPropertyName("size"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Size { get; init; }

    /// <summary>The entity tag.</summary>
    [JsonPropertyName("etag"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    /// <summary>The version, where the bucket has versions.</summary>
    [JsonPropertyName("version-id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VersionId { get; init; }

    /// <summary>The place in the order of events of this key.</summary>
    [JsonPropertyName("sequencer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sequencer { get; init; }
}
