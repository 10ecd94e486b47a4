using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.Events;

/// <summary>JSON within an event: a message's body, a record's data.</summary>
internal static class Payload
{
    public static T Read<T>(string? json, JsonTypeInfo<T> typeInfo, string what) =>
        JsonSerializer.Deserialize(json ?? "", typeInfo) ?? throw Missing(what);

    public static T Read<T>(byte[]? json, JsonTypeInfo<T> typeInfo, string what) =>
        JsonSerializer.Deserialize(json, typeInfo) ?? throw Missing(what);

    private static JsonException Missing(string what) => new($"The {what} is the JSON value null.");
}
