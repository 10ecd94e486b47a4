using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A record that failed.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"/>.</remarks>
public sealed class BatchItemFailure
{
    /// <summary>The identifier of an SQS message or the sequence number of a stream's record; an empty one fails the whole batch.</summary>
    [JsonPropertyName("itemIdentifier")]
    public string ItemIdentifier { get; set; } = "";
}
