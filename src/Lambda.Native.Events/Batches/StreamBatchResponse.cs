using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The record of a <see cref="KinesisEvent"/> or <see cref="DynamoDbEvent"/> from which on the batch is to be sent again.</summary>
/// <remarks>Only read where the event source mapping has <c>ReportBatchItemFailures</c>. Of several failures Lambda takes the one with the lowest sequence
/// number. Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html"/>.</remarks>
public sealed class StreamBatchResponse
{
    /// <summary>The failed record, by its sequence number; empty when all went well.</summary>
    [JsonPropertyName("batchItemFailures")]
    public List<BatchItemFailure> BatchItemFailures { get => field ??= []; set; }
}
