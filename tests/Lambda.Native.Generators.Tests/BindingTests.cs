using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Tests;

/// <summary>What <c>[LambdaFunction]</c> generates, and what it refuses.</summary>
public sealed class BindingTests
{
    private const string Raw = "(ReadOnlySpan<byte> e, System.Buffers.IBufferWriter<byte> answer) { }";

    private static GeneratorRun Run(string code, bool isFunctionProject = true) => new("using Lambda.Native; " + code, isFunctionProject);

    [Fact]
    public void A_function_is_all_a_program_needs()
    {
        GeneratorRun run = Run($"static class F {{ [LambdaFunction] internal static void Go{Raw} }}");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.NotNull(run.Output.GetEntryPoint(default));
        Assert.Equal(["F_Go.g.cs", "LambdaFunctions.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_Main_of_the_project_stays_the_only_one_and_is_asked_to_run_the_functions()
    {
        string function = $"static class F {{ [LambdaFunction] internal static void Go{Raw} }} ";
        GeneratorRun run = Run(function + "static class P { static void Main() => LambdaFunctions.Run(); }");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Equal("P", run.Output.GetEntryPoint(default)!.ContainingType.Name);

        run = Run(function + "static class P { static void Main() { } }");
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(("LN4011", DiagnosticSeverity.Warning, "Main"), (diagnostic.Id, diagnostic.Severity, run.TextAt(diagnostic)));
    }

    [Fact]
    public void A_library_registers_its_functions_and_has_no_Main()
    {
        GeneratorRun run = Run($"static class F {{ [LambdaFunction(\"a\")] internal static void Go{Raw} }}", isFunctionProject: false);
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Equal(["F_Go.g.cs"], run.Sources.Keys);
        AttributeData registration = Assert.Single(run.Output.Assembly.GetAttributes(), a => a.AttributeClass!.Name == "LambdaFunctionRegistrationAttribute");
        Assert.Equal("a", registration.ConstructorArguments[0].Value);
    }

    [Fact]
    public void The_names_of_a_bootstraps_functions_are_in_its_metadata()
    {
        GeneratorRun run = Run($"static class F {{ [LambdaFunction] internal static void One{Raw} [LambdaFunction(\"two\\\"2\")] internal static void Two{Raw} }}");
        Assert.Empty(run.CompilerMessages);
        Assert.Equal(["One", "two\"2"], run.Output.Assembly.GetAttributes()
            .Where(a => a.AttributeClass!.Name == "AssemblyMetadataAttribute").Select(a => a.ConstructorArguments[1].Value));
    }

    [Fact]
    public void Overloads_and_keywords_do_not_get_in_each_others_way()
    {
        GeneratorRun run = Run($"class @class {{ [LambdaFunction(\"a\")] public static void @event{Raw} [LambdaFunction(\"b\")] public static void @event(LambdaContext context) {{ }} " +
            $"internal class N {{ [LambdaFunction(\"c\")] public void Go{Raw} }} }}");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
    }

    [Theory]
    [InlineData("static class F { [LambdaFunction] static void Go() { } }", "LN4003", "private", "Go")]
    [InlineData("class G { class F { [LambdaFunction] public static void Go() { } } }", "LN4003", "private", "Go")]
    [InlineData("static class F { [LambdaFunction] internal static void Go<T>() { } }", "LN4003", "generic", "Go")]
    [InlineData("static class F<T> { [LambdaFunction] internal static void Go() { } }", "LN4003", "generic type 'F<T>'", "Go")]
    [InlineData("file static class F { [LambdaFunction] internal static void Go() { } }", "LN4003", "file-local", "Go")]
    [InlineData("interface F { [LambdaFunction] void Go() { } }", "LN4003", "interface", "Go")]
    [InlineData("class P { static void Main() { LambdaFunctions.Run(); [LambdaFunction] static void Go() { } } }", "LN4003", "local function", "Go")]
    [InlineData("static class F { [LambdaFunction] internal static async void Go() { await Task.Yield(); } }", "LN4004", "return Task", "Go")]
    [InlineData("static class F { [LambdaFunction] internal static void Go(ref LambdaContext context) { } }", "LN4005", "by reference", "context")]
    [InlineData("static class F { [LambdaFunction] internal static Task Go(ReadOnlySpan<byte> e) => Task.CompletedTask; }", "LN4005", "ReadOnlyMemory<byte>", "e")]
    [InlineData("static class F { [LambdaFunction] internal static void Go(ReadOnlySpan<byte> a, ReadOnlyMemory<byte> b) { } }", "LN4005", "role of 'a'", "b")]
    [InlineData("static class F { [LambdaFunction] internal static void Go(ResponseStream a, System.Buffers.IBufferWriter<byte> b) { } }", "LN4005", "role of 'a'", "b")]
    [InlineData("static class F { [LambdaFunction] internal static int Go(System.Buffers.IBufferWriter<byte> b) => 1; }", "LN4006", "writes its answer by itself", "Go")]
    [InlineData("static class F { [LambdaFunction] internal static ReadOnlyMemory<byte> Go() => default; }", "LN4006", "IBufferWriter<byte>", "Go")]
    [InlineData("static class F { [LambdaFunction] internal static void Go() { } [LambdaFunction(\"Go\")] internal static void Come() { } }", "LN4007", "F.Go and F.Come", "Come")]
    [InlineData("static class F { [LambdaFunction(\"a b\")] internal static void Go() { } }", "LN4008", "a b", "Go")]
    [InlineData("static class F { [LambdaFunction(\"\")] internal static void Go() { } }", "LN4008", "", "Go")]
    [InlineData("abstract class F { [LambdaFunction] internal void Go() { } }", "LN4009", "is abstract", "Go")]
    [InlineData("class F(int size) { [LambdaFunction] internal void Go() { } }", "LN4009", "no parameterless constructor", "Go")]
    [InlineData("class F { public required int Size; [LambdaFunction] internal void Go() { } }", "LN4009", "required members", "Go")]
    [InlineData("class F { [LambdaFactory] internal F Make() => this; [LambdaFunction] internal void Go() { } }", "LN4010", "is not static", "Make")]
    [InlineData("class F { [LambdaFactory] internal static F Make(int size) => new(); [LambdaFunction] internal void Go() { } }", "LN4010", "has parameters", "Make")]
    [InlineData("class F { [LambdaFactory] static F Make() => new(); [LambdaFunction] internal void Go() { } }", "LN4010", "cannot be seen", "Make")]
    [InlineData("class F { [LambdaFactory] internal static void Make() { } [LambdaFunction] internal void Go() { } }", "LN4010", "returns no object", "Make")]
    [InlineData("class F { [LambdaFactory] internal static F A() => new(); [LambdaFactory] internal static Task<F> B() => null!; [LambdaFunction] internal void Go() { } }", "LN4010", "makes the same as 'F.A'", "B")]
    public void What_cannot_be_bound_is_one_compile_error(string code, string expectedCode, string words, string place)
    {
        GeneratorRun run = Run(code);
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal((expectedCode, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(words, diagnostic.GetMessage());
        Assert.Equal(place, run.TextAt(diagnostic));
    }

    [Theory]
    [InlineData("", LanguageVersion.CSharp11, "11.0")]
    [InlineData("", LanguageVersion.CSharp7_3, "7.3")]
    [InlineData("static class P { static void Main() { LambdaFunctions.Run(); } }", LanguageVersion.CSharp9, "9.0")]
    public void A_language_too_old_is_the_only_message(string main, LanguageVersion language, string shown)
    {
        string function = "using Lambda.Native; using Lambda.Native.Events; [assembly: LambdaFilter<F>] class F { [LambdaFunction] internal void Go(List<string> e) { } [HttpApi(\"GET\", \"/\")] internal void Get() { } } ";
        foreach (string code in new[] { function.Replace("[assembly: LambdaFilter<F>] ", ""), function })
        {
            var run = new GeneratorRun(code + main, language: language);
            Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
            Assert.Equal(("LN4013", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
            Assert.Contains($"LangVersion is {shown}:", diagnostic.GetMessage());
            // Only what the user has written, an attribute with a type parameter, may be too new for the language.
            Assert.Equal(code == function && language < LanguageVersion.CSharp11 ? 1 : 0, run.CompilerMessages.Length);
        }
    }

    [Fact]
    public void A_project_without_functions_may_have_any_language()
    {
        var run = new GeneratorRun("static class P { static void Main() { } }", language: LanguageVersion.CSharp7_3);
        Assert.Empty(run.Codes);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void A_keystroke_elsewhere_generates_nothing_again()
    {
        var run = new GeneratorRun(
        [
            ("F.cs", $"using Lambda.Native; class F {{ [LambdaFunction] internal void Go{Raw} }} "),
            ("Other.cs", "class C { void M() { } }"),
        ]);
        run.Edit("Other.cs", "class C { void M() { int x = 1; } }");
        Assert.All(run.Reasons(LambdaGenerator.ProjectStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(run.Reasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
