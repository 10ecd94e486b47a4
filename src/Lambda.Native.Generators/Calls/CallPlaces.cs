using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lambda.Native.Generators.Calls;

/// <summary>Says of a call where it stands, so that the compiler puts another method in its place.</summary>
internal static class CallPlaces
{
    private const string Attribute = "global::System.Runtime.CompilerServices.InterceptsLocation";

    // Compilers have it from 4.11 on, and this is built against the first that can do without.
    private static readonly Func<SemanticModel, InvocationExpressionSyntax, CancellationToken, object?>? s_find =
        (Func<SemanticModel, InvocationExpressionSyntax, CancellationToken, object?>?)typeof(Microsoft.CodeAnalysis.CSharp.CSharpExtensions)
            .GetMethod("GetInterceptableLocation", [typeof(SemanticModel), typeof(InvocationExpressionSyntax), typeof(CancellationToken)])
            ?.CreateDelegate(typeof(Func<SemanticModel, InvocationExpressionSyntax, CancellationToken, object?>));

    /// <summary>Null where there can be none.</summary>
    internal static CallPlace? Find(SemanticModel model, InvocationExpressionSyntax call, SyntaxNode name, CancellationToken cancellation)
    {
        FileLinePositionSpan lines = name.GetLocation().GetLineSpan();
        string shown = $"{Path.GetFileName(lines.Path)}({lines.StartLinePosition.Line + 1},{lines.StartLinePosition.Character + 1})";
        if (s_find is null)
        {
            // Which the oldest do not find.
            if (name.Parent is MemberBindingExpressionSyntax)
                return null;
            string path = model.Compilation.Options.SourceReferenceResolver?.NormalizePath(lines.Path, null) ?? lines.Path;
            return new CallPlace($"{Attribute}({SymbolDisplay.FormatLiteral(path, quote: true)}, {lines.StartLinePosition.Line + 1}, {lines.StartLinePosition.Character + 1})", shown);
        }
        if (s_find(model, call, cancellation) is not { } place)
            return null;
        Type type = place.GetType();
        int version = (int)Property(type, "Version").GetValue(place);
        string data = (string)Property(type, "Data").GetValue(place);
        return new CallPlace($"{Attribute}({version}, {SymbolDisplay.FormatLiteral(data, quote: true)})", shown);
    }

    private static PropertyInfo Property(Type type, string name) => type.GetProperty(name) ?? throw new MissingMemberException(type.FullName, name);
}
