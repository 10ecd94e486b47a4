using System.Collections.Immutable;
using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Http;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lambda.Native.Generators.Diagnostics;

/// <summary>
/// Finds again, method by method, what the generator has reported and a code fix can mend: editors offer fixes for what an analyzer says, not for what a generator does
/// (dotnet/roslyn#67354). Hidden, so that nothing is said twice.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixableAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that says which parameter of a route is missing.</summary>
    internal const string Parameter = "Parameter";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_fixable = new[]
    {
        DiagnosticDescriptors.HandlerOutOfReach, DiagnosticDescriptors.AsyncVoid, DiagnosticDescriptors.BadFactory, DiagnosticDescriptors.BadRoute, DiagnosticDescriptors.UnboundRouteParameter,
    }.ToImmutableDictionary(d => d.Id, d => new DiagnosticDescriptor(
        d.Id, d.Title, d.MessageFormat, d.Category, DiagnosticSeverity.Hidden, isEnabledByDefault: true, helpLinkUri: d.HelpLinkUri));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = s_fixable.Values.ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.IsImplicitlyDeclared || method.GetAttributes().IsEmpty)
            return;
        var diagnostics = new List<DiagnosticInfo>();
        var names = new UniqueNames();
        var instances = new InstanceReader(context.Compilation, names, diagnostics);
        var reader = new FunctionReader(context.Compilation, new JsonGraph(context.Compilation, []), instances, names, diagnostics);
        foreach (AttributeData attribute in method.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case FunctionReader.AttributeName:
                    reader.Read(method);
                    break;
                case HttpReader.AttributeName:
                    new HttpReader(reader, instances, diagnostics).Add(method);
                    break;
                case InstanceReader.FactoryAttributeName:
                    instances.AddFactory(method);
                    break;
            }
        }
        foreach (DiagnosticInfo found in diagnostics.Distinct().Where(d => s_fixable.ContainsKey(d.Code)))
        {
            Location? location = found.Location is { } place && method.DeclaringSyntaxReferences.FirstOrDefault(r => r.SyntaxTree.FilePath == place.Path)?.SyntaxTree is { } tree
                ? Location.Create(tree, place.Span)
                : method.Locations[0];
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(Parameter, found.Arguments[0]);
            context.ReportDiagnostic(Diagnostic.Create(s_fixable[found.Code], location, properties, found.Arguments.ToArray<object>()));
        }
    }
}
