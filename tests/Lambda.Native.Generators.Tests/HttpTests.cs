using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Tests;

/// <summary>What <c>[HttpApi]</c> generates, and what it refuses. How requests are served is tested with the events library.</summary>
public sealed class HttpTests
{
    private const string Usings = "using Lambda.Native; using Lambda.Native.Events; ";

    private static GeneratorRun Run(string members, bool isFunctionProject = true) => new($"{Usings} static class F {{ {members} }} {Types}", isFunctionProject);

    private const string Types = "record Order(string Id); enum Colour { Red, Green }";

    [Fact]
    public void Routes_are_all_a_program_needs_and_one_function()
    {
        GeneratorRun run = Run("[HttpApi(\"GET\", \"/\")] internal static string A() => \"\"; [HttpApi(\"post\", \"/o/{id}\"), HttpApi(\"PUT\", \"/o/{id}/{rest+}\")] internal static Order B(int id, Order order) => order;");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.NotNull(run.Output.GetEntryPoint(default));
        Assert.Equal(["HttpFunction.g.cs", "LambdaFunctions.g.cs", "OrderJson.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["http"], FunctionNames(run));
    }

    [Fact]
    public void They_stand_beside_other_functions_and_in_libraries()
    {
        const string members = "[HttpApi(\"GET\", \"/\")] internal static string A() => \"\"; [LambdaFunction] internal static void Go() { } [LambdaFunction, HttpApi(\"GET\", \"/both\")] internal static Order? Both() => null;";
        GeneratorRun run = Run(members);
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Equal(["Go", "Both", "http"], FunctionNames(run));
        run = Run(members, isFunctionProject: false);
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Contains("http", run.Output.Assembly.GetAttributes().Where(a => a.AttributeClass!.Name == "LambdaFunctionRegistrationAttribute").Select(a => a.ConstructorArguments[0].Value));
    }

    [Fact]
    public void An_object_of_several_routes_is_made_once()
    {
        GeneratorRun run = new(Usings + "class S { [HttpApi(\"GET\", \"/a\")] public void A() { } [HttpApi(\"GET\", \"/b\")] public Task B() => Task.CompletedTask; }");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Single(run.Sources["HttpFunction.g.cs"].Split('\n'), l => l.Contains("S_Instance.CreateAsync"));
    }

    [Theory]
    [InlineData("string text, int? page, Colour colour, Colour? other, DateTime at, Guid[] ids, List<Colour> colours, IEnumerable<string> words, Uri address, long big = -5, string? name = \"a\\\"b\", Colour with = Colour.Green, decimal price = 1.5m, char c = '\\''")]
    [InlineData("[FromHeader] string userAgent, [FromHeader(\"x-y\")] int? count, [FromQuery(\"$top\")] int top, [FromBody] string body")]
    [InlineData("[FromBody] Dictionary<string, int[]> body, LambdaContext context, System.Threading.CancellationToken cancellation")]
    [InlineData("[FromBody] ReadOnlyMemory<byte> body, in int page")]
    [InlineData("List<Order>? body")]
    [InlineData("HttpApiRequest request, byte[] body")]
    [InlineData("FunctionUrlRequest request")]
    [InlineData("RestApiRequest request")]
    [InlineData("AlbRequest? request")]
    [InlineData("int @class, string @event")]
    public void Parameters_of_these_kinds_compile(string parameters)
    {
        GeneratorRun run = Run($"[HttpApi(\"POST\", \"/o\")] internal static void Go({parameters}) {{ }}");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
    }

    [Theory]
    [InlineData("void")]
    [InlineData("string")]
    [InlineData("string?")]
    [InlineData("int")]
    [InlineData("int?")]
    [InlineData("Order")]
    [InlineData("List<Order>")]
    [InlineData("HttpResult")]
    [InlineData("HttpResult?")]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("Task<Order?>")]
    [InlineData("ValueTask<HttpResult>")]
    [InlineData("Task<string>")]
    public void Answers_of_these_kinds_compile(string type)
    {
        GeneratorRun run = Run($"[HttpApi(\"GET\", \"/o\")] internal static {type} Go() => throw null!;");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
    }

    [Theory]
    [InlineData("[HttpApi(\"GET\", \"orders\")] internal static void Go() { }", "LN4020", "begin with a slash")]
    [InlineData("[HttpApi(\"GET\", \"\")] internal static void Go() { }", "LN4020", "begin with a slash")]
    [InlineData("[HttpApi(\"GET\", \"/a//b\")] internal static void Go() { }", "LN4020", "empty segment")]
    [InlineData("[HttpApi(\"GET\", \"/a/\")] internal static void Go() { }", "LN4020", "empty segment")]
    [InlineData("[HttpApi(\"GET\", \"/a{id}\")] internal static void Go() { }", "LN4020", "'a{id}'")]
    [InlineData("[HttpApi(\"GET\", \"/{}\")] internal static void Go() { }", "LN4020", "empty segment")]
    [InlineData("[HttpApi(\"GET\", \"/{a-b}\")] internal static void Go() { }", "LN4020", "no name")]
    [InlineData("[HttpApi(\"GET\", \"/{id:int}\")] internal static void Go(int id) { }", "LN4020", "'id:int' is no name")]
    [InlineData("[HttpApi(\"GET\", \"/{id}/{Id}\")] internal static void Go(int id) { }", "LN4020", "two parameters")]
    [InlineData("[HttpApi(\"GET\", \"/{id+}/a\")] internal static void Go(string id) { }", "LN4020", "at the end")]
    [InlineData("[HttpApi(\"GET\", \"/a?b=1\")] internal static void Go() { }", "LN4020", "without a query")]
    [InlineData("[HttpApi(\"GET\", \"/a%20b\")] internal static void Go() { }", "LN4020", "decoded")]
    [InlineData("[HttpApi(\"GOT\", \"/\")] internal static void Go() { }", "LN4021", "'GOT'")]
    [InlineData("[HttpApi(\"\", \"/\")] internal static void Go() { }", "LN4021", "''")]
    [InlineData("[HttpApi(\"GET\", \"/{id}\")] internal static void Go(int key) { }", "LN4022", "no parameter of its name")]
    [InlineData("[HttpApi(\"GET\", \"/{id}\")] internal static void Go([FromQuery] int id) { }", "LN4022", "{id}")]
    [InlineData("[HttpApi(\"GET\", \"/a\")] internal static void Go([FromRoute] int id) { }", "LN4022", "asks for it")]
    [InlineData("[HttpApi(\"GET\", \"/a/{x}\")] internal static void Go(int x) { } [HttpApi(\"get\", \"/a/{y}\")] internal static void Come(int y) { }", "LN4023", "GET /a/{x}' of 'F.Go' and 'GET /a/{y}' of 'F.Come")]
    [InlineData("[HttpApi(\"GET\", \"/a\"), HttpApi(\"GET\", \"/a\")] internal static void Go() { }", "LN4023", "same requests")]
    [InlineData("[HttpApi(\"ANY\", \"/{a+}\")] internal static void Go() { } [HttpApi(\"ANY\", \"/{b+}\")] internal static void Come() { }", "LN4023", "same requests")]
    [InlineData("[HttpApi(\"POST\", \"/a\")] internal static void Go(Order a, Order b) { }", "LN4024", "'a' and as 'b'")]
    [InlineData("[HttpApi(\"POST\", \"/a\")] internal static void Go(Order a, [FromBody] int b) { }", "LN4024", "twice")]
    [InlineData("[HttpApi(\"GET\", \"/{id}\")] internal static void Go(Order id) { }", "LN4025", "'Order'")]
    [InlineData("[HttpApi(\"GET\", \"/{id}\")] internal static void Go(int[] id) { }", "LN4025", "no path, query or header")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static void Go([FromQuery] Order order) { }", "LN4025", "IParsable<T>")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static void Go(ref int x) { }", "LN4025", "by reference")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static void Go(params int[] x) { }", "LN4025", "params")]
    [InlineData("[HttpApi(\"POST\", \"/\")] internal static void Go(ReadOnlySpan<byte> x) { }", "LN4025", "ReadOnlyMemory<byte>")]
    [InlineData("[HttpApi(\"POST\", \"/\")] internal static void Go(object x) { }", "LN4012", "object says nothing")]
    [InlineData("[HttpApi(\"POST\", \"/\"), HttpApi(\"PUT\", \"/\")] internal static void Go(object x) { }", "LN4012", "object says nothing")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static object Go() => 1;", "LN4012", "written as JSON")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static byte[] Go() => [];", "LN4006", "Http.Bytes")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static HttpApiResponse Go() => new();", "LN4006", "HttpResult")]
    [InlineData("[HttpApi(\"GET\", \"/\")] static void Go() { }", "LN4003", "private")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static async void Go() { await Task.Yield(); }", "LN4004", "return Task")]
    [InlineData("[HttpApi(\"GET\", \"/\")] internal static void Go() { } [LambdaFunction(\"http\")] internal static void Come() { }", "LN4007", "'http'")]
    public void What_cannot_be_mapped_is_one_compile_error(string members, string code, string words)
    {
        GeneratorRun run = Run(members);
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal((code, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(words, diagnostic.GetMessage());
        Assert.NotEqual(default, diagnostic.Location.GetLineSpan().Path);
    }

    [Fact]
    public void A_route_has_32_segments_at_most()
    {
        string path = string.Concat(Enumerable.Repeat("/a", 32));
        Assert.Empty(Run($"[HttpApi(\"GET\", \"{path}\")] internal static void Go() {{ }}").Codes);
        Assert.Equal(["LN4020"], Run($"[HttpApi(\"GET\", \"{path}/a\")] internal static void Go() {{ }}").Codes);
    }

    [Fact]
    public void A_keystroke_elsewhere_generates_nothing_again()
    {
        var run = new GeneratorRun(
        [
            ("F.cs", $"{Usings} class F {{ [HttpApi(\"POST\", \"/o/{{id}}\")] internal Order Go(int id, Colour colour, Order order) => order; }} {Types}"),
            ("Other.cs", "class C { void M() { } }"),
        ]);
        run.Edit("Other.cs", "class C { void M() { int x = 1; } }");
        Assert.All(run.Reasons(LambdaGenerator.ProjectStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(run.Reasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static IEnumerable<object?> FunctionNames(GeneratorRun run) => run.Output.Assembly.GetAttributes()
        .Where(a => a.AttributeClass!.Name == "AssemblyMetadataAttribute").Select(a => a.ConstructorArguments[1].Value);
}
