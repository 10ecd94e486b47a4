using System.Diagnostics;
using System.Text.Json;
using Lambda.Native.Runtime.Tests;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Tests;

/// <summary><c>[assembly: LambdaFilter&lt;T&gt;]</c>.</summary>
public sealed class FilterTests
{
    private const string Filter = ": ILambdaFilter { " + Method + " }";

    private const string Method = "public ValueTask InvokeAsync(LambdaInvocation invocation, LambdaNext next) => next(invocation);";

    private const string Main = "static class Program { static void Main() { } }";

    [Fact]
    public void Filters_are_registered_in_source_order()
    {
        var run = new GeneratorRun(
        [
            ("b.cs", "using Lambda.Native; [assembly: LambdaFilter<N.Third>] " + Main),
            ("a.cs", $"using Lambda.Native; [assembly: LambdaFilter<N.Second>, LambdaFilter<N.First>] namespace N {{ class First {Filter} record struct Second {Filter} class Third {Filter} }}"),
        ]);
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        string code = run.Sources["LambdaFilters.g.cs"];
        int[] places = [.. new[] { "new global::N.Second()", "new global::N.First()", "new global::N.Third()" }.Select(text => code.IndexOf(text, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Without_a_filter_nothing_is_generated()
    {
        var run = new GeneratorRun(Main);
        Assert.Empty(run.Sources);
    }

    [Theory]
    [InlineData("abstract class F : ILambdaFilter { METHOD }", "is abstract")]
    [InlineData("interface F : ILambdaFilter;", "is neither a class nor a struct")]
    [InlineData("class F;", "does not implement ILambdaFilter")]
    [InlineData("class F(int size) : ILambdaFilter { METHOD }", "has no parameterless constructor that can be called")]
    [InlineData("class F : ILambdaFilter { private F() { } METHOD }", "has no parameterless constructor that can be called")]
    [InlineData("file class F : ILambdaFilter { METHOD }", "cannot be seen by generated code")]
    [InlineData("class B { public required string Name { get; init; } } class F : B, ILambdaFilter { METHOD }", "has required members")]
    public void A_type_that_cannot_be_a_filter_is_a_compile_error(string type, string why)
    {
        var run = new GeneratorRun("using Lambda.Native; [assembly: LambdaFilter<F>] " + type.Replace("METHOD", Method) + Main);
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(("LN4001", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains($"The filter 'F' {why}", diagnostic.GetMessage());
        Assert.Equal("LambdaFilter<F>", run.TextAt(diagnostic));
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void A_filter_in_a_library_is_a_warning()
    {
        var run = new GeneratorRun($"using Lambda.Native; [assembly: LambdaFilter<F>] class F {Filter}", isFunctionProject: false);
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(("LN4002", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void A_keystroke_elsewhere_generates_nothing_again()
    {
        var run = new GeneratorRun([("Filters.cs", $"using Lambda.Native; [assembly: LambdaFilter<F>] class F {Filter}"), ("Other.cs", Main)]);
        run.Edit("Other.cs", "static class Program { static void Main() { Console.WriteLine(); } }");
        Assert.All(run.Reasons(LambdaGenerator.FiltersStep), reason => Assert.Contains(reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
        Assert.All(run.Reasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public async Task The_first_filter_is_the_outermost_in_a_running_function()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.StartFunction("Lambda.Native.Generators.TestFunction", "explicit");
        Assert.Equal("innermost(inner(outer(mark)))<innermost<inner<outer", (await lambda.InvokeAsync("mark")).Body);
        Assert.Equal("Function.InvalidOperationException", (await lambda.InvokeAsync("throw")).Headers["Lambda-Runtime-Function-Error-Type"]);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_made_fails_the_initialisation()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.StartFunction("Lambda.Native.Generators.TestFunction", "explicit", ("TEST_FILTER_FAILS", "1"));
        FakeLambda.Posted error = await lambda.Posts.ReadAsync();
        Assert.Equal("/2018-06-01/runtime/init/error", error.Path);
        Assert.Equal("no configuration", JsonDocument.Parse(error.Body).RootElement.GetProperty("errorMessage").GetString());
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
    }
}
