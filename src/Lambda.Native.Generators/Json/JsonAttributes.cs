using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>System.Text.Json's attributes on a type, member or constructor.</summary>
internal static class JsonAttributes
{
    /// <summary>JsonNumberHandling.AllowReadingFromString, the default for the web.</summary>
    internal const int WebNumberHandling = 1;

    /// <summary>JsonNumberHandling.WriteAsString.</summary>
    internal const int WriteAsString = 2;

    internal static AttributeData? Get(this ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && IsOfSerialization(type))
                return attribute;
        }
        return null;
    }

    internal static bool Has(this ISymbol symbol, string name) => symbol.Get(name) is not null;

    /// <summary>The only argument, if there is such an attribute.</summary>
    internal static T? Argument<T>(this ISymbol symbol, string name)
        where T : struct => symbol.Get(name) is { ConstructorArguments.Length: 1 } attribute && attribute.ConstructorArguments[0].Value is T value ? value : null;

    /// <summary>An attribute of System.Diagnostics.CodeAnalysis.</summary>
    internal static bool HasNullability(this ISymbol symbol, string name) => symbol.GetAttributes().Any(a => a.AttributeClass?.Name == name);

    private static bool IsOfSerialization(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Serialization", ContainingNamespace: { Name: "Json", ContainingNamespace: { Name: "Text", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };
}
