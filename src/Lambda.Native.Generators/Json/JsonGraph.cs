using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>Which way values of a type go.</summary>
[Flags]
internal enum Direction
{
    Read = 1,
    Write = 2,
}

/// <summary>Walks from the types of events and answers to all types in them, and finds how each is read and written.</summary>
internal sealed class JsonGraph(Compilation compilation, IEnumerable<ContextModel> contexts)
{
    private readonly Dictionary<string, string> _contexts = ByType(contexts);
    private readonly Dictionary<NodeKey, Node> _nodes = [];
    private readonly List<Node> _order = [];
    private readonly UniqueNames _names = new();
    private readonly List<string> _path = [];

    internal Compilation Compilation => compilation;

    /// <summary>Where and why the last type that was not found was not.</summary>
    internal string Failure { get; private set; } = "";

    internal IEnumerable<JsonTypeModel> Types => _order.Select(n => n.Model?.Invoke(n.Reached & ~n.Failed)).OfType<JsonTypeModel>();

    /// <summary>Null if the type, or a type in it, cannot go that way; <see cref="Failure"/> says why.</summary>
    internal JsonCodec? FindRoot(ITypeSymbol type, Direction direction)
    {
        Failure = "";
        _path.Clear();
        _path.Add(type.ShortName());
        return Find(type, direction, null);
    }

    /// <summary>The codec of a type in the type at hand, reached by <paramref name="step"/>.</summary>
    internal JsonCodec? FindIn(string step, ITypeSymbol type, Direction direction, int? numberHandling, bool isText = false)
    {
        _path.Add(step);
        JsonCodec? codec = Find(type, direction, numberHandling, isText);
        _path.RemoveAt(_path.Count - 1);
        return codec;
    }

    /// <summary>The class that reads and writes the members of a type of a hierarchy.</summary>
    internal string? FindDerived(INamedTypeSymbol type, Direction direction)
    {
        _path.Add($" as {type.Name}");
        Node? node = FindNode(new NodeKey(type, JsonAttributes.WebNumberHandling, Role.Derived), direction, null);
        _path.RemoveAt(_path.Count - 1);
        return node?.Name;
    }

