namespace Lambda.Native.Events;

/// <summary>Works off a batch of a stream in order, so that a failure repeats only what comes from there on.</summary>
public static class StreamBatchExtensions
{
    /// <summary>
    /// Hands one record after the other to <paramref name="handler"/> until one throws: the exception is logged with the record's sequence number, and the answer names
    /// the record, so that Lambda sends it and those after it again.
    /// </summary>
    /// <remarks>The event source mapping must have <c>ReportBatchItemFailures</c>; without it the failed records are lost. See
    /// <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">AWS on partial batch responses</see>.</remarks>
    /// <param name="batch">The event.</param>
    /// <param name="context">The invocation; a failure goes to its log.</param>
    /// <param name="handler">What is done with a record.</param>
    /// <param name="cancellationToken">Once cancelled, no further record is begun, and the next one counts as failed.</param>
    public static Task<StreamBatchResponse> ProcessAsync(
        this KinesisEvent batch, LambdaContext context, Func<KinesisRecord, Task> handler, CancellationToken cancellationToken = default) =>
        ProcessAsync(batch.Records, record => record.Kinesis.SequenceNumber, context.Log, handler, cancellationToken);

    /// <inheritdoc cref="ProcessAsync(KinesisEvent, LambdaContext, Func{KinesisRecord, Task}, CancellationToken)"/>
    public static Task<StreamBatchResponse> ProcessAsync(
        this DynamoDbEvent batch, LambdaContext context, Func<DynamoDbRecord, Task> handler, CancellationToken cancellationToken = default) =>
        ProcessAsync(batch.Records, record => record.DynamoDb.SequenceNumber, context.Log, handler, cancellationToken);

    private static async Task<StreamBatchResponse> ProcessAsync<TRecord>(
        List<TRecord> records, Func<TRecord, string> sequenceNumber, LambdaLog log, Func<TRecord, Task> handler, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var answer = new StreamBatchResponse();
        foreach (TRecord record in records)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                await handler(record).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                string number = sequenceNumber(record);
                log.Error($"Stream record {number} failed", exception);
                answer.BatchItemFailures.Add(new() { ItemIdentifier = number });
                break;
            }
        }
        return answer;
    }
}
