using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Http;

/// <summary>A type whose values stand in paths, queries and headers.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="TryParse">A condition that reads the text <c>{0}</c> to <c>{1}</c>; null for text as it is.</param>
/// <param name="Expected">For messages: <c>an integer</c>.</param>
internal sealed record HttpValue(string Type, string? TryParse, string Expected)
{
    internal string Parse(string text, string result) => TryParse!.Replace("{0}", text).Replace("{1}", result);
}

/// <summary>Finds how values in paths, queries and headers are read.</summary>
internal static class HttpValues
{
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";

    /// <summary>Without white space, thousands and currencies.</summary>
    private const string IntegerStyle = "global::System.Globalization.NumberStyles.AllowLeadingSign";

    private const string NumberStyle =
        "global::System.Globalization.NumberStyles.AllowLeadingSign | global::System.Globalization.NumberStyles.AllowDecimalPoint | global::System.Globalization.NumberStyles.AllowExponent";

    /// <summary>Null for a type that is no such value.</summary>
    internal static HttpValue? Find(ITypeSymbol type, HttpEnums enums)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.None).FullName();
        HttpValue Number(string style, string expected) => new(name, $"{name}.TryParse({{0}}, {style}, {Invariant}, {{1}})", expected);
        if (type.TypeKind == TypeKind.Enum)
            return enums.Find((INamedTypeSymbol)type);
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return new HttpValue(name, null, "text");
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return Number(IntegerStyle, "an integer of its range");
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return Number(NumberStyle, "a number");
            case SpecialType.System_Boolean:
                return new HttpValue(name, "bool.TryParse({0}, {1})", "true or false");
            case SpecialType.System_DateTime:
                return new HttpValue(name, $"{name}.TryParse({{0}}, {Invariant}, global::System.Globalization.DateTimeStyles.RoundtripKind, {{1}})", "a date and time");
        }
        return type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() switch
        {
            "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger" => Number(IntegerStyle, "an integer of its range"),
            "System.Half" => Number(NumberStyle, "a number"),
            "System.Uri" => new HttpValue(name, $"{name}.TryCreate({{0}}, global::System.UriKind.RelativeOrAbsolute, {{1}})", "an address"),
            _ when IsParsable(type) => new HttpValue(name, $"HttpInvocation.TryParse<{name}>({{0}}, {{1}})", "a " + type.Name),
            _ => null,
        };
    }

    /// <summary>The elements of an array or a list that an array can be passed for, or that is made of one.</summary>
    internal static ITypeSymbol? ElementOf(ITypeSymbol type, out bool isList)
    {
        isList = false;
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        if (type is not INamedTypeSymbol { TypeArguments.Length: 1 } named || named.ContainingNamespace?.ToDisplayString() != "System.Collections.Generic")
            return null;
        isList = named.Name == "List";
        return isList || named.Name is "IEnumerable" or "IReadOnlyCollection" or "IReadOnlyList" or "ICollection" or "IList" ? named.TypeArguments[0] : null;
    }

    private static bool IsParsable(ITypeSymbol type) => type.AllInterfaces.Any(i =>
        i.OriginalDefinition.ToDisplayString() == "System.IParsable<TSelf>" && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0].WithNullableAnnotation(NullableAnnotation.None), type.WithNullableAnnotation(NullableAnnotation.None)));
}
