using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lambda.Native.Generators.TestTypes;

public sealed record Person(string Name, int Age, string? Nick, bool Active = true);

public sealed class Plain
{
    public string? Text { get; set; }
    public int Number { get; set; } = 7;
    public string Kept { get; set; } = "kept";
    public int? Maybe { get; set; } = 5;
    public bool Flag { get; set; }
    public string ReadOnly => "ro" + Number;
    public Plain? Next { get; set; }
    public string URLValue { get; set; } = "";
    public int X { get; set; }
    internal int Hidden { get; set; }
    public static int Shared { get; set; }
    public int Field;
    public int this[int i] => i;
    private string Secret { get; set; } = "";
    public string WriteOnly { set => Secret = value; }
}

public sealed class Numbers
{
    public sbyte A { get; set; }
    public byte B { get; set; }
    public short C { get; set; }
    public ushort D { get; set; }
    public int E { get; set; }
    public uint F { get; set; }
    public long G { get; set; }
    public ulong H { get; set; }
    public float I { get; set; }
    public double J { get; set; }
    public decimal K { get; set; }
    public Half L { get; set; }
    public Int128 M { get; set; }
    public UInt128 N { get; set; }
    public char O { get; set; } = 'o';
    public int? P { get; set; }
    public double? Q { get; set; }
    public ulong? R { get; set; }
}

public sealed class Times
{
    public DateTime A { get; set; }
    public DateTimeOffset B { get; set; }
    public DateOnly C { get; set; }
    public TimeOnly D { get; set; }
    public TimeSpan E { get; set; }
    public Guid F { get; set; }
    public Uri? G { get; set; }
    public Version? H { get; set; }
    public DateTime? I { get; set; }
    public Guid? J { get; set; }
    public TimeSpan? K { get; set; }
}

public sealed class Blobs
{
    public byte[]? A { get; set; }
    public byte[] B { get; set; } = [1, 2];
    public ReadOnlyMemory<byte> C { get; set; }
    public Memory<byte> D { get; set; }
}

public enum Color
{
    Red,
    Green = 5,
    Blue = -3,
}

public enum Small : byte
{
    Zero,
    One,
}

public enum Large : ulong
{
    None,
    All = ulong.MaxValue,
}

public sealed class Enums
{
    public Color A { get; set; }
    public Small B { get; set; }
    public Large C { get; set; }
    public Color? D { get; set; }
    public Color[]? E { get; set; }
}

public sealed class Collections
{
    public int[]? A { get; set; }
    public string?[]? B { get; set; }
    public List<int> C { get; set; } = [];
    public IList<string>? D { get; set; }
    public ICollection<int?>? E { get; set; }
    public IEnumerable<double>? F { get; set; }
    public IReadOnlyList<Person>? G { get; set; }
    public IReadOnlyCollection<Point>? H { get; set; }
    public HashSet<int>? I { get; set; }
    public ISet<string>? J { get; set; }
    public SortedSet<int>? K { get; set; }
    public Queue<int>? L { get; set; }
    public Stack<int>? M { get; set; }
    public LinkedList<int>? N { get; set; }
    public ImmutableArray<int> O { get; set; } = [];
    public ImmutableList<string>? P { get; set; }
    public ImmutableHashSet<int>? Q { get; set; }
    public ImmutableSortedSet<int>? R { get; set; }
    public Collection<int>? S { get; set; }
    public ObservableCollection<Person>? T { get; set; }
    public ConcurrentQueue<int>? U { get; set; }
    public int[][]? V { get; set; }
    public List<List<Person?>?>? W { get; set; }
    public Bag? X { get; set; }
    public IImmutableList<int>? Y { get; set; }
    public ImmutableStack<int>? Z { get; set; }
    public ImmutableQueue<int>? Za { get; set; }
}

public sealed class Bag : List<int>;

public sealed class Dictionaries
{
    public Dictionary<string, int>? A { get; set; }
    public Dictionary<int, string?>? B { get; set; }
    public Dictionary<Guid, Person>? C { get; set; }
    public IDictionary<string, string>? D { get; set; }
    public IReadOnlyDictionary<string, int[]>? E { get; set; }
    public SortedDictionary<long, bool>? F { get; set; }
    public ImmutableDictionary<string, int>? G { get; set; }
    public ImmutableSortedDictionary<string, int>? H { get; set; }
    public ConcurrentDictionary<string, int>? I { get; set; }
    public Dictionary<string, Dictionary<string, Plain?>?>? J { get; set; }
    public Dictionary<ulong, byte>? K { get; set; }
    public Dictionary<sbyte, byte>? L { get; set; }
    public Lookup? M { get; set; }
    public Dictionary<double, int>? N { get; set; }
    public Dictionary<decimal, int>? O { get; set; }
    public KeyValuePair<string, int> P { get; set; }
}

public sealed class Lookup : Dictionary<string, int>;

