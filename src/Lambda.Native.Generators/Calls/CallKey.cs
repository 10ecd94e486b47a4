using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lambda.Native.Generators.Calls;

/// <summary>A name that may be that of a generic method whose JSON is generated, to be found again in a compilation: nothing of it is bound before.</summary>
internal sealed record CallKey(string Path, TextSpan Span)
{
    /// <summary>The methods of Lambda.Native.Events that bear its GeneratedJson attribute; a test keeps the list.</summary>
    internal static readonly HashSet<string> Methods =
    [
        "Created", "Decode", "Json", "Ok", "ReadBody", "ReadData", "ReadInvokingEvent", "ReadKey", "ReadMessage", "ReadRuleParameters", "ReadUserParameters", "ReadValue",
    ];

    internal static bool IsCandidate(SyntaxNode node) => node is SimpleNameSyntax name && Methods.Contains(name.Identifier.ValueText) && node.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == node,
        MemberBindingExpressionSyntax or InvocationExpressionSyntax => true,
        _ => node is GenericNameSyntax,
    };

    internal static CallKey From(SyntaxNode name) => new(name.SyntaxTree.FilePath, name.Span);
}
