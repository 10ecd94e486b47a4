using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>Types that are objects in JSON with any names.</summary>
internal static class JsonDictionaries
{
    /// <summary>What is filled, and what makes the type asked for out of it.</summary>
    internal sealed record Dictionary(ITypeSymbol Key, ITypeSymbol Value, string Make = "", string Finish = "");

    internal static Dictionary? Find(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named)
            return null;
        return (named.Arity == 2 ? Known(named) : null) ?? ByInterface(named);
    }

    private static Dictionary? Known(INamedTypeSymbol type)
    {
        ITypeSymbol key = type.TypeArguments[0];
        ITypeSymbol value = type.TypeArguments[1];
        string plain = $"global::System.Collections.Generic.Dictionary<{key.FullName()}, {value.FullName()}>";
        const string immutable = "global::System.Collections.Immutable.";
        return (type.SystemNamespace(), type.Name) switch
        {
            ("System.Collections.Generic", "Dictionary" or "IDictionary" or "IReadOnlyDictionary") => new(key, value, plain),
            ("System.Collections.Generic", "SortedDictionary" or "SortedList") => new(key, value, type.FullName()),
            ("System.Collections.Concurrent", "ConcurrentDictionary") => new(key, value, type.FullName()),
            ("System.Collections.Immutable", "ImmutableDictionary" or "IImmutableDictionary") => new(key, value, plain, immutable + "ImmutableDictionary.CreateRange"),
            ("System.Collections.Immutable", "ImmutableSortedDictionary") => new(key, value, plain, immutable + "ImmutableSortedDictionary.CreateRange"),
            ("System.Collections.ObjectModel", "ReadOnlyDictionary") => new(key, value),
            _ => null,
        };
    }

    /// <summary>A dictionary of the user's own.</summary>
    private static Dictionary? ByInterface(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.AllInterfaces.IsEmpty)
            return null;
        INamedTypeSymbol[] found = [.. type.AllInterfaces.Where(i => i is { Name: "IDictionary", Arity: 2 } && i.SystemNamespace() == "System.Collections.Generic")];
        if (found.Length != 1)
            return null;
        bool canMake = !type.IsAbstract && type.InstanceConstructors.Any(c => c is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public });
        return new Dictionary(found[0].TypeArguments[0], found[0].TypeArguments[1], canMake ? type.FullName() : "");
    }
}
