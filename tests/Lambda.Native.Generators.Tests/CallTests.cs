using System.Reflection;
using Lambda.Native.Events.CompilerServices;
using Lambda.Native.Generators.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Tests;

/// <summary>Calls of generic methods that read and write JSON, bound where they stand. What they do is tested in Lambda.Native.Events.Tests.</summary>
public sealed class CallTests
{
    private static GeneratorRun Run(string code, LanguageVersion language = LanguageVersion.CSharp12) =>
        new("using Lambda.Native.Events; using System.Linq; " + code, isFunctionProject: false, language);

    [Fact]
    public void The_names_are_those_of_all_methods_with_generated_JSON() => Assert.Equal(
        typeof(Events.Http).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<GeneratedJsonAttribute>() is not null).Select(m => m.Name).Distinct().Order(StringComparer.Ordinal),
        CallKey.Methods.Order(StringComparer.Ordinal));

    [Fact]
    public void A_call_is_replaced_by_code_for_its_type()
    {
        GeneratorRun run = Run("record Order(string Id); static class F { static Order A(SqsMessage m) => m.ReadBody<Order>(); static Order B(SqsMessage m) => PayloadExtensions.ReadBody<Order>(m); static HttpResult C(Order o) => Http.Json(o, 201); }");
        Assert.Empty(run.Codes);
        Assert.True(run.CompilerMessages.Length == 0, string.Join("\n", run.CompilerMessages));
        Assert.Equal(["JsonCalls.g.cs", "OrderJson.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        string code = run.Sources["JsonCalls.g.cs"];
        Assert.Equal(3, code.Split("[global::System.Runtime.CompilerServices.InterceptsLocation(").Length - 1);
        Assert.Contains("global::Order ReadBody1(this global::Lambda.Native.Events.SqsMessage @message)", code);
        Assert.Contains("HttpResult Json2(global::Order @value, int @statusCode)", code);
    }

    [Fact]
    public void Methods_of_others_that_have_such_a_name_are_left_alone()
    {
        GeneratorRun run = Run("static class F { static T ReadBody<T>() => default!; static int Json(int i) => i; static int A() => ReadBody<int>() + Json(1); } class Ok<T>; class G : Ok<int>;");
        Assert.Empty(run.Codes);
        Assert.Empty(run.Sources);
    }

    [Theory]
    [InlineData("static T A<T>(SqsMessage m) => m.ReadBody<T>();", "LN4014", "what 'T' is, is not known here", "ReadBody<T>")]
    [InlineData("static List<T[]> A<T>(SqsMessage m) => m.ReadBody<List<T[]>>();", "LN4014", "'System.Collections.Generic.List<T[]>'", "ReadBody<List<T[]>>")]
    [InlineData("static HttpResult A() => Http.Json(new { A = 1 });", "LN4014", "an anonymous type has no name", "Json")]
    [InlineData("static HttpResult A<T>(T value) => Http.Ok(value);", "LN4014", "'T'", "Ok")]
    [InlineData("static IEnumerable<int> A(SqsMessage[] m) => m.Select(PayloadExtensions.ReadBody<int>);", "LN4014", "write a lambda", "ReadBody<int>")]
    // Of this old compiler; newer ones bind it, as Lambda.Native.Events.Tests show.
    [InlineData("static string? A(SqsMessage? m) => m?.ReadBody<string>();", "LN4014", "the compiler puts nothing in the place", "ReadBody<string>")]
    [InlineData("static object A(SqsMessage m) => m.ReadBody<object>();", "LN4012", "object says nothing", "ReadBody<object>")]
    [InlineData("static HttpResult A(Func<int> f) => Http.Created(\"/\", f);", "LN4012", "'System.Func<int>' cannot be written as JSON", "Created")]
    [InlineData("class P; static P A(SqsMessage m) => m.ReadBody<P>();", "LN4012", "F.P is private", "ReadBody<P>")]
    public void A_call_that_cannot_be_bound_is_one_compile_error(string code, string expectedCode, string words, string place)
    {
        GeneratorRun run = Run($"static class F {{ {code} }}");
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal((expectedCode, DiagnosticSeverity.Error, place), (diagnostic.Id, diagnostic.Severity, run.TextAt(diagnostic)));
        Assert.Contains(words, diagnostic.GetMessage());
        Assert.Empty(run.CompilerMessages);
    }

    [Fact]
    public void What_only_names_a_method_is_no_call()
    {
        GeneratorRun run = Run("static class F { static string A() => nameof(Http.Json) + nameof(PayloadExtensions.ReadBody); }");
        Assert.Empty(run.Codes);
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void A_type_that_does_not_exist_is_the_compilers_to_tell()
    {
        GeneratorRun run = Run("static class F { static object A(SqsMessage m) => m.ReadBody<Nothing>(); }");
        Assert.Empty(run.Codes);
        Assert.Single(run.CompilerMessages);
    }

    [Fact]
    public void A_language_too_old_is_told_for_calls_as_well() =>
        Assert.Equal(["LN4013"], Run("static class F { static int A(SqsMessage m) => m.ReadBody<int>(); }", LanguageVersion.CSharp11).Codes);

    [Fact]
    public void A_keystroke_elsewhere_generates_nothing_again()
    {
        var run = new GeneratorRun(
        [
            ("F.cs", "using Lambda.Native.Events; record Order(string Id); static class F { static Order A(SqsMessage m) => m.ReadBody<Order>(); }"),
            ("Other.cs", "class C { void M() { } }"),
        ], isFunctionProject: false);
        Assert.Empty(run.CompilerMessages);
        run.Edit("Other.cs", "class C { void M() { int x = 1; } }");
        Assert.All(run.Reasons(LambdaGenerator.ProjectStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(run.Reasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
