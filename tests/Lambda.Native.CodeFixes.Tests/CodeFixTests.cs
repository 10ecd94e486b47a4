using System.Collections.Immutable;
using Lambda.Native.Generators;
using Lambda.Native.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace Lambda.Native.CodeFixes.Tests;

/// <summary>What an editor offers where the generator has reported an error, and that the error is gone after it.</summary>
public sealed class CodeFixTests
{
    private const string Usings = "using System; using System.Threading.Tasks; using Lambda.Native; using Lambda.Native.Events;\n";

    private static readonly MetadataReference[] s_references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
        .Append(typeof(LambdaRuntime).Assembly.Location)
        .Append(typeof(Events.Http).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CodeFixProvider[] s_fixes = [new HandlerCodeFix(), new RouteCodeFix()];

    [Theory]
    [InlineData(
        "LN4004", "Return Task",
        "class F { [LambdaFunction] internal static async void Go() { await Task.Yield(); } }",
        "class F { [LambdaFunction] internal static async Task Go() { await Task.Yield(); } }")]
    [InlineData(
        "LN4003", "Make it internal",
        "class F\n{\n    /// <summary>Goes.</summary>\n    [LambdaFunction]\n    static void Go() { }\n}",
        "class F\n{\n    /// <summary>Goes.</summary>\n    [LambdaFunction]\n    internal static void Go() { }\n}")]
    [InlineData(
        "LN4003", "Make it internal",
        "class F\n{\n    [LambdaFunction]\n    private static async Task Go() { await Task.Yield(); }\n}",
        "class F\n{\n    [LambdaFunction]\n    internal static async Task Go() { await Task.Yield(); }\n}")]
    [InlineData(
        "LN4003", "Make it internal",
        "class F { [LambdaFunction] private protected void Go() { } }",
        "class F { [LambdaFunction] internal void Go() { } }")]
    [InlineData(
        "LN4003", "Make it internal",
        "class Outer\n{\n    // Of orders.\n    class Inner\n    {\n        private class F { [HttpApi(\"GET\", \"/\")] public string Go() => \"\"; }\n    }\n}",
        "class Outer\n{\n    // Of orders.\n    internal class Inner\n    {\n        internal class F { [HttpApi(\"GET\", \"/\")] public string Go() => \"\"; }\n    }\n}")]
    [InlineData(
        "LN4010", "Make it static",
        "class F { [LambdaFactory] internal F Make() => new(); [LambdaFunction] internal void Go() { } }",
        "class F { [LambdaFactory] internal static F Make() => new(); [LambdaFunction] internal void Go() { } }")]
    [InlineData(
        "LN4010", "Make it internal",
        "class F { [LambdaFactory] static F Make() => new(); [LambdaFunction] internal void Go() { } }",
        "class F { [LambdaFactory] internal static F Make() => new(); [LambdaFunction] internal void Go() { } }")]
    [InlineData(
        "LN4020", "Write \"/orders/{id}\"",
        "class F { [HttpApi(\"GET\", \"orders//{id}/\")] internal static void Go(string id) { } }",
        "class F { [HttpApi(\"GET\", \"/orders/{id}\")] internal static void Go(string id) { } }")]
    [InlineData(
        "LN4022", "Take a parameter 'id'",
        "class F { [HttpApi(\"GET\", \"/orders/{id}\")] internal static void Go() { } }",
        "class F { [HttpApi(\"GET\", \"/orders/{id}\")] internal static void Go(string id) { } }")]
    [InlineData(
        "LN4022", "Take a parameter 'class'",
        "class F { [HttpApi(\"GET\", \"/orders/{class}\")] internal static void Go(LambdaContext context, int page = 1) { } }",
        "class F { [HttpApi(\"GET\", \"/orders/{class}\")] internal static void Go(LambdaContext context, string @class, int page = 1) { } }")]
    public async Task A_fix_mends_what_the_generator_reports(string code, string title, string before, string after)
    {
        Assert.Equal([code], Reported(before));
        (Document document, Diagnostic diagnostic) = await FindAsync(before);
        Assert.Equal((code, DiagnosticSeverity.Hidden), (diagnostic.Id, diagnostic.Severity));
        CodeAction action = Assert.Single(await OfferedAsync(document, diagnostic));
        Assert.Equal(title, action.Title);
        Assert.Equal(after, await ApplyAsync(document, action));
        Assert.Empty(Reported(after));
    }

    [Theory]
    [InlineData("class F { [LambdaFunction] internal static void Go<T>() { } }")]
    [InlineData("class F<T> { [LambdaFunction] internal static void Go() { } }")]
    [InlineData("class F { [LambdaFactory] internal static F Make(int size) => new(); [LambdaFunction] internal void Go() { } }")]
    [InlineData("class F { [HttpApi(\"GET\", \"/a{id}\")] internal static void Go(string id) { } }")]
    [InlineData("class F { [HttpApi(\"GET\", \"/\")] internal static void Go([FromRoute] string id) { } }")]
    public async Task Nothing_is_offered_that_would_not_mend_it(string before)
    {
        Assert.Single(Reported(before));
        (Document document, Diagnostic diagnostic) = await FindAsync(before);
        Assert.Empty(await OfferedAsync(document, diagnostic));
    }

    [Fact]
    public async Task Code_without_mistakes_has_none() =>
        Assert.Empty(await DiagnosticsAsync(Open("class F { [LambdaFunction] internal static void Go() { } [HttpApi(\"GET\", \"/{id}\")] public static int Get(int id) => id; void Other() { } }")));

    /// <summary>What a build says.</summary>
    private static string[] Reported(string code)
    {
        var parse = new CSharpParseOptions(LanguageVersion.CSharp12);
        var compilation = CSharpCompilation.Create("Tested", [CSharpSyntaxTree.ParseText(Usings + code, parse, "Function.cs")], s_references, new(OutputKind.DynamicallyLinkedLibrary));
        return [.. CSharpGeneratorDriver.Create([new LambdaGenerator().AsSourceGenerator()], parseOptions: parse).RunGenerators(compilation).GetRunResult().Diagnostics.Select(d => d.Id)];
    }

    private static Document Open(string code)
    {
        var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Tested", "Tested", LanguageNames.CSharp, metadataReferences: s_references,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary), parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12)));
        return workspace.AddDocument(DocumentInfo.Create(
            DocumentId.CreateNewId(project.Id), "Function.cs", filePath: "Function.cs", loader: TextLoader.From(TextAndVersion.Create(SourceText.From(Usings + code), VersionStamp.Default))));
    }

    private static async Task<(Document, Diagnostic)> FindAsync(string code)
    {
        Document document = Open(code);
        return (document, Assert.Single(await DiagnosticsAsync(document)));
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Document document)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        return await compilation.WithAnalyzers([new FixableAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }

    private static async Task<List<CodeAction>> OfferedAsync(Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        foreach (CodeFixProvider fix in s_fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), default));
        return offered;
    }

    private static async Task<string> ApplyAsync(Document document, CodeAction action)
    {
        ApplyChangesOperation change = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
        Document changed = await Simplifier.ReduceAsync(change.ChangedSolution.GetDocument(document.Id)!);
        return (await changed.GetTextAsync()).ToString()[Usings.Length..];
    }
}
