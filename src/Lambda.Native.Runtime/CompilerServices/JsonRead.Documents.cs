using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lambda.Native.CompilerServices;

/// <content>Whatever JSON there is.</content>
public static partial class JsonRead
{
    // A node's members are found without regard to case, as those of types are. A property: a field would be made with the class, for functions without nodes too.
    private static JsonNodeOptions NodeOptions => new() { PropertyNameCaseInsensitive = true };

    /// <summary>Any value.</summary>
    public static JsonElement Element(ref Utf8JsonReader reader) => JsonElement.ParseValue(ref reader);

    /// <summary>Any value, null included.</summary>
    public static JsonDocument Document(ref Utf8JsonReader reader) => JsonDocument.ParseValue(ref reader);

    /// <summary>Any value, or null.</summary>
    public static JsonNode? Node(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        // A string that is not UTF-8 is refused here, and not when somebody looks at it.
        if (reader.TokenType == JsonTokenType.String)
            return JsonValue.Create(Characters(ref reader), NodeOptions);
        JsonElement element = JsonElement.ParseValue(ref reader);
        return element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element, NodeOptions),
            JsonValueKind.Array => JsonArray.Create(element, NodeOptions),
            _ => JsonValue.Create(element, NodeOptions),
        };
    }

    /// <summary>An object, or null.</summary>
    public static JsonObject? Object(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
            JsonMismatch.Throw("an object");
        return (JsonObject?)Node(ref reader);
    }

    /// <summary>An array, or null.</summary>
    public static JsonArray? Array(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null))
            JsonMismatch.Throw("an array");
        return (JsonArray?)Node(ref reader);
    }

    /// <summary>A string, number, true or false; or null.</summary>
    public static JsonValue? Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            JsonMismatch.Throw("a value");
        return (JsonValue?)Node(ref reader);
    }
}
