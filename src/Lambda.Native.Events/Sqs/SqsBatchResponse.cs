using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Which messages of an <see cref="SqsEvent"/> failed and are to be seen again; the others are deleted.</summary>
/// <remarks>Only read where the event source mapping has <c>ReportBatchItemFailures</c>; without it, whatever is answered, all messages are deleted. Source:
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html"/>.</remarks>
public sealed class SqsBatchResponse
{
    /// <summary>The failed messages, by their identifiers; empty when all went well.</summary>
    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get => field ??= []; set; }
}
