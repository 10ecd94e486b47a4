using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>Decides what kind of JSON a type is.</summary>
internal static class JsonShapes
{
    internal static IJsonShape Of(JsonGraph graph, ITypeSymbol type, string name, int? numberHandling, Role role)
    {
        if (type.TypeKind == TypeKind.Enum)
            return JsonEnumShape.Of(graph, (INamedTypeSymbol)type, name, role == Role.Text);
        if (type.Has("JsonConverterAttribute"))
            return new NoShape(graph, "it has a JsonConverter");
        if (JsonSequences.Find(type) is { } sequence)
            return new JsonSequenceShape(graph, type, name, sequence, numberHandling);
        if (JsonDictionaries.Find(type) is { } dictionary)
            return new JsonDictionaryShape(graph, type, name, dictionary, numberHandling);
        if (type is not INamedTypeSymbol named || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return new NoShape(graph, type.TypeKind == TypeKind.Interface ? "an interface says nothing of what is behind it" : "arrays of more than one dimension are not done");
        if (type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable))
            return new NoShape(graph, "collections of this kind are not done");
        if (role != Role.Derived && named.Has("JsonDerivedTypeAttribute"))
            return new JsonPolymorphicShape(graph, named, name);
        if (named.IsTupleType)
            return new NoShape(graph, "a tuple has no names at run time");
        return new JsonObjectShape(graph, named, name, role == Role.Derived);
    }

    internal sealed class NoShape(JsonGraph graph, string why) : IJsonShape
    {
        public Func<Direction, JsonTypeModel>? Visit(Direction direction)
        {
            graph.Fail(why);
            return null;
        }
    }
}

/// <summary>An array in JSON.</summary>
internal sealed class JsonSequenceShape(JsonGraph graph, ITypeSymbol type, string name, JsonSequences.Sequence sequence, int? numberHandling) : IJsonShape
{
    public Func<Direction, JsonTypeModel>? Visit(Direction direction)
    {
        if (direction == Direction.Read && sequence.Make.Length == 0 && sequence.Filling != Filling.Array)
        {
            graph.Fail("collections of this kind are written, not read");
            return null;
        }
        if (graph.FindIn("[]", sequence.Element, direction, numberHandling) is not { } codec)
            return null;
        return ways => new JsonSequenceModel(
            name, type.FullName(), type.ShortName(), type.IsReferenceType, (ways & Direction.Read) != 0, (ways & Direction.Write) != 0,
            sequence.Element.FullName(), codec, sequence.Filling, sequence.Make, sequence.Add,
            type is { IsValueType: true, Name: "ImmutableArray" } && type.SystemNamespace() == "System.Collections.Immutable");
    }
}

/// <summary>An object in JSON whose members are the entries of a dictionary.</summary>
internal sealed class JsonDictionaryShape(JsonGraph graph, ITypeSymbol type, string name, JsonDictionaries.Dictionary dictionary, int? numberHandling) : IJsonShape
{
    public Func<Direction, JsonTypeModel>? Visit(Direction direction)
    {
        if (direction == Direction.Read && dictionary.Make.Length == 0)
        {
            graph.Fail("dictionaries of this kind are written, not read");
            return null;
        }
        if ((JsonBuiltIns.FindKey(dictionary.Key) ?? graph.FindEnumKey(dictionary.Key, direction)) is not { } keyCodec)
        {
            graph.Fail($"{dictionary.Key.ToDisplayString()} is no type of keys");
            return null;
        }
        if (graph.FindIn("[*]", dictionary.Value, direction, numberHandling) is not { } codec)
            return null;
        return ways => new JsonDictionaryModel(
            name, type.FullName(), type.ShortName(), type.IsReferenceType, (ways & Direction.Read) != 0, (ways & Direction.Write) != 0,
            dictionary.Key.FullName(), keyCodec, dictionary.Value.FullName(), codec, dictionary.Make, dictionary.Finish);
    }
}

