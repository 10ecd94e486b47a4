using Lambda.Native.Events;

namespace Lambda.Native.Generators.TestTypes;

/// <summary>A function for each type, which answers with its event.</summary>
public static partial class Echo
{
    [ThreadStatic]
    private static object? s_last;

    /// <summary>The last event that was read.</summary>
    public static object? Last => s_last;

    private static T Keep<T>(T value)
    {
        s_last = value;
        return value;
    }

    /// <summary>What the serializer does not read.</summary>
    public static ReadOnlySets Read(string json) => new SqsMessage { Body = json }.ReadBody<ReadOnlySets>();

    /// <summary>What is written of an object that no event can be read into.</summary>
    public static string Write(ExtendedObjects value) => Events.Http.Json(value).Body!;

    [LambdaFunction]
    public static int Int(int value) => Keep(value);

    [LambdaFunction]
    public static string? Text(string? value) => Keep(value);

    [LambdaFunction]
    public static List<string?>? Strings(List<string?>? value) => Keep(value);

    [LambdaFunction]
    public static Dictionary<string, Person?>? Map(Dictionary<string, Person?>? value) => Keep(value);

    [LambdaFunction]
    public static Point PointValue(Point value) => Keep(value);

    [LambdaFunction]
    public static Point? MaybePoint(Point? value) => Keep(value);

    [LambdaFunction]
    public static int? MaybeInt(int? value) => Keep(value);

    [LambdaFunction]
    public static bool Truth(bool value) => Keep(value);

    [LambdaFunction]
    public static double Real(double value) => Keep(value);

    [LambdaFunction]
    public static decimal Money(decimal value) => Keep(value);

    [LambdaFunction]
    public static DateTime Day(DateTime value) => Keep(value);

    [LambdaFunction]
    public static int[][]? Grid(int[][]? value) => Keep(value);

    [LambdaFunction]
    public static Person[]? People(Person[]? value) => Keep(value);

    [LambdaFunction]
    public static Color OfColor(Color value) => Keep(value);

    [LambdaFunction]
    public static System.Text.Json.Nodes.JsonNode? Nodes(System.Text.Json.Nodes.JsonNode? value) => Keep(value);

    [LambdaFunction]
    public static byte[]? Bytes(byte[]? value) => Keep(value);

    [LambdaFunction]
    public static Person? Person(Person? value) => Keep(value);

    [LambdaFunction]
    public static Plain? Plain(Plain? value) => Keep(value);

    [LambdaFunction]
    public static Numbers? Numbers(Numbers? value) => Keep(value);

    [LambdaFunction]
    public static Times? Times(Times? value) => Keep(value);

    [LambdaFunction]
    public static Blobs? Blobs(Blobs? value) => Keep(value);

    [LambdaFunction]
    public static Enums? Enums(Enums? value) => Keep(value);

    [LambdaFunction]
    public static Collections? Collections(Collections? value) => Keep(value);

    [LambdaFunction]
    public static Dictionaries? Dictionaries(Dictionaries? value) => Keep(value);

    [LambdaFunction]
    public static Structs? Structs(Structs? value) => Keep(value);

    [LambdaFunction]
    public static Derived? Derived(Derived? value) => Keep(value);

    [LambdaFunction]
    public static Init? Init(Init? value) => Keep(value);

    [LambdaFunction]
    public static Mixed? Mixed(Mixed? value) => Keep(value);

    [LambdaFunction]
    public static Defaults? Defaults(Defaults? value) => Keep(value);

    [LambdaFunction]
    public static Attributes? Attributes(Attributes? value) => Keep(value);

    [LambdaFunction]
    public static AllOptional? AllOptional(AllOptional? value) => Keep(value);

    [LambdaFunction]
    public static OptionalFirst? OptionalFirst(OptionalFirst? value) => Keep(value);

    [LambdaFunction]
    public static Strict? Strict(Strict? value) => Keep(value);

    [LambdaFunction]
    public static PrivateConstructor? PrivateConstructor(PrivateConstructor? value) => Keep(value);

    [LambdaFunction]
    public static Generics? Generics(Generics? value) => Keep(value);

    [LambdaFunction]
    public static Documents? Documents(Documents? value) => Keep(value);

    [LambdaFunction]
    public static Tree? Tree(Tree? value) => Keep(value);

    [LambdaFunction]
    public static Empty? Empty(Empty? value) => Keep(value);

    [LambdaFunction]
    public static Names? Names(Names? value) => Keep(value);

    [LambdaFunction]
    public static RecordWithBody? RecordWithBody(RecordWithBody? value) => Keep(value);

    [LambdaFunction]
    public static Interfaces? Interfaces(Interfaces? value) => Keep(value);

    [LambdaFunction]
    public static InterfacesOfDictionaries? InterfacesOfDictionaries(InterfacesOfDictionaries? value) => Keep(value);

    [LambdaFunction]
    public static Immutables? Immutables(Immutables? value) => Keep(value);

    [LambdaFunction]
    public static Rights OfRights(Rights value) => Keep(value);

    [LambdaFunction]
    public static Days OfDays(Days value) => Keep(value);

    [LambdaFunction]
    public static Flags? Flags(Flags? value) => Keep(value);

    [LambdaFunction]
    public static ExtendedObjects? ExtendedObjects(ExtendedObjects? value) => Keep(value);

    [LambdaFunction]
    public static Extensions? Extensions(Extensions? value) => Keep(value);

    [LambdaFunction]
    public static Wide? Wide(Wide? value) => Keep(value);

    [LambdaFunction]
    public static Extended? Extended(Extended? value) => Keep(value);

    [LambdaFunction]
    public static ExtendedInterface? ExtendedInterface(ExtendedInterface? value) => Keep(value);

    [LambdaFunction]
    public static ExtendedRecord? ExtendedRecord(ExtendedRecord? value) => Keep(value);

    [LambdaFunction]
    public static TextEnums? TextEnums(TextEnums? value) => Keep(value);

    [LambdaFunction]
    public static Shape? Shape(Shape? value) => Keep(value);

    [LambdaFunction]
    public static Animal? Animal(Animal? value) => Keep(value);

    [LambdaFunction]
    public static Hierarchies? Hierarchies(Hierarchies? value) => Keep(value);

    [LambdaFunction]
    public static Called? Called(Called? value) => Keep(value);

    [LambdaFunction]
    public static Size OfSize(Size value) => Keep(value);

    [LambdaFunction]
    public static Initialised? Initialised(Initialised? value) => Keep(value);
}
