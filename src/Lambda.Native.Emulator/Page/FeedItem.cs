using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>One thing that a page is told of.</summary>
internal abstract record FeedItem
{
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    protected abstract string EventName { get; }

    protected abstract object Data { get; }

    /// <summary>JSON has no line ends of its own, so it is one line of data.</summary>
    internal byte[] ToServerSentEvent() => Encoding.UTF8.GetBytes($"event: {EventName}\ndata: {JsonSerializer.Serialize(Data, s_web)}\n\n");
}

/// <summary>Lines of the log.</summary>
internal sealed record LoggedItem(LogSource Source, string? RequestId, byte[] Lines) : FeedItem
{
    protected override string EventName => "log";

    protected override object Data => new { source = Source == LogSource.Platform ? "platform" : "function", requestId = RequestId, text = Encoding.UTF8.GetString(Lines) };
}

/// <summary>An invocation that is over.</summary>
internal sealed record InvokedItem(InvocationRecord Record) : FeedItem
{
    protected override string EventName => "invocation";

    protected override object Data => Record;
}
