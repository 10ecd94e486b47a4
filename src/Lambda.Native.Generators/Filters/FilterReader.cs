using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Filters;

/// <summary>Reads the assembly's filters from its attributes.</summary>
internal static class FilterReader
{
    internal const string AttributeName = "Lambda.Native.LambdaFilterAttribute`1";

    private const string InterfaceName = "Lambda.Native.ILambdaFilter";

    internal static EquatableArray<FilterModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.Attributes.Where(a => a.AttributeClass?.TypeArguments[0] is INamedTypeSymbol)
            .Select(a => Read(a, context.SemanticModel.Compilation, cancellation)).ToEquatableArray();

    private static FilterModel Read(AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)attribute.AttributeClass!.TypeArguments[0];
        Location? location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
        string name = type.ToDisplayString();
        DiagnosticInfo? failure = WhyNot(type, compilation) is { } why
            ? DiagnosticInfo.Create(DiagnosticDescriptors.UnusableFilter, location, name, why)
            : null;
        return new FilterModel(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), name, LocationInfo.From(location), failure);
    }

    private static string? WhyNot(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind == TypeKind.Error)
            return null;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return "is neither a class nor a struct";
        if (type.IsAbstract)
            return "is abstract";
        if (!type.AllInterfaces.Any(i => i.ToDisplayString() == InterfaceName))
            return "does not implement ILambdaFilter";
        if (type.IsFileLocal || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            return "cannot be seen by generated code";
        IMethodSymbol? constructor = type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 0);
        if (constructor is null || !compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly))
            return "has no parameterless constructor that can be called";
        return NewObjects.HasUnsetRequiredMembers(type, constructor) ? "has required members" : null;
    }
}
