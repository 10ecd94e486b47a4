using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.CompilerServices;

/// <summary>JSON by a <c>JsonSerializerContext</c> of the project, for the types it names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonContext
{
    /// <summary>Reads a value, null included.</summary>
    public static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo? type) => JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)type!)!;

    /// <summary>Writes a value, null included.</summary>
    public static void Write<T>(ref JsonWriter writer, T value, JsonTypeInfo? type) => writer.WriteByContext(value, (JsonTypeInfo<T>)type!);
}
