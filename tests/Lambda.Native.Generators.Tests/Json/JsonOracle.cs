using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>What generated code has to agree with: the reflection serializer.</summary>
internal static class JsonOracle
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireReferences } },
    };

    /// <summary>The one deviation: a constructor's argument that must not be null must be there.</summary>
    private static void RequireReferences(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.AssociatedParameter is not { HasDefaultValue: false, IsNullable: false, ParameterType.IsValueType: false })
                continue;
            // A required member has to have a setter, even if it is the constructor that takes it.
            property.Set ??= static (_, _) => { };
            property.IsRequired = true;
        }
    }
}
