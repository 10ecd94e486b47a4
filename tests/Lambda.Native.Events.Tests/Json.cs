using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.Events.Tests;

/// <summary>The serializer the generated code is measured by, and what it is for two documents to say the same.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Web.GetTypeInfo(typeof(T));

    /// <summary>
    /// Where two documents differ; null where they say the same: a member that is null says as much as none, a time may be written in several ways, and a number may be quoted
    /// as Kafka's partition is.
    /// </summary>
    public static string? Difference(JsonElement expected, JsonElement actual, string path = "$")
    {
        switch (expected.ValueKind, actual.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                IEnumerable<string> names = expected.EnumerateObject().Concat(actual.EnumerateObject()).Select(p => p.Name).Distinct();
                return names.Select(name => (Member(expected, name), Member(actual, name)) switch
                {
                    ({ } e, { } a) => Difference(e, a, $"{path}.{name}"),
                    (null, null) => null,
                    (_, null) => $"{path}.{name}: only in the sample",
                    _ => $"{path}.{name}: not in the sample",
                }).FirstOrDefault(difference => difference is not null);
            case (JsonValueKind.Array, JsonValueKind.Array) when expected.GetArrayLength() == actual.GetArrayLength():
                return expected.EnumerateArray().Zip(actual.EnumerateArray()).Select((pair, i) => Difference(pair.First, pair.Second, $"{path}[{i}]"))
                    .FirstOrDefault(difference => difference is not null);
            case (JsonValueKind.Number, JsonValueKind.Number) when expected.GetDouble() == actual.GetDouble():
            case (JsonValueKind.String, JsonValueKind.String) when expected.GetString() == actual.GetString():
            case (JsonValueKind.String, JsonValueKind.String) when expected.TryGetDateTimeOffset(out DateTimeOffset time) && actual.GetDateTimeOffset() == time:
            case (JsonValueKind.String, JsonValueKind.Number) when expected.GetString() == actual.GetDouble().ToString(CultureInfo.InvariantCulture):
            case (JsonValueKind.True, JsonValueKind.True) or (JsonValueKind.False, JsonValueKind.False) or (JsonValueKind.Null, JsonValueKind.Null):
                return null;
            default:
                return $"{path}: {expected} became {actual}";
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
