using System.Collections.Immutable;
using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lambda.Native.Generators.Calls;

/// <summary>Finds the calls of generic methods whose JSON is generated, and what each reads or writes.</summary>
internal sealed class CallReader(Compilation compilation, FunctionReader roots, List<DiagnosticInfo> diagnostics)
{
    private const string AttributeName = "Lambda.Native.Events.CompilerServices.GeneratedJsonAttribute";

    private readonly Dictionary<CallModel, List<CallPlace>> _calls = [];

    internal IEnumerable<CallModel> Calls => _calls.Select(c => c.Key with { Places = c.Value.ToEquatableArray() });

    /// <summary>Whether any of these names is that of such a method.</summary>
    internal static bool IsAny(ImmutableArray<CallKey> keys, Compilation compilation, CancellationToken cancellation) => Find(keys, compilation, cancellation).Any();

    internal void Add(ImmutableArray<CallKey> keys, CancellationToken cancellation)
    {
        foreach ((SimpleNameSyntax name, SemanticModel model, IMethodSymbol method, INamedTypeSymbol through) in Find(keys, compilation, cancellation))
            Add(name, model, method, through, cancellation);
    }

    private static IEnumerable<(SimpleNameSyntax, SemanticModel, IMethodSymbol, INamedTypeSymbol)> Find(ImmutableArray<CallKey> keys, Compilation compilation, CancellationToken cancellation)
    {
        if (keys.IsEmpty || compilation.GetTypeByMetadataName(AttributeName) is not { } attribute)
            yield break;
        ILookup<string, SyntaxTree> trees = compilation.SyntaxTrees.ToLookup(t => t.FilePath);
        foreach (IGrouping<string, CallKey> file in keys.GroupBy(k => k.Path))
        {
            // Files without a path may share theirs: only with all of them are all calls found.
            foreach (SyntaxTree tree in trees[file.Key])
            {
                SyntaxNode root = tree.GetRoot(cancellation);
                SemanticModel? model = null;
                foreach (CallKey key in file)
                {
                    if (!root.FullSpan.Contains(key.Span) || root.FindNode(key.Span, getInnermostNodeForTie: true) is not SimpleNameSyntax name || !CallKey.IsCandidate(name))
                        continue;
                    model ??= compilation.GetSemanticModel(tree);
                    if (model.GetSymbolInfo(name, cancellation).Symbol is IMethodSymbol method && ThroughOf(method, attribute) is { } through)
                        yield return (name, model, method, through);
                }
            }
        }
    }

    private static INamedTypeSymbol? ThroughOf(IMethodSymbol method, INamedTypeSymbol attribute) =>
        (method.ReducedFrom ?? method).OriginalDefinition.GetAttributes()
            .FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute))?.ConstructorArguments[0].Value as INamedTypeSymbol;

    private void Add(SimpleNameSyntax name, SemanticModel model, IMethodSymbol method, INamedTypeSymbol through, CancellationToken cancellation)
    {
        if (method.TypeArguments.Any(t => t.TypeKind == TypeKind.Error))
            return;
        Location location = name.GetLocation();
        string shown = $"{method.ContainingType.Name}.{method.Name}";
        if (method.TypeArguments.FirstOrDefault(IsOpen) is { } open)
        {
            Report(location, shown, open.IsAnonymousType ? "an anonymous type has no name to write code for; a record has" : $"what '{open.ToDisplayString()}' is, is not known here");
            return;
        }
        if (CallOf(name) is not { } call)
        {
            Report(location, shown, "it is not called here, but handed on; write a lambda that calls it");
            return;
        }
        IMethodSymbol original = (method.ReducedFrom ?? method).OriginalDefinition;
        IParameterSymbol? written = original.Parameters.FirstOrDefault(p => p.Type is ITypeParameterSymbol);
        IMethodSymbol full = method.ReducedFrom is { Arity: > 0 } generic ? generic.Construct(method.TypeArguments, method.TypeArgumentNullableAnnotations) : method.ReducedFrom ?? method;
        ITypeSymbol type = written is null ? full.ReturnType : full.Parameters[written.Ordinal].Type;
        if (roots.ReadRoot(type, location, written is null ? Direction.Read : Direction.Write) is not { } json)
            return;
        if (CallPlaces.Find(model, call, name, cancellation) is not { } place)
        {
            Report(location, shown, "the compiler puts nothing in the place of this call");
            return;
        }
        var bound = new CallModel(
            method.Name,
            through.FullName(),
            json,
            full.ReturnType.FullName(),
            full.Parameters.Select(p => new CallParameter(p.Type.FullName(), p.Name, p.Ordinal == written?.Ordinal)).ToEquatableArray(),
            full.IsExtensionMethod,
            written is null,
            default);
        if (!_calls.TryGetValue(bound, out List<CallPlace>? places))
            _calls.Add(bound, places = []);
        places.Add(place);
    }

    /// <summary>Whether a type is not known where it stands.</summary>
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.IsAnonymousType || named.TypeArguments.Any(IsOpen),
        _ => false,
    };

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        SyntaxNode called = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    private void Report(Location location, string method, string why) =>
        diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.CallNotBound, location, method, why));
}
