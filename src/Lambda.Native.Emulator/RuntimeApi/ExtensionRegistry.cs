using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;

namespace Lambda.Native.Emulator;

/// <summary>The extensions within one process of the function. One is enough for the process to be asked to end before it is ended.</summary>
internal sealed class ExtensionRegistry
{
    private readonly ConcurrentDictionary<string, Channel<byte[]>> _extensions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

    private event Action<byte[]>? Invoked;

    internal bool IsEmpty => _extensions.IsEmpty;

    /// <summary>Its identifier; null when the name is taken.</summary>
    internal string? Register(string name, bool invocations)
    {
        if (!_names.TryAdd(name, true))
            return null;
        string identifier = Guid.NewGuid().ToString();
        Channel<byte[]> events = Channel.CreateUnbounded<byte[]>();
        if (invocations)
            Invoked += item => events.Writer.TryWrite(item);
        _extensions[identifier] = events;
        return identifier;
    }

    internal ChannelReader<byte[]>? Events(string identifier) => _extensions.TryGetValue(identifier, out Channel<byte[]>? events) ? events.Reader : null;

    /// <summary>Tells those who subscribed to INVOKE.</summary>
    internal void Tell(Invocation invocation)
    {
        if (Invoked is not { } subscribers)
            return;
        var item = new MemoryStream();
        using (var writer = new Utf8JsonWriter(item))
        {
            writer.WriteStartObject();
            writer.WriteString("eventType", "INVOKE");
            writer.WriteNumber("deadlineMs", invocation.Deadline.ToUnixTimeMilliseconds());
            writer.WriteString("requestId", invocation.RequestId);
            writer.WriteString("invokedFunctionArn", invocation.FunctionArn);
            writer.WriteStartObject("tracing");
            writer.WriteString("type", "X-Amzn-Trace-Id");
            writer.WriteString("value", invocation.TraceId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        subscribers(item.ToArray());
    }
}
