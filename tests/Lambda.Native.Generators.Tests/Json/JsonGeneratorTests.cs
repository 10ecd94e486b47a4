using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>What is generated for the types of a function, and what is refused.</summary>
public sealed class JsonGeneratorTests
{
    private static GeneratorRun Run(string types, string signature = "void Go(Order order)") => new(
        "using Lambda.Native; using System.Text.Json; using System.Text.Json.Serialization; " +
        $"static class F {{ [LambdaFunction] internal static {signature} => throw null!; }} {types}");

    [Theory]
    [InlineData("record Order(object Id);", "Order.Id: object says nothing of what is in it")]
    [InlineData("record Order(Line[] Lines); record Line(Price Price); record Price(Func<int> Get);", "Order.Lines[].Price.Get: System.Func<int> is no type of values")]
    [InlineData("record Order(Dictionary<string, Line> Lines); record Line(IPrice Price); interface IPrice;", "Order.Lines[*].Price: an interface says nothing")]
    [InlineData("record Order(Dictionary<Line, int> Lines); record Line;", "Order.Lines: Line is no type of keys")]
    [InlineData("record Order((int, int) Size);", "Order.Size: a tuple has no names")]
    [InlineData("record Order(int[,] Grid);", "Order.Grid: arrays of more than one dimension")]
    [InlineData("class Order { public Order(int a) { } public Order(string b) { } }", "Order: it has several public constructors")]
    [InlineData("class Order { private Order() { } }", "Order: it has no public constructor")]
    [InlineData("abstract class Order;", "Order: it is abstract")]
    [InlineData("class Order(int size) { public int Length => size; }", "Order: the parameter size of its constructor has no member of its name and type")]
    [InlineData("class Order { public int A { get; set; } public int a { get; set; } }", "Order: its members A and a have the same name in JSON")]
    [InlineData("[JsonConverter(typeof(int))] class Order;", "Order: it has a JsonConverter")]
    [InlineData("class Order { [JsonConverter(typeof(int))] public int A { get; set; } }", "Order: its member A has a JsonConverter")]
    [InlineData("class Order { [JsonInclude] private int A { get; set; } }", "Order: its member A is private although it has JsonInclude")]
    [InlineData("class Order<T> { public int A { private get; init; } }", "its member A is only initialised, in a generic type, and cannot be read", "void Go(Order<int> order)")]
    [InlineData("class Order { [JsonExtensionData] public Dictionary<string, string>? Rest { get; set; } }", "Order: its member Rest takes extension data")]
    [InlineData("class Order { [JsonExtensionData] public IReadOnlyDictionary<string, object>? Rest { get; set; } }", "Order: its member Rest takes extension data")]
    [InlineData("class Order { [JsonExtensionData] public System.Text.Json.Nodes.JsonObject? Rest { get; set; } }", "Rest takes extension data and is a JsonObject, which System.Text.Json writes as no JSON")]
    [InlineData("[JsonDerivedType(typeof(Big), \"big\")] class Order; class Big : Order { public object? A { get; set; } }", "Order as Big.A: object says nothing")]
    public void A_type_that_is_not_done_is_named_with_the_way_to_it(string types, string words, string signature = "void Go(Order order)")
    {
        GeneratorRun run = Run(types, signature);
        Diagnostic diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(("LN4012", "order", DiagnosticSeverity.Error), (diagnostic.Id, run.TextAt(diagnostic), diagnostic.Severity));
        Assert.Contains(words, diagnostic.GetMessage());
        Assert.Contains("cannot be read as JSON", diagnostic.GetMessage());
        Assert.Contains("JsonSerializerContext", diagnostic.GetMessage());
        Assert.Empty(run.CompilerMessages);
    }

    [Fact]
    public void What_is_only_written_need_not_be_readable()
    {
        GeneratorRun run = Run("abstract class Order { public int Id { get; } public IEnumerable<int> Lines => [1]; }", "Order Go()");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.DoesNotContain(" Read(", run.Sources["OrderJson.g.cs"]);
    }

    [Fact]
    public void Every_type_is_generated_once()
    {
        GeneratorRun run = Run("record Order(Line A, Line[] B, List<Line> C, Line? D); record Line(int Price);", "Order Go(Order order)");
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Equal(["F_Go.g.cs", "LambdaFunctions.g.cs", "LineJson.g.cs", "Line__Json.g.cs", "OrderJson.g.cs", "System_Collections_Generic_List_Line_Json.g.cs"], run.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_type_that_a_context_names_is_left_to_it()
    {
        GeneratorRun run = Run("""
            record Order(Line Line, int Id);
            record Line(object Anything);
            [JsonSerializable(typeof(Line))] partial class Json : JsonSerializerContext
            {
                public Json() : base(null) { }
                public static Json Default => new();
                protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
                public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
            }
            """);
        Assert.Empty(run.Codes);
        Assert.Empty(run.CompilerMessages);
        Assert.Contains("JsonContext.Read<global::Line>(ref reader, global::Json.Default.GetTypeInfo(typeof(global::Line)))", run.Sources["OrderJson.g.cs"]);
    }

    [Fact]
    public void A_keystroke_elsewhere_generates_nothing_again_and_one_in_a_type_only_that_type()
    {
        const string function = "using Lambda.Native; static class F { [LambdaFunction] internal static void Go(Order order) { } }";
        var run = new GeneratorRun([("F.cs", function), ("Types.cs", "record Order(Line Line, int Id); record Line(int Price);"), ("Other.cs", "class C { }")]);
        Assert.Empty(run.CompilerMessages);
        run.Edit("Other.cs", "class C { int x; }");
        Assert.All(run.Reasons(LambdaGenerator.ProjectStep), reason => Assert.Equal(IncrementalStepRunReason.Unchanged, reason));
        Assert.All(run.Reasons(), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        run.Edit("Types.cs", "record Order(Line Line, int Id); record Line(long Price);");
        Assert.Equal(1, run.Reasons().Count(reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
        Assert.Contains("JsonRead.Int64", run.Sources["LineJson.g.cs"]);
    }
}
