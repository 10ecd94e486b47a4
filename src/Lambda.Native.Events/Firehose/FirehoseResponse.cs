using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The transformed records: one for each of the <see cref="FirehoseEvent"/>, 6 MB in all.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html"/>.</remarks>
public sealed class FirehoseResponse
{
    /// <summary>The records.</summary>
    [JsonPropertyName("records")]
    public List<FirehoseResult> Records { get => field ??= []; set; }
}

/// <summary>A transformed record.</summary>
public sealed class FirehoseResult
{
    /// <summary>The identifier of the record that came.</summary>
    [JsonPropertyName("recordId")]
    public string RecordId { get; set; } = "";

    /// <summary>One of the constants of <see cref="FirehoseResults"/>.</summary>
    [JsonPropertyName("result")]
    public string Result { get; set; } = FirehoseResults.Ok;

    /// <summary>The new data.</summary>
    [JsonPropertyName("data"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Data { get; set; }

    /// <summary>The keys for dynamic partitioning.</summary>
    [JsonPropertyName("metadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FirehoseResultMetadata? Metadata { get; set; }
}

/// <summary>What a transformed record says of itself.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html"/>.</remarks>
public sealed class FirehoseResultMetadata
{
    /// <summary>The keys for dynamic partitioning.</summary>
    [JsonPropertyName("partitionKeys"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PartitionKeys { get; set; }
}
