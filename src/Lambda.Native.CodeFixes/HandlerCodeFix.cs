using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Lambda.Native.CodeFixes;

/// <summary>Mends the declaration of a handler or factory: who sees it (LN4003, LN4010), whether it is static (LN4010), and what it returns (LN4004).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HandlerCodeFix : CodeFixProvider
{
    private const string OutOfReach = "LN4003";
    private const string AsyncVoid = "LN4004";
    private const string BadFactory = "LN4010";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create(OutOfReach, AsyncVoid, BadFactory);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            void Offer(string title, Func<MethodDeclarationSyntax, MethodDeclarationSyntax> change, bool opensTypes = false) => context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(Apply(root, method, change, opensTypes))), equivalenceKey: title), diagnostic);

            bool isHidden = IsPrivate(method) || method.Ancestors().OfType<TypeDeclarationSyntax>().Any(IsPrivate);
            switch (diagnostic.Id)
            {
                case AsyncVoid:
                    Offer("Return Task", ReturnTask);
                    break;
                case OutOfReach when isHidden && method.TypeParameterList is null:
                    Offer("Make it internal", Open, opensTypes: true);
                    break;
                case BadFactory when !method.Modifiers.Any(SyntaxKind.StaticKeyword):
                    Offer("Make it static", m => AddModifier(Open(m), SyntaxKind.StaticKeyword), opensTypes: true);
                    break;
                case BadFactory when isHidden:
                    Offer("Make it internal", Open, opensTypes: true);
                    break;
            }
        }
    }

    private static SyntaxNode Apply(SyntaxNode root, MethodDeclarationSyntax method, Func<MethodDeclarationSyntax, MethodDeclarationSyntax> change, bool opensTypes)
    {
        IEnumerable<SyntaxNode> types = opensTypes ? method.Ancestors().OfType<TypeDeclarationSyntax>().Where(IsPrivate) : [];
        return root.ReplaceNodes(types.Append(method), (before, now) => before == method ? change((MethodDeclarationSyntax)now) : Open((MemberDeclarationSyntax)now));
    }

    /// <summary>Whether only its own type sees a member; what is said nothing of is private, but for types of a namespace.</summary>
    private static bool IsPrivate(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.PrivateKeyword)
        || (member.Parent is TypeDeclarationSyntax and not InterfaceDeclarationSyntax
            && !member.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword) || m.IsKind(SyntaxKind.InternalKeyword) || m.IsKind(SyntaxKind.ProtectedKeyword)));

    private static T Open<T>(T member)
        where T : MemberDeclarationSyntax
    {
        SyntaxToken? old = member.Modifiers.Where(m => m.IsKind(SyntaxKind.PrivateKeyword)).Select(m => (SyntaxToken?)m).FirstOrDefault();
        if (old is { } token)
        {
            // "private protected" is one accessibility.
            var others = member.Modifiers.Where(m => !m.IsKind(SyntaxKind.ProtectedKeyword)).Select(m => m == token ? SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(token) : m);
            return (T)member.WithModifiers(SyntaxFactory.TokenList(others));
        }
        return IsPrivate(member) || !HasAccessibility(member) ? AddModifier(member, SyntaxKind.InternalKeyword, 0) : member;
    }

    private static bool HasAccessibility(MemberDeclarationSyntax member) =>
        member.Modifiers.Any(m => m.IsKind(SyntaxKind.PublicKeyword) || m.IsKind(SyntaxKind.InternalKeyword) || m.IsKind(SyntaxKind.ProtectedKeyword) || m.IsKind(SyntaxKind.PrivateKeyword));

    private static T AddModifier<T>(T member, SyntaxKind modifier, int? at = null)
        where T : MemberDeclarationSyntax
    {
        SyntaxToken added = SyntaxFactory.Token(modifier).WithTrailingTrivia(SyntaxFactory.Space);
        int index = at ?? member.Modifiers.TakeWhile(m => m.IsKind(SyntaxKind.PublicKeyword) || m.IsKind(SyntaxKind.InternalKeyword) || m.IsKind(SyntaxKind.ProtectedKeyword)).Count();
        if (index > 0 || member.Modifiers.Count > 0 && member.Modifiers[0].LeadingTrivia.Count == 0)
            return (T)member.WithModifiers(member.Modifiers.Insert(index, added));
        // What stands before the first word, the indentation, stays there.
        SyntaxToken first = member.Modifiers.Count > 0 ? member.Modifiers[0] : FirstWord(member);
        added = added.WithLeadingTrivia(first.LeadingTrivia);
        var bare = (T)member.ReplaceToken(first, first.WithLeadingTrivia());
        return (T)bare.WithModifiers(bare.Modifiers.Insert(0, added));
    }

    private static SyntaxToken FirstWord(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.ReturnType.GetFirstToken(),
        TypeDeclarationSyntax type => type.Keyword,
        _ => member.GetFirstToken(),
    };

    private static MethodDeclarationSyntax ReturnTask(MethodDeclarationSyntax method) => method.WithReturnType(
        SyntaxFactory.ParseTypeName("global::System.Threading.Tasks.Task").WithTriviaFrom(method.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation));
}
