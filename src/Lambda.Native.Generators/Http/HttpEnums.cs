using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Http;

/// <summary>An enum whose values stand in paths, queries and headers by their names.</summary>
/// <param name="Parser">The generated method that reads it.</param>
/// <param name="Type">As generated code writes it.</param>
internal sealed record HttpEnum(string Parser, string Type, EquatableArray<string> Names);

/// <summary>The enums of a project's routes, each once.</summary>
internal sealed class HttpEnums
{
    private readonly Dictionary<string, HttpEnum> _byType = [];
    private readonly UniqueNames _parsers = new();

    internal IEnumerable<HttpEnum> All => _byType.Values;

    internal HttpValue Find(INamedTypeSymbol type)
    {
        string name = type.FullName();
        if (!_byType.TryGetValue(name, out HttpEnum? found))
        {
            IEnumerable<string> names = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => f.Name);
            _byType.Add(name, found = new HttpEnum(_parsers.Take("TryParse_" + Names.Flat(type)), name, names.ToEquatableArray()));
        }
        return new HttpValue(name, found.Parser + "({0}, {1})", "one of " + string.Join(", ", found.Names));
    }
}
