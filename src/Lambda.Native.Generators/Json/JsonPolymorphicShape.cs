using System.Collections.Immutable;
using System.Globalization;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>A hierarchy whose types are told apart by a discriminator.</summary>
internal sealed class JsonPolymorphicShape(JsonGraph graph, INamedTypeSymbol type, string name) : IJsonShape
{
    private const int FallBackToBaseType = 1;
    private const int FallBackToNearestAncestor = 2;

    public Func<Direction, JsonTypeModel>? Visit(Direction direction)
    {
        string property = "$type";
        bool ignoresUnknown = false;
        foreach (KeyValuePair<string, TypedConstant> argument in type.Get("JsonPolymorphicAttribute")?.NamedArguments ?? ImmutableArray<KeyValuePair<string, TypedConstant>>.Empty)
        {
            switch (argument.Key)
            {
                case "TypeDiscriminatorPropertyName":
                    property = argument.Value.Value as string ?? property;
                    break;
                case "IgnoreUnrecognizedTypeDiscriminators":
                    ignoresUnknown = argument.Value.Value is true;
                    break;
                case "UnknownDerivedTypeHandling" when argument.Value.Value is FallBackToBaseType or FallBackToNearestAncestor:
                    graph.Fail("falling back to a base type is not done");
                    return null;
            }
        }
        var derived = new List<JsonDerivedType>();
        string own = "";
        foreach (AttributeData attribute in type.GetAttributes().Where(a => a.AttributeClass?.Name == "JsonDerivedTypeAttribute"))
        {
            if (attribute.ConstructorArguments[0].Value is not INamedTypeSymbol derivedType)
                continue;
            string discriminator = attribute.ConstructorArguments.Length < 2 ? ""
                : attribute.ConstructorArguments[1].Value is string text ? $"\"{JsonNames.Escape(text)}\""
                : Convert.ToString(attribute.ConstructorArguments[1].Value, CultureInfo.InvariantCulture);
            if (graph.FindDerived(derivedType, direction) is not { } codec)
                return null;
            derived.Add(new JsonDerivedType(derivedType.FullName(), codec, discriminator));
            if (SymbolEqualityComparer.Default.Equals(derivedType, type))
                own = codec;
        }
        if (own.Length == 0 && !type.IsAbstract && (own = graph.FindDerived(type, direction) ?? "").Length == 0)
            return null;
        return ways => new JsonPolymorphicModel(
            name, type.FullName(), type.ShortName(), (ways & Direction.Read) != 0, (ways & Direction.Write) != 0, property, derived.ToEquatableArray(), own, ignoresUnknown);
    }
}
