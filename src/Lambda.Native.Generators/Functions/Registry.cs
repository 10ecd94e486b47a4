using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Functions;

/// <summary>The functions of referenced libraries, as their own generator has registered them.</summary>
internal static class Registry
{
    internal const string AttributeName = "Lambda.Native.CompilerServices.LambdaFunctionRegistrationAttribute";

    private const string RuntimeAssembly = "Lambda.Native.Runtime";

    internal static IEnumerable<(string Name, INamedTypeSymbol Binding, IAssemblySymbol Assembly)> FunctionsOf(Compilation compilation) =>
        from assembly in compilation.SourceModule.ReferencedAssemblySymbols
        // Most of a project's references are the framework's: their attributes need not be read.
        where assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == RuntimeAssembly))
        from attribute in assembly.GetAttributes()
        where attribute.AttributeClass?.ToDisplayString() == AttributeName && attribute.ConstructorArguments.Length == 2
        let name = attribute.ConstructorArguments[0].Value as string
        let binding = attribute.ConstructorArguments[1].Value as INamedTypeSymbol
        where name is not null && binding is not null
        select (name, binding, assembly);
}
