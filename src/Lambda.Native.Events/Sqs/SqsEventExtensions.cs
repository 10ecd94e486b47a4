namespace Lambda.Native.Events;

/// <summary>Works off a batch of messages so that only those that failed come again.</summary>
public static class SqsEventExtensions
{
    /// <summary>
    /// Hands each message to <paramref name="handler"/>. A message whose handler throws has failed: the exception is logged with the message's identifier, and the answer
    /// names it, so that SQS shows it again. In a FIFO queue the messages of a group are handled one after the other, and after a failure the rest of the group is
    /// reported without being handled, so that its order stays; other groups go on.
    /// </summary>
    /// <remarks>The event source mapping must have <c>ReportBatchItemFailures</c>; without it SQS deletes the failed messages too. See
    /// <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">AWS on partial batch responses</see>.</remarks>
    /// <param name="batch">The event.</param>
    /// <param name="context">The invocation; failures go to its log.</param>
    /// <param name="handler">What is done with a message. With a concurrency above one it is called again while an earlier call waits.</param>
    /// <param name="concurrency">How many messages, or groups of a FIFO queue, may be under way at a time. No threads are made for it: a handler that does not wait is not
    /// overtaken.</param>
    /// <param name="cancellationToken">Once cancelled, no further message is begun, and those that are left count as failed: with
    /// <see cref="LambdaContext.CancellationToken"/> the answer is sent before the time is up.</param>
    /// <returns>The messages that failed, in the order of the batch.</returns>
    /// <exception cref="ArgumentException">A message of the batch is null.</exception>
    public static async Task<SqsBatchResponse> ProcessAsync(
        this SqsEvent batch, LambdaContext context, Func<SqsMessage, Task> handler, int concurrency = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        if (batch.Records.Contains(null!))
            throw new ArgumentException("A message of the batch is null.", nameof(batch));
        var run = new SqsBatchRun(batch.Records, context.Log, handler, cancellationToken);
        await run.CompleteAsync(concurrency).ConfigureAwait(false);
        return run.Answer();
    }
}