public struct Point
{
    public int X { get; set; }
    public int Y { get; init; }
    public Point? Never() => null;
}

public readonly record struct Position(double Lat, double Lon);

public readonly struct Marked
{
    [JsonConstructor]
    public Marked(int a, string? b) => (A, B) = (a, b);

    public int A { get; }
    public string? B { get; }
}

public sealed class Structs
{
    public Point A { get; set; }
    public Point? B { get; set; }
    public Position C { get; set; }
    public Position? D { get; set; }
    public Marked E { get; set; }
    public Point[]? F { get; set; }
}

public class Base
{
    public int Id { get; set; }
    public virtual string? Kind { get; set; }
    public string? Note { get; set; }
}

public class Derived : Base
{
    public override string? Kind { get; set; } = "derived";
    public new string? Note { get; set; }
    public int Extra { get; set; }
}

public sealed class Init
{
    public string Name { get; init; } = "unnamed";
    public int Count { get; init; } = 3;
    public string? Text { get; init; }
    public required string Must { get; init; }
    public required int Number { get; set; }
    public List<int> Items { get; init; } = [1];
}

public sealed class Mixed(string first, int second = 4)
{
    public string First { get; } = first;
    public int Second { get; } = second;
    public string? Third { get; set; } = "third";
    public int Fourth { get; init; } = 9;
    public List<string>? Fifth { get; set; }
}

public sealed record Defaults(string A = "a\n\"", int B = -1, double C = 1.5, decimal D = 2.5m, char E = 'e', Color F = Color.Blue, int? G = 4, string? H = null, float I = 1e10f, long J = long.MinValue);

public sealed class Attributes
{
    [JsonPropertyName("renamed \"x\" é")]
    public string? A { get; set; }

    [JsonIgnore]
    public string? B { get; set; } = "ignored";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? C { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int D { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Guid E { get; set; }

    [JsonInclude]
    public int F;

    [JsonInclude]
    internal string? G { get; private set; }

    [JsonPropertyOrder(-1)]
    public int H { get; set; }

    [JsonRequired]
    public int? I { get; set; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public long J { get; set; }

    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int K { get; set; }

    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double L { get; set; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)]
    public List<int?>? M { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? N { get; set; }

    [AllowNull]
    public string O { get; set; } = "o";

    [JsonPropertyOrder(5)]
    public int P { get; set; }
}

public sealed class AllOptional
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? A { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? B { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool C { get; set; }
}

public sealed class OptionalFirst
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? A { get; set; }

    public int B { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? C { get; set; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Strict(int A, string? B);

public sealed class PrivateConstructor
{
    [JsonConstructor]
    private PrivateConstructor(int a) => A = a;

    public int A { get; }
}

public sealed record Page<T>(T[] Items, T? First, string? Next);

public sealed class Holder<T>
{
    public T? Value { get; set; }
    public T Plain { get; set; } = default!;
    public List<T> Items { get; set; } = [];
}

public sealed class Generics
{
    public Page<Person>? A { get; set; }
    public Page<int>? B { get; set; }
    public Holder<string>? C { get; set; }
    public Holder<int>? D { get; set; }
    public Holder<Holder<string?>>? E { get; set; }
}

public sealed class Documents
{
    public JsonElement A { get; set; }
    public JsonElement? B { get; set; }
    public JsonNode? C { get; set; }
    public JsonObject? D { get; set; }
    public JsonArray? E { get; set; }
    public JsonValue? F { get; set; }
    public JsonDocument? G { get; set; }
}

public sealed record Tree(string? Label, Tree? Left, Tree? Right, List<Tree>? Others);

public sealed class Empty;

public sealed class Names
{
    public int größe { get; set; }
    public int ÄRGER { get; set; }
    public int iPhone { get; set; }
    public int IOStatus { get; set; }
    public int ID { get; set; }
    public int _under { get; set; }
    public int A1B { get; set; }
    public int @class { get; set; }
}

public sealed record RecordWithBody(int A, string? B)
{
    public int C { get; set; }
    public string D => "d" + A;
    public int E = 3;
}

public sealed record Wide(
    int A0, int A1, int A2, int A3, int A4, int A5, int A6, int A7, int A8, int A9, int B0, int B1, int B2, int B3, int B4, int B5, int B6, int B7, int B8, int B9,
    string C0, string C1, string C2, string C3, string C4, string C5, string C6, string C7, string C8, string C9, string D0, string D1, string D2, string D3, string D4, string D5,
    string E0, string E1, string E2, string E3, string E4, string E5, string E6, string E7, string E8, string E9, string F0, string F1, string F2, string F3, string F4, string F5,
    string G0, string G1, string G2, string G3, string G4, string G5, string G6, string G7, string G8, string G9, string H0, string H1, string H2, string H3, string H4, string H5,
    string I0, string I1, string I2, string I3, string I4, string I5, string I6, string I7, string I8, string I9);
