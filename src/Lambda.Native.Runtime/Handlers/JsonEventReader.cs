using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>Reads an event as the handler's type. What does not fit is the invoker's mistake and told so.</summary>
internal static class JsonEventReader
{
    internal static TEvent Read<TEvent>(ReadOnlySpan<byte> json, JsonTypeInfo<TEvent> type)
    {
        TEvent? value;
        try
        {
            value = JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException failure)
        {
            throw Invalid(failure.Message, failure);
        }
        // The type argument does not tell Order from Order?; handlers are promised an event.
        if (value is null && Nullable.GetUnderlyingType(typeof(TEvent)) is null)
            throw Invalid($"The event is null where a {typeof(TEvent).Name} is expected.", null);
        return value!;
    }

    private static HandlerException Invalid(string message, JsonException? cause) => new("Function.InvalidEvent", message, cause);
}
