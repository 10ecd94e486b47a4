using System.ComponentModel;
using System.Text.Json;
using Lambda.Native.Json;
using Lambda.Native.Loop;

namespace Lambda.Native.CompilerServices;

/// <summary>Reads events by generated readers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonEvent
{
    /// <summary>System.Text.Json marks so what it throws because of its input.</summary>
    private const string RethrowableSource = "System.Text.Json.Rethrowable";

    /// <summary>Reads an event: one JSON value and nothing else. What does not fit fails the invocation as <c>Function.InvalidEvent</c>, with path and position.</summary>
    public static T Read<T, TReader>(ReadOnlySpan<byte> json)
        where TReader : struct, IJsonReader<T>
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            T value = TReader.Read(ref reader);
            // There is nothing more, or this throws.
            reader.Read();
            return value;
        }
        catch (Exception exception) when (exception is JsonException or FormatException { Source: RethrowableSource } or InvalidOperationException { Source: RethrowableSource })
        {
            throw new HandlerException("Function.InvalidEvent", InvalidJson.Describe(json, exception, ref reader), exception);
        }
    }
}
