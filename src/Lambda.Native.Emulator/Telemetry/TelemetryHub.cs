using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Who hears of what happens in one life of an execution environment. While nobody has subscribed, nothing is made for nobody.</summary>
internal sealed class TelemetryHub : IAsyncDisposable
{
    private readonly object _gate = new();
    private volatile TelemetrySubscriber[] _subscribers = [];
    private volatile TelemetryStreams _wanted;
    private byte[]? _initStart;
    private bool _closed;

    internal bool Wants(TelemetryStreams stream) => (_wanted & stream) != 0;

    /// <summary>What happened before anybody could subscribe is told to those who do.</summary>
    internal void Begin(byte[] initStart) => _initStart = initStart;

    /// <summary>False when the initialisation is over. One who subscribes again has the second subscription alone.</summary>
    internal bool TrySubscribe(Extension extension, TelemetrySubscription subscription)
    {
        TelemetrySubscriber? former;
        lock (_gate)
        {
            if (_closed)
                return false;
            former = Array.Find(_subscribers, subscriber => subscriber.Name == extension.Name);
            var subscriber = new TelemetrySubscriber(extension.Name, subscription);
            _subscribers = [.. _subscribers.Where(other => other != former), subscriber];
            _wanted = _subscribers.Aggregate(TelemetryStreams.None, (wanted, each) => wanted | each.Streams);
            if (_initStart is not null && (subscription.Streams & TelemetryStreams.Platform) != 0)
                subscriber.Add(_initStart);
        }
        _ = former?.DisposeAsync();
        return true;
    }

    /// <summary>The initialisation is over: nobody can subscribe any more.</summary>
    internal void Close()
    {
        lock (_gate)
            _closed = true;
    }

    internal void Add(TelemetryStreams stream, byte[] record)
    {
        foreach (TelemetrySubscriber subscriber in _subscribers)
        {
            if ((subscriber.Streams & stream) != 0)
                subscriber.Add(record);
        }
    }

    /// <summary>Each line is a record.</summary>
    /// <param name="stream">Whose they are.</param>
    /// <param name="lines">UTF-8, each with its newline.</param>
    /// <param name="areJson">Whether the log is one of JSON objects.</param>
    internal void AddLines(TelemetryStreams stream, ReadOnlySpan<byte> lines, bool areJson)
    {
        while (!lines.IsEmpty)
        {
            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            bool isObject = areJson && line.StartsWith("{"u8) && InvokeRequest.JsonError(line) is null;
            byte[]? json = null, text = null;
            foreach (TelemetrySubscriber subscriber in _subscribers)
            {
                if ((subscriber.Streams & stream) == 0)
                    continue;
                if (isObject && subscriber.HasJsonRecords)
                    subscriber.Add(json ??= LineRecord(stream, line, true));
                else
                    subscriber.Add(text ??= LineRecord(stream, line, false));
            }
        }
    }

    /// <summary>Has all that waits sent. Completes when it has arrived, or after that time.</summary>
    internal async Task FlushAsync(TimeSpan most)
    {
        TelemetrySubscriber[] subscribers = _subscribers;
        if (subscribers.Length > 0)
            await Task.WhenAny(Task.WhenAll(subscribers.Select(subscriber => subscriber.FlushAsync())), Task.Delay(most));
    }

    public async ValueTask DisposeAsync()
    {
        TelemetrySubscriber[] subscribers;
        lock (_gate)
        {
            _closed = true;
            subscribers = _subscribers;
            (_subscribers, _wanted) = ([], TelemetryStreams.None);
        }
        foreach (TelemetrySubscriber subscriber in subscribers)
            await subscriber.DisposeAsync();
    }

    private static byte[] LineRecord(TelemetryStreams stream, ReadOnlySpan<byte> line, bool isJson)
    {
        var record = new MemoryStream();
        using (var writer = new Utf8JsonWriter(record))
        {
            writer.WriteStartObject();
            writer.WriteString("time", PlatformEvents.Now());
            writer.WriteString("type", stream == TelemetryStreams.Function ? "function" : "extension");
            writer.WritePropertyName("record");
            if (isJson)
                writer.WriteRawValue(line, skipInputValidation: true);
            else
                writer.WriteStringValue(Encoding.UTF8.GetString(line));
            writer.WriteEndObject();
        }
        return record.ToArray();
    }
}
