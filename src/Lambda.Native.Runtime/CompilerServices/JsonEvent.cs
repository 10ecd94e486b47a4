using System.ComponentModel;
using System.Text.Json;
using Lambda.Native.Json;
using Lambda.Native.Loop;

namespace Lambda.Native.CompilerServices;

/// <summary>Around the reading of an event by generated code. Without a type parameter: code that is shared among types would link the runtime's type loader, 60 KiB of zip.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonEvent
{
    /// <summary>Goes to the event's first token.</summary>
    public static void Begin(ref Utf8JsonReader reader) => reader.Read();

    /// <summary>Nothing may come after the event: this throws then.</summary>
    public static void End(ref Utf8JsonReader reader) => reader.Read();

    /// <summary>What the invocation fails with: <c>Function.InvalidEvent</c>, with path and position.</summary>
    public static Exception Invalid(ReadOnlySpan<byte> json, JsonException failure, ref Utf8JsonReader reader) =>
        new HandlerException("Function.InvalidEvent", Describe(json, failure, ref reader), failure);

    /// <summary>What is wrong with JSON, with path and position: for JSON within an event, which is not the invocation's failure.</summary>
    public static string Describe(ReadOnlySpan<byte> json, JsonException failure, ref Utf8JsonReader reader) => InvalidJson.Describe(json, failure, ref reader);
}
