using System.Globalization;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>An enum: a number, or a string where a JsonStringEnumConverter says so; as the key of a dictionary always its name.</summary>
internal sealed class JsonEnumShape(INamedTypeSymbol type, string name, bool isText, bool isKey) : IJsonShape
{
    internal static IJsonShape Of(JsonGraph graph, INamedTypeSymbol type, string name, bool isText)
    {
        if (type.Get("JsonConverterAttribute") is { } converter)
        {
            if (!IsStringConverter(converter))
                return new JsonShapes.NoShape(graph, "it has a JsonConverter");
            isText = true;
        }
        return new JsonEnumShape(type, name, isText, isKey: false);
    }

    internal static bool IsStringConverter(AttributeData converter) =>
        converter.ConstructorArguments.Length == 1 && converter.ConstructorArguments[0].Value is INamedTypeSymbol { Name: "JsonStringEnumConverter" } type
        && type.SystemNamespace() == "System.Text.Json.Serialization";

    private static bool IsFlags(INamedTypeSymbol type) => type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");

    public Func<Direction, JsonTypeModel>? Visit(Direction direction) => ways => new JsonEnumModel(
        name, type.FullName(), type.Name, (ways & Direction.Read) != 0, (ways & Direction.Write) != 0,
        JsonBuiltIns.NumberName(type.EnumUnderlyingType!)!, type.EnumUnderlyingType!.FullName(),
        isText || isKey ? NamesOf(type).ToEquatableArray() : default, isText, isKey, IsFlags(type));

    /// <summary>In the order of <see cref="Enum.GetNames(Type)"/>: of several names for one value the first is written.</summary>
    private static IEnumerable<JsonEnumName> NamesOf(INamedTypeSymbol type) =>
        from field in type.GetMembers().OfType<IFieldSymbol>()
        where field.IsConst
        let bits = field.ConstantValue is ulong large ? large : unchecked((ulong)Convert.ToInt64(field.ConstantValue, CultureInfo.InvariantCulture))
        orderby bits
        let renamed = field.Get("JsonStringEnumMemberNameAttribute")?.ConstructorArguments[0].Value as string
        select new JsonEnumName(field.Name, renamed ?? field.Name, renamed is not null, bits);
}
