using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lambda.Native.CodeFixes;

/// <summary>Mends a route: its slashes (LN4020), and a method that does not take its parameter (LN4022).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RouteCodeFix : CodeFixProvider
{
    private const string BadRoute = "LN4020";
    private const string UnboundParameter = "LN4022";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(BadRoute, UnboundParameter);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            void Offer(string title, SyntaxNode before, SyntaxNode after) => context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(before, after))), equivalenceKey: title), diagnostic);

            if (diagnostic.Id == BadRoute && PathOf(attribute) is { } path && Mended(path.Token.ValueText) is var mended && mended != path.Token.ValueText)
                Offer($"Write \"{mended}\"", path, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(mended)).WithTriviaFrom(path));
            else if (diagnostic.Id == UnboundParameter && diagnostic.Properties.TryGetValue("Parameter", out string? name) && name is not null)
                Offer($"Take a parameter '{name}'", method, Take(method, name));
        }
    }

    private static LiteralExpressionSyntax? PathOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments is { Count: 2 } arguments ? arguments[1].Expression as LiteralExpressionSyntax : null;

    /// <summary>With a slash at the beginning, none at the end, and one at a time.</summary>
    private static string Mended(string path) => "/" + string.Join("/", path.Split(['/'], StringSplitOptions.RemoveEmptyEntries));

    private static MethodDeclarationSyntax Take(MethodDeclarationSyntax method, string name)
    {
        SeparatedSyntaxList<ParameterSyntax> parameters = method.ParameterList.Parameters;
        SyntaxToken identifier = SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? SyntaxFactory.Identifier(name) : SyntaxFactory.ParseToken("@" + name);
        ParameterSyntax added = SyntaxFactory.Parameter(identifier).WithType(SyntaxFactory.ParseTypeName("string").WithTrailingTrivia(SyntaxFactory.Space));
        int index = 0;
        while (index < parameters.Count && parameters[index].Default is null)
            index++;
        var all = parameters.Insert(index, added);
        SyntaxToken[] commas = [.. Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), all.Count - 1)];
        return method.WithParameterList(method.ParameterList.WithParameters(SyntaxFactory.SeparatedList(all, commas)));
    }
}
