using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.Events;

/// <summary>JSON within an event: a message's body, a record's data.</summary>
internal static class Payload
{
    public const string Body = "body";
    public const string Message = "message";
    public const string Data = "data";
    public const string Key = "key";
    public const string Value = "value";
    public const string InvokingEvent = "invoking event";
    public const string RuleParameters = "rule's parameters";
    public const string UserParameters = "user parameters";
    public const string LogEvents = "log events";

    public static T Read<T>(string? json, JsonTypeInfo<T> typeInfo, string what) =>
        JsonSerializer.Deserialize(json ?? "", typeInfo) ?? throw Missing(what);

    public static T Read<T>(byte[]? json, JsonTypeInfo<T> typeInfo, string what) =>
        JsonSerializer.Deserialize(json, typeInfo) ?? throw Missing(what);

    private static JsonException Missing(string what) => new($"The {what} is the JSON value null.");
}
