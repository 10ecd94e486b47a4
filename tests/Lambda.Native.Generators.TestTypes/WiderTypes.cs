using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Generators.TestTypes;

public sealed class Extended
{
    public int A { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }

    public string? B { get; set; }
}

public sealed class ExtendedInterface
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? A { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement> Rest { get; set; } = new Dictionary<string, JsonElement>();
}

public sealed class ExtendedObjects
{
    public int A { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? Rest { get; set; }
}

public sealed record ExtendedInterfaceOfObjects(string? A)
{
    [JsonExtensionData]
    public IDictionary<string, object?>? Rest { get; set; }

    public int B { get; set; }
}

public sealed class ExtendedSorted
{
    [JsonExtensionData]
    public SortedDictionary<string, JsonElement>? Rest { get; set; }
}

public sealed class Extensions
{
    public ExtendedObjects? A { get; set; }
    public ExtendedInterfaceOfObjects? B { get; set; }
    public ExtendedSorted? C { get; set; }
}

public sealed class ExtendedRecord(int a)
{
    public int A { get; } = a;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Rest { get; set; }
}

[JsonConverter(typeof(JsonStringEnumConverter<Size>))]
public enum Size
{
    Small,
    Medium = 10,

    [JsonStringEnumMemberName("extra large \"XL\"")]
    ExtraLarge,
    Big = Medium,
}

[JsonConverter(typeof(JsonStringEnumConverter))]
public enum Level : sbyte
{
    low = -1,
    Low = 1,
}

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Rights>))]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,

    [JsonStringEnumMemberName("go")]
    Execute = 8,
    All = 11,
    Also = 2,
    Top = int.MinValue,
}

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Days>))]
public enum Days : byte
{
    Monday = 1,
    Wednesday = 4,
    Tuesday = 2,
    Sunday = 128,
    Both = 5,
    Others = 6,
    Middle = 10,
}

[Flags]
public enum Bits : ulong
{
    A = 1,
    B = 2,
    Last = 1UL << 63,
}

public sealed class Flags
{
    public Rights A { get; set; }
    public Rights? B { get; set; }
    public Days C { get; set; }
    public List<Days>? D { get; set; }

    [JsonConverter(typeof(JsonStringEnumConverter))]
    public Bits E { get; set; }

    public Bits F { get; set; }
    public Dictionary<Rights, int>? G { get; set; }
    public Dictionary<Bits, int>? H { get; set; }
    public Dictionary<Days, string?>? I { get; set; }
}

public sealed class TextEnums
{
    public Size A { get; set; }
    public Size? B { get; set; }
    public Level C { get; set; }
    public List<Size>? D { get; set; }

    [JsonConverter(typeof(JsonStringEnumConverter))]
    public Color E { get; set; }

    [JsonConverter(typeof(JsonStringEnumConverter<Large>))]
    public Large? F { get; set; }

    public Color G { get; set; }
    public Dictionary<Color, int>? H { get; set; }
    public Dictionary<Size, string?>? I { get; set; }
    public Dictionary<Level, int>? J { get; set; }
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
[JsonDerivedType(typeof(Blank), "blank")]
public abstract record Shape(string? Name);

public sealed record Circle(double Radius, string? Name) : Shape(Name);

public sealed record Square(string? Name) : Shape(Name)
{
    public int Side { get; set; }
}

public sealed record Blank() : Shape((string?)null)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; set; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Dog), 1)]
[JsonDerivedType(typeof(Cat), 2)]
public class Animal
{
    public int Legs { get; set; } = 4;
}

public sealed class Dog : Animal
{
    public Animal? Enemy { get; set; }
}

public sealed class Cat : Animal
{
    public List<Animal>? Friends { get; set; }
}

public sealed class Hierarchies
{
    public Shape? A { get; set; }
    public List<Shape>? B { get; set; }
    public Animal? C { get; set; }
    public Dog? D { get; set; }
    public Dictionary<string, Animal>? E { get; set; }
}

public sealed class Called : IJsonOnDeserializing, IJsonOnDeserialized, IJsonOnSerializing, IJsonOnSerialized
{
    public string Log { get; set; } = "";
    public int A { get; set; }

    public void OnDeserializing() => Log += "<";

    public void OnDeserialized() => Log += ">";

    // Written several times: the answer, and what the test compares.
    public void OnSerializing() => Log = Log.TrimEnd('[', ']') + "[";

    public void OnSerialized() => Log += "]";
}

/// <summary>Few members: what is refused for one of many is not compared.</summary>
public sealed class Interfaces
{
    public IImmutableSet<string>? A { get; set; }
    public IImmutableStack<bool?>? B { get; set; }
    public IImmutableQueue<string?>? C { get; set; }
    public IReadOnlyCollection<bool> D { get; set; } = [true];
    public ISet<string> E { get; set; } = new HashSet<string>();
    public ReadOnlyCollection<bool>? F => null;
}

public sealed class InterfacesOfDictionaries
{
    public IImmutableDictionary<string, bool>? A { get; set; }
    public SortedList<string, bool?>? B { get; set; }
    public IReadOnlyDictionary<Guid, string>? C { get; set; }
    public IDictionary<string, Point?>? D { get; set; }
}

/// <summary>The serializer only writes it.</summary>
public sealed class ReadOnlySets
{
    public IReadOnlySet<string>? A { get; set; }
}

public sealed class Immutables
{
    public ImmutableArray<int> A { get; set; }
    public ImmutableArray<string?>? B { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<Person> C { get; set; }
}

public class Envelope<T>
{
    public string Id { get; init; } = "none";
    public T? Detail { get; init; }
    public required T Must { get; init; }
    public int Count { get; set; } = 2;
    public List<int> Items { get; init; } = [1];
}

public sealed class Letter : Envelope<Person?>
{
    public string? To { get; init; } = "all";
}

public readonly struct Pair<T>
{
    public T? First { get; init; }
    public int Second { get; init; }
}

public sealed class GenericInit<T>(int first)
{
    public int First { get; } = first;
    public T? Second { get; init; }
}

public sealed class Initialised
{
    public Envelope<int>? A { get; set; }
    public Envelope<string>? B { get; set; }
    public Letter? C { get; set; }
    public Pair<string> D { get; set; }
    public Pair<int>? E { get; set; }
    public GenericInit<string>? F { get; set; }
}
