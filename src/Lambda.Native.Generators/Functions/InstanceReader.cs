using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Functions;

/// <summary>Finds how the objects of instance methods are made and disposed of; each type once.</summary>
internal sealed class InstanceReader(Compilation compilation, UniqueNames names, List<DiagnosticInfo> diagnostics)
{
    internal const string FactoryAttributeName = "Lambda.Native.LambdaFactoryAttribute";

    private readonly Dictionary<ITypeSymbol, IMethodSymbol> _factories = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, InstanceModel?> _instances = new(SymbolEqualityComparer.Default);

    internal IEnumerable<InstanceModel> Instances => _instances.Values.OfType<InstanceModel>();

    internal void AddFactory(IMethodSymbol factory)
    {
        if (WhyNot(factory) is { } why)
            Report(factory, why);
        else if (_factories.TryGetValue(Made(factory, out _), out IMethodSymbol? other))
            Report(factory, $"makes the same as '{FunctionReader.Show(other)}'");
        else
            _factories.Add(Made(factory, out _), factory);
    }

    /// <summary>Null if it cannot be made; why is among the diagnostics.</summary>
    internal InstanceModel? Find(INamedTypeSymbol type, Location location, string function)
    {
        if (_instances.TryGetValue(type, out InstanceModel? known))
            return known;
        InstanceModel? instance = null;
        if (_factories.TryGetValue(type, out IMethodSymbol? factory))
        {
            Made(factory, out bool isAwaited);
            instance = Create(type, $"{factory.ContainingType.FullName()}.{factory.Name}()", isAwaited);
        }
        else if (WhyNoConstructor(type) is { } why)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.NoInstance, location, function, type.ToDisplayString(), why));
        }
        else
        {
            instance = Create(type, $"new {type.FullName()}()", isAwaited: false);
        }
        _instances.Add(type, instance);
        return instance;
    }

    private InstanceModel Create(INamedTypeSymbol type, string make, bool isAwaited)
    {
        string holder = names.Take(Names.Flat(type) + "_Instance");
        Disposal disposal = type.AllInterfaces.Any(i => i.ToDisplayString() == "System.IAsyncDisposable") ? Disposal.Asynchronous
            : type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_IDisposable) ? Disposal.Synchronous
            : Disposal.None;
        return new InstanceModel(type.FullName(), holder, make, isAwaited, disposal);
    }

    private string? WhyNoConstructor(INamedTypeSymbol type)
    {
        if (type.IsAbstract)
            return "is abstract";
        IMethodSymbol? constructor = type.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == 0);
        if (constructor is null || !compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly))
            return "has no parameterless constructor that can be called";
        return NewObjects.HasUnsetRequiredMembers(type, constructor) ? "has required members" : null;
    }

    private string? WhyNot(IMethodSymbol factory)
    {
        if (!factory.IsStatic)
            return "is not static";
        if (factory.Parameters.Length > 0)
            return "has parameters";
        if (factory.IsGenericMethod || factory.ContainingType.IsGenericType)
            return "is generic";
        if (factory.ContainingType.IsFileLocal || !compilation.IsSymbolAccessibleWithin(factory, compilation.Assembly))
            return "cannot be seen by generated code";
        return factory.ReturnsVoid || Made(factory, out _) is not INamedTypeSymbol ? "returns no object" : null;
    }

    private static ITypeSymbol Made(IMethodSymbol factory, out bool isAwaited)
    {
        isAwaited = factory.ReturnType.OriginalDefinition.ToDisplayString() is "System.Threading.Tasks.Task<TResult>" or "System.Threading.Tasks.ValueTask<TResult>";
        return (isAwaited ? ((INamedTypeSymbol)factory.ReturnType).TypeArguments[0] : factory.ReturnType).WithNullableAnnotation(NullableAnnotation.None);
    }

    private void Report(IMethodSymbol factory, string why) =>
        diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.BadFactory, factory.Locations[0], FunctionReader.Show(factory), why));
}
