using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lambda.Native.Tasks.Tests;

/// <summary>As much of JSON Schema as the SDK's schemas use; a keyword beyond that is refused, not passed over.</summary>
internal static class JsonSchemaCheck
{
    private static readonly HashSet<string> s_annotations = ["$schema", "$id", "title", "description"];

    /// <summary>What does not fit, each with the way to it.</summary>
    internal static IEnumerable<string> Faults(JsonElement schema, JsonElement value, string path = "$")
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "type":
                    string[] types = keyword.Value.ValueKind == JsonValueKind.Array ? [.. keyword.Value.EnumerateArray().Select(t => t.GetString()!)] : [keyword.Value.GetString()!];
                    if (!types.Contains(TypeOf(value)))
                        yield return $"{path} is no {string.Join(" or ", types)}";
                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    foreach (JsonElement name in keyword.Value.EnumerateArray())
                    {
                        if (!value.TryGetProperty(name.GetString()!, out _))
                            yield return $"{path}.{name} is missing";
                    }
                    break;
                case "properties" when value.ValueKind == JsonValueKind.Object:
                    foreach (JsonProperty property in keyword.Value.EnumerateObject())
                    {
                        if (!value.TryGetProperty(property.Name, out JsonElement member))
                            continue;
                        foreach (string fault in Faults(property.Value, member, $"{path}.{property.Name}"))
                            yield return fault;
                    }
                    break;
                case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                    Assert.False(keyword.Value.GetBoolean());
                    foreach (JsonProperty member in value.EnumerateObject())
                    {
                        if (!schema.GetProperty("properties").TryGetProperty(member.Name, out _))
                            yield return $"{path}.{member.Name} is not in the schema";
                    }
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    int i = 0;
                    foreach (JsonElement item in value.EnumerateArray())
                    {
                        foreach (string fault in Faults(keyword.Value, item, $"{path}[{i}]"))
                            yield return fault;
                        i++;
                    }
                    break;
                case "pattern" when value.ValueKind == JsonValueKind.String:
                    if (!Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!))
                        yield return $"{path} does not match {keyword.Value}";
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)))
                        yield return $"{path} is none of {keyword.Value}";
                    break;
                case "minimum" when value.ValueKind == JsonValueKind.Number:
                    if (value.GetDecimal() < keyword.Value.GetDecimal())
                        yield return $"{path} is below {keyword.Value}";
                    break;
                case "required" or "properties" or "additionalProperties" or "items" or "pattern" or "minimum":
                    break;
                default:
                    Assert.Contains(keyword.Name, s_annotations);
                    break;
            }
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
