namespace Lambda.Native.Events;

/// <summary>
/// One pass over a batch. The messages are put into lanes: each on its own, or those of a FIFO queue's group one behind the other. Workers take lanes until none is left.
/// </summary>
internal sealed class SqsBatchRun
{
    private const int None = -1;

    private readonly List<SqsMessage> _messages;
    private readonly LambdaLog _log;
    private readonly Func<SqsMessage, Task> _handler;
    private readonly CancellationToken _cancellationToken;
    private readonly bool[] _failed;
    private readonly List<int> _lanes;
    private readonly int[] _next;
    private int _lane = None;

    public SqsBatchRun(List<SqsMessage> messages, LambdaLog log, Func<SqsMessage, Task> handler, CancellationToken cancellationToken)
    {
        (_messages, _log, _handler, _cancellationToken) = (messages, log, handler, cancellationToken);
        _failed = new bool[messages.Count];
        _lanes = new List<int>(messages.Count);
        _next = new int[messages.Count];
        Dictionary<string, int>? last = null;
        for (int i = 0; i < messages.Count; i++)
        {
            _next[i] = None;
            // The queue's name tells: a standard queue has message groups too, for fairness and not for order.
            if (messages[i].EventSourceArn.EndsWith(".fifo", StringComparison.Ordinal))
            {
                string group = messages[i].MessageGroupId ?? "";
                bool follows = (last ??= []).TryGetValue(group, out int before);
                last[group] = i;
                if (follows)
                {
                    _next[before] = i;
                    continue;
                }
            }
            _lanes.Add(i);
        }
    }

    public Task CompleteAsync(int concurrency)
    {
        concurrency = Math.Min(concurrency, _lanes.Count);
        if (concurrency <= 1)
            return WorkAsync();
        var workers = new Task[concurrency];
        for (int i = 0; i < workers.Length; i++)
            workers[i] = WorkAsync();
        return Task.WhenAll(workers);
    }

    public SqsBatchResponse Answer()
    {
        var answer = new SqsBatchResponse();
        for (int i = 0; i < _failed.Length; i++)
        {
            if (_failed[i])
                answer.BatchItemFailures.Add(new() { ItemIdentifier = _messages[i].MessageId });
        }
        return answer;
    }

    private async Task WorkAsync()
    {
        int lane;
        while ((lane = Interlocked.Increment(ref _lane)) < _lanes.Count)
        {
            int message = _lanes[lane];
            while (message != None && await SucceedsAsync(_messages[message]).ConfigureAwait(false))
                message = _next[message];
            for (; message != None; message = _next[message])
                _failed[message] = true;
        }
    }

    private async ValueTask<bool> SucceedsAsync(SqsMessage message)
    {
        if (_cancellationToken.IsCancellationRequested)
        {
            _log.Warn($"SQS message {message.MessageId} is left for later: cancelled");
            return false;
        }
        try
        {
            await _handler(message).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            _log.Error($"SQS message {message.MessageId} failed", exception);
            return false;
        }
    }
}
