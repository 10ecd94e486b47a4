using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lambda.Native.Generators.Tests;

/// <summary>The generator over a project's files, in this process.</summary>
internal sealed class GeneratorRun
{
    private static readonly MetadataReference[] s_references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
        .Append(typeof(LambdaRuntime).Assembly.Location)
        .Append(typeof(Events.HttpApiAttribute).Assembly.Location)
        .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly CSharpParseOptions _parseOptions;
    private GeneratorDriver _driver;

    internal GeneratorRun(string code, bool isFunctionProject = true, LanguageVersion language = LanguageVersion.CSharp12)
        : this([("Function.cs", code)], isFunctionProject, language)
    {
    }

    internal GeneratorRun((string Path, string Code)[] files, bool isFunctionProject = true, LanguageVersion language = LanguageVersion.CSharp12)
    {
        // As build/Lambda.Native.Runtime.targets says it to the compiler.
        _parseOptions = new CSharpParseOptions(language).WithFeatures([KeyValuePair.Create("InterceptorsPreviewNamespaces", "Lambda.Native.Generated")]);
        Compilation = CSharpCompilation.Create(
            "Tested",
            files.Select(f => Parse(f.Path, f.Code)),
            s_references,
            new CSharpCompilationOptions(isFunctionProject ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: language < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable, allowUnsafe: true)
                // Libraries are made for an older framework than the tests': the SDK suppresses this too.
                .WithSpecificDiagnosticOptions([KeyValuePair.Create("CS1701", ReportDiagnostic.Suppress)]));
        _driver = CSharpGeneratorDriver.Create(
            [new LambdaGenerator().AsSourceGenerator()],
            parseOptions: _parseOptions,
            optionsProvider: new Options(isFunctionProject),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    internal CSharpCompilation Compilation { get; private set; }

    /// <summary>With what was generated.</summary>
    internal Compilation Output { get; private set; } = null!;

    internal GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    internal string[] Codes => [.. Result.Diagnostics.Select(d => d.Id)];

    /// <summary>Generated files by their names.</summary>
    internal Dictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>What the compiler says of project and generated code together, from warnings on.</summary>
    internal string[] CompilerMessages => [.. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString())];

    /// <summary>The text that a diagnostic underlines.</summary>
    internal string TextAt(Diagnostic diagnostic)
    {
        SyntaxTree tree = Compilation.SyntaxTrees.Single(t => t.FilePath == diagnostic.Location.GetLineSpan().Path);
        return tree.GetText().ToString(diagnostic.Location.SourceSpan);
    }

    /// <summary>Adds a file, or replaces it, and runs again.</summary>
    internal void Edit(string path, string code)
    {
        SyntaxTree? old = Compilation.SyntaxTrees.SingleOrDefault(t => t.FilePath == path);
        Compilation = old is null ? Compilation.AddSyntaxTrees(Parse(path, code)) : Compilation.ReplaceSyntaxTree(old, Parse(path, code));
        Run();
    }

    /// <summary>Why the outputs of a step, or of all source outputs, are what they are in the last run.</summary>
    internal IncrementalStepRunReason[] Reasons(string? step = null)
    {
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps = step is null ? Result.TrackedOutputSteps : Result.TrackedSteps;
        return [.. steps.Where(s => step is null || s.Key == step).SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason)];
    }

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out _);
        Output = output;
    }

    private SyntaxTree Parse(string path, string code) => CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Threading.Tasks; " + code, _parseOptions, path);

    private sealed class Options(bool isFunctionProject) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(isFunctionProject);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(bool isFunctionProject) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = isFunctionProject && key == "build_property._LambdaIsFunctionProject" ? "true" : null;
            return value is not null;
        }
    }
}
