using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>Types that are arrays in JSON.</summary>
internal static class JsonSequences
{
    /// <summary>How a sequence is filled; no <paramref name="Make"/> where it cannot be.</summary>
    internal sealed record Sequence(ITypeSymbol Element, Filling Filling, string Make = "", string Add = "Add");

    internal static Sequence? Find(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 ? new Sequence(array.ElementType, Filling.Array) : null;
        if (type is not INamedTypeSymbol named)
            return null;
        return (named.Arity == 1 ? Known(named) : null) ?? ByInterface(named);
    }

    private static Sequence? Known(INamedTypeSymbol type)
    {
        ITypeSymbol element = type.TypeArguments[0];
        string of = $"<{element.FullName()}>";
        string generic = "global::System.Collections.Generic.";
        string immutable = "global::System.Collections.Immutable.";
        Sequence List() => new(element, Filling.List, $"{generic}List{of}");
        Sequence Concrete(string add = "Add") => new(element, Filling.Concrete, type.FullName(), add);
        Sequence Factory(string make) => new(element, Filling.Factory, make);
        switch (type.SystemNamespace())
        {
            case "System.Collections.Generic":
                return type.Name switch
                {
                    "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" => List(),
                    "ISet" or "IReadOnlySet" => new Sequence(element, Filling.List, $"{generic}HashSet{of}"),
                    "HashSet" or "SortedSet" => Concrete(),
                    "Queue" => Concrete("Enqueue"),
                    "Stack" => Concrete("Push"),
                    "LinkedList" => Concrete("AddLast"),
                    _ => null,
                };
            case "System.Collections.ObjectModel":
                return type.Name is "Collection" or "ObservableCollection" ? Concrete() : type.Name is "ReadOnlyCollection" or "ReadOnlyObservableCollection" ? new Sequence(element, Filling.Concrete) : null;
            case "System.Collections.Concurrent":
                return type.Name switch
                {
                    "ConcurrentBag" => Concrete(),
                    "ConcurrentQueue" => Concrete("Enqueue"),
                    "ConcurrentStack" => Concrete("Push"),
                    _ => null,
                };
            case "System.Collections.Immutable":
                return type.Name switch
                {
                    "ImmutableArray" or "ImmutableList" or "ImmutableHashSet" or "ImmutableSortedSet" or "ImmutableQueue" or "ImmutableStack" => Factory($"{immutable}{type.Name}.CreateRange"),
                    "IImmutableList" or "IImmutableSet" or "IImmutableQueue" or "IImmutableStack" => Factory($"{immutable}Immutable{(type.Name == "IImmutableSet" ? "HashSet" : type.Name.Substring("IImmutable".Length))}.CreateRange"),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>A collection of the user's own.</summary>
    private static Sequence? ByInterface(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.AllInterfaces.IsEmpty || JsonDictionaries.Find(type) is not null)
            return null;
        if (Only(type, SpecialType.System_Collections_Generic_ICollection_T) is { } collection)
        {
            bool canMake = !type.IsAbstract && type.InstanceConstructors.Any(c => c is { Parameters.Length: 0, DeclaredAccessibility: Accessibility.Public });
            return new Sequence(collection.TypeArguments[0], Filling.Concrete, canMake ? type.FullName() : "", $"({collection.FullName()})");
        }
        return Only(type, SpecialType.System_Collections_Generic_IEnumerable_T) is { } sequence ? new Sequence(sequence.TypeArguments[0], Filling.Concrete) : null;
    }

    private static INamedTypeSymbol? Only(INamedTypeSymbol type, SpecialType definition)
    {
        INamedTypeSymbol[] found = [.. type.AllInterfaces.Where(i => i.OriginalDefinition.SpecialType == definition)];
        return found.Length == 1 ? found[0] : null;
    }
}
