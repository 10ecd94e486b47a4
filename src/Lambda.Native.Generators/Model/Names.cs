using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Model;

/// <summary>Names of generated things.</summary>
internal static class Names
{
    /// <summary>An identifier out of any text: what cannot stand in one becomes an underscore.</summary>
    internal static string Identifier(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (char c in text)
            name.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
        if (name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name.Insert(0, '_');
        return name.ToString();
    }

    /// <summary>As generated code writes it.</summary>
    internal static string FullName(this ITypeSymbol type) => type.SpecialType switch
    {
        // Most members are of these, and a display string is dear.
        SpecialType.System_String => "string",
        SpecialType.System_Int32 => "int",
        SpecialType.System_Int64 => "long",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        SpecialType.System_DateTime => "global::System.DateTime",
        _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
    };

    /// <summary>The namespace of a type of the base library; empty for others, without the price of a display string.</summary>
    internal static string SystemNamespace(this ITypeSymbol type)
    {
        INamespaceSymbol? outermost = type.ContainingNamespace;
        while (outermost is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            outermost = outermost.ContainingNamespace;
        return outermost?.Name == "System" ? type.ContainingNamespace.ToDisplayString() : "";
    }

    /// <summary>As messages name it.</summary>
    internal static string ShortName(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A type's name with those of its namespace and containing types, as one identifier.</summary>
    internal static string Flat(ITypeSymbol type) => Identifier(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)));
}

/// <summary>Keeps names apart.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _taken = [];

    internal string Take(string name)
    {
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
            free = $"{name}_{number}";
        return free;
    }
}
