using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>A <c>JsonSerializerContext</c> and the types it names, both as generated code writes them.</summary>
internal sealed record ContextModel(string Context, EquatableArray<string> Types);

/// <summary>Reads the project's <c>JsonSerializerContext</c>s: the types they name are left to them.</summary>
internal static class ContextReader
{
    internal const string AttributeName = "System.Text.Json.Serialization.JsonSerializableAttribute";

    internal static ContextModel Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) => new(
        context.TargetSymbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        context.Attributes
            .Select(a => a.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol)
            .Where(t => t is not null)
            .Select(t => t!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).ToEquatableArray());
}
