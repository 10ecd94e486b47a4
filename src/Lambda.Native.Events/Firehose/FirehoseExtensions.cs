namespace Lambda.Native.Events;

/// <summary>Transforms records for Data Firehose.</summary>
public static class FirehoseExtensions
{
    /// <summary>
    /// Hands one record after the other to <paramref name="transform"/>. A record for which it throws is answered as <see cref="FirehoseResults.ProcessingFailed"/>, and the
    /// exception is logged with the record's identifier.
    /// </summary>
    /// <param name="batch">The event.</param>
    /// <param name="context">The invocation; failures go to its log.</param>
    /// <param name="transform">What becomes of a record: <see cref="Ok"/> or <see cref="Dropped"/>.</param>
    public static FirehoseResponse Transform(this FirehoseEvent batch, LambdaContext context, Func<FirehoseRecord, FirehoseResult> transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        var answer = new FirehoseResponse();
        foreach (FirehoseRecord record in batch.Records)
        {
            try
            {
                answer.Records.Add(transform(record));
            }
            catch (Exception exception)
            {
                context.Log.Error($"Firehose record {record.RecordId} failed", exception);
                answer.Records.Add(new() { RecordId = record.RecordId, Result = FirehoseResults.ProcessingFailed, Data = record.Data });
            }
        }
        return answer;
    }

    /// <summary>The record is delivered with new data. Firehose adds nothing between records: a line break at the end is yours.</summary>
    /// <param name="record">The record.</param>
    /// <param name="data">The new data.</param>
    /// <param name="partitionKeys">The keys for dynamic partitioning.</param>
    public static FirehoseResult Ok(this FirehoseRecord record, byte[] data, Dictionary<string, string>? partitionKeys = null) =>
        new() { RecordId = record.RecordId, Data = data, Metadata = partitionKeys is null ? null : new() { PartitionKeys = partitionKeys } };

    /// <summary>The record is left out.</summary>
    public static FirehoseResult Dropped(this FirehoseRecord record) => new() { RecordId = record.RecordId, Result = FirehoseResults.Dropped };
}
