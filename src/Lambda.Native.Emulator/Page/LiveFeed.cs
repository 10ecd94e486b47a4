using System.Threading.Channels;

namespace Lambda.Native.Emulator;

/// <summary>What happens in the emulator, for the pages that look on: the last of it when one comes, and then everything. A page that does not keep up loses the oldest; the function never waits for one.</summary>
internal sealed class LiveFeed
{
    private const int MaxRecords = 100;
    private const int MaxLogLength = 256 << 10;
    private const int MaxBehind = 1000;

    private readonly object _gate = new();
    private readonly Queue<InvokedItem> _records = new();
    private readonly Queue<LoggedItem> _log = new();
    private readonly List<Channel<FeedItem>> _pages = [];
    private int _logLength;

    /// <summary>A listener of <see cref="FunctionLog"/>.</summary>
    internal void Write(LogSource source, string? requestId, ReadOnlySpan<byte> lines)
    {
        var piece = new LoggedItem(source, requestId, lines.Length <= MaxLogLength ? lines.ToArray() : lines[^MaxLogLength..].ToArray());
        lock (_gate)
        {
            _log.Enqueue(piece);
            _logLength += piece.Lines.Length;
            while (_logLength > MaxLogLength)
                _logLength -= _log.Dequeue().Lines.Length;
            Send(piece);
        }
    }

    internal void Add(InvocationRecord record)
    {
        lock (_gate)
        {
            var item = new InvokedItem(record);
            _records.Enqueue(item);
            if (_records.Count > MaxRecords)
                _records.Dequeue();
            Send(item);
        }
    }

    internal InvocationRecord? Find(string id)
    {
        lock (_gate)
            return _records.FirstOrDefault(item => item.Record.Id == id)?.Record;
    }

    internal void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
            _log.Clear();
            _logLength = 0;
        }
    }

    /// <summary>Writes server-sent events until the page goes.</summary>
    internal async Task ServeAsync(Stream page, CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<FeedItem>(new BoundedChannelOptions(MaxBehind) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        FeedItem[] before;
        lock (_gate)
        {
            before = [.. _log, .. _records];
            _pages.Add(channel);
        }
        try
        {
            // The page begins anew with each connection.
            await page.WriteAsync("event: begin\ndata: {}\n\n"u8.ToArray(), cancellation);
            foreach (FeedItem item in before)
                await page.WriteAsync(item.ToServerSentEvent(), cancellation);
            await page.FlushAsync(cancellation);
            while (await channel.Reader.WaitToReadAsync(cancellation))
            {
                while (channel.Reader.TryRead(out FeedItem? item))
                    await page.WriteAsync(item.ToServerSentEvent(), cancellation);
                await page.FlushAsync(cancellation);
            }
        }
        finally
        {
            lock (_gate)
                _pages.Remove(channel);
        }
    }

    private void Send(FeedItem item)
    {
        foreach (Channel<FeedItem> page in _pages)
            page.Writer.TryWrite(item);
    }
}
