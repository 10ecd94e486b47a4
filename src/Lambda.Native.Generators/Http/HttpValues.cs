using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Http;

/// <summary>A type whose values stand in paths, queries and headers.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Parser">What reads it, as generated code writes it.</param>
/// <param name="Expected">For messages: <c>an integer</c>.</param>
internal sealed record HttpValue(string Type, string Parser, string Expected);

/// <summary>Finds how values in paths, queries and headers are read.</summary>
internal static class HttpValues
{
    /// <summary>Null for a type that is no such value.</summary>
    internal static HttpValue? Find(ITypeSymbol type, HttpEnums enums)
    {
        string name = type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        HttpValue Value(string parser, string expected) => new(name, parser, expected);
        if (type.TypeKind == TypeKind.Enum)
            return enums.Find((INamedTypeSymbol)type);
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return Value("HttpText", "text");
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
                or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return Value($"HttpInteger<{name}>", "an integer of its range");
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return Value($"HttpNumber<{name}>", "a number");
            case SpecialType.System_Boolean:
                return Value($"HttpParsable<{name}>", "true or false");
            case SpecialType.System_DateTime:
                return Value("HttpDateTime", "a date and time");
        }
        return type.ToDisplayString() switch
        {
            "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger" => Value($"HttpInteger<{name}>", "an integer of its range"),
            "System.Half" => Value($"HttpNumber<{name}>", "a number"),
            "System.Uri" or "System.Uri?" => Value("HttpUri", "an address"),
            _ when IsParsable(type) => Value($"HttpParsable<{name}>", "a " + type.Name),
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
