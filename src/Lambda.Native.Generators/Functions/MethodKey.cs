using Lambda.Native.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Functions;

/// <summary>An attributed method, to be found again in a compilation: symbols must not be kept from one run to the next.</summary>
internal sealed record MethodKey(string Type, string Method, LocationInfo Location, bool IsLocal)
{
    internal static MethodKey From(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        ISymbol method = context.TargetSymbol;
        return new MethodKey(MetadataName(method.ContainingType), method.Name, LocationInfo.From(method.Locations[0])!, method is IMethodSymbol { MethodKind: MethodKind.LocalFunction });
    }

    internal IMethodSymbol? Find(Compilation compilation) =>
        compilation.Assembly.GetTypeByMetadataName(Type)?.GetMembers(Method).OfType<IMethodSymbol>()
            .FirstOrDefault(m => m.Locations.Any(l => l.SourceSpan == Location.Span && l.SourceTree?.FilePath == Location.Path));

    private static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return MetadataName(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
    }
}
