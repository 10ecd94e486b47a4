using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>Finds how types are read and written.</summary>
internal sealed class JsonCodecs(IEnumerable<ContextModel> contexts)
{
    private readonly Dictionary<string, string> _contexts = ByType(contexts);

    /// <summary>Null if the type has none; <paramref name="why"/> says why.</summary>
    internal JsonCodec? Find(ITypeSymbol type, out string why)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        why = "no JsonSerializerContext names it";
        if (!_contexts.TryGetValue(name, out string? context))
            return null;
        string info = $"{context}.Default.GetTypeInfo(typeof({name}))";
        return new JsonCodec(
            $"JsonContext.Read<{name}>(ref reader, {info})",
            $"JsonContext.Write<{name}>(ref writer, {{0}}, {info});");
    }

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
}
