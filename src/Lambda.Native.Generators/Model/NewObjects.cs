using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Model;

/// <summary>What <c>new T()</c> needs.</summary>
internal static class NewObjects
{
    /// <summary>Whether an object initialiser has to set members that the constructor does not promise to set.</summary>
    internal static bool HasUnsetRequiredMembers(INamedTypeSymbol type, IMethodSymbol constructor)
    {
        if (constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
            return false;
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        }
        return false;
    }
}