    /// <summary>An enum as the key of a dictionary.</summary>
    internal JsonKeyCodec? FindEnumKey(ITypeSymbol type, Direction direction)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } || WhyNot(type) is not null)
            return null;
        return FindNode(new NodeKey(type, JsonAttributes.WebNumberHandling, Role.Key), direction, null) is { } node
            ? new JsonKeyCodec($"{node.Name}.ReadKey(ref reader)", $"{node.Name}.WriteKey(ref writer, {{0}});")
            : null;
    }

    internal JsonCodec? Fail(string why)
    {
        Failure = $"{string.Concat(_path)}: {why}";
        return null;
    }

    private JsonCodec? Find(ITypeSymbol type, Direction direction, int? numberHandling, bool isText = false)
    {
        if (_contexts.Count > 0 && type.FullName() is var name && _contexts.TryGetValue(name, out string? context))
        {
            string info = $"{context}.Default.GetTypeInfo(typeof({name}))";
            return new JsonCodec($"JsonContext.Read<{name}>(ref reader, {info})", $"JsonContext.Write<{name}>(ref writer, {{0}}, {info});");
        }
        if (JsonBuiltIns.Find(type, numberHandling) is { } builtIn)
            return builtIn;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Find(nullable.TypeArguments[0], direction, numberHandling, isText) is { } value ? Nullable(type.FullName(), value) : null;
        if (WhyNot(type) is { } why)
            return Fail(why);
        var key = new NodeKey(type.WithNullableAnnotation(NullableAnnotation.None), numberHandling ?? JsonAttributes.WebNumberHandling, isText ? Role.Text : Role.Value);
        return FindNode(key, direction, numberHandling) is { } node ? new JsonCodec($"{node.Name}.Read(ref reader)", $"{node.Name}.Write(ref writer, {{0}});") : null;
    }

    /// <summary>Null if the type, or a type in it, cannot go that way.</summary>
    private Node? FindNode(NodeKey key, Direction direction, int? numberHandling)
    {
        if (!_nodes.TryGetValue(key, out Node? node))
        {
            string suffix = key.Role switch
            {
                Role.Text => "TextJson",
                Role.Key => "KeyJson",
                Role.Derived => "MembersJson",
                _ => "Json",
            };
            node = new Node(_names.Take(Names.Flat(key.Type) + suffix));
            _nodes.Add(key, node);
            _order.Add(node);
            node.Shape = key.Role == Role.Key ? new JsonEnumShape((INamedTypeSymbol)key.Type, node.Name, isText: false, isKey: true)
                : JsonShapes.Of(this, key.Type, node.Name, numberHandling, key.Role);
        }
        if ((node.Reached & direction) == 0)
        {
            node.Reached |= direction;
            if (node.Shape!.Visit(direction) is { } model)
                node.Model = model;
            else
                node.Failed |= direction;
        }
        if ((node.Failed & direction) == 0)
            return node;
        if (Failure.Length == 0)
            Fail("it contains a type that cannot be");
        return null;
    }

    private string? WhyNot(ITypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Error)
            return "it is not known";
        if (type.SpecialType == SpecialType.System_Object)
            return "object says nothing of what is in it; JsonElement or JsonNode do";
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Delegate or TypeKind.Dynamic or TypeKind.TypeParameter)
            return $"{type.ToDisplayString()} is no type of values";
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly) || type is INamedTypeSymbol { IsFileLocal: true })
            return $"{type.ToDisplayString()} is private; make it internal or public";
        return null;
    }

    private static JsonCodec Nullable(string type, JsonCodec value) => new(
        $"(JsonRead.IsNull(ref reader) ? default({type}) : {value.ReadExpression})",
        $"{{ if ({{0}} is {{ }} present) {{ {value.Write("present")} }} else writer.Null(); }}");

    private static Dictionary<string, string> ByType(IEnumerable<ContextModel> contexts)
    {
        var byType = new Dictionary<string, string>();
        foreach (ContextModel context in contexts)
        {
            foreach (string type in context.Types)
                byType[type] = context.Context;
        }
        return byType;
    }

    private sealed class Node(string name)
    {
        internal string Name => name;

        internal IJsonShape? Shape { get; set; }

        internal Direction Reached { get; set; }

        internal Direction Failed { get; set; }

        /// <summary>What is generated, given the ways in which the type has been reached at the end.</summary>
        internal Func<Direction, JsonTypeModel>? Model { get; set; }
    }

    /// <summary>A type, and what makes its code another's.</summary>
    private readonly struct NodeKey(ITypeSymbol type, int numberHandling, Role role) : IEquatable<NodeKey>
    {
        internal ITypeSymbol Type => type;

        internal int NumberHandling => numberHandling;

        internal Role Role => role;

        public bool Equals(NodeKey other) => numberHandling == other.NumberHandling && role == other.Role && SymbolEqualityComparer.Default.Equals(type, other.Type);

        public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

        public override int GetHashCode() => unchecked((SymbolEqualityComparer.Default.GetHashCode(type) * 31 + numberHandling) * 31 + (int)role);
    }
}

/// <summary>What a type is where it stands.</summary>
internal enum Role
{
    Value,

    /// <summary>An enum that a member's converter makes a string.</summary>
    Text,

    /// <summary>The key of a dictionary.</summary>
    Key,

    /// <summary>One of the types of a hierarchy, after the discriminator.</summary>
    Derived,
}

/// <summary>What kind of JSON a type is.</summary>
internal interface IJsonShape
{
    /// <summary>Visits the types in it; null if one of them, or the type itself, cannot go that way.</summary>
    Func<Direction, JsonTypeModel>? Visit(Direction direction);
}
