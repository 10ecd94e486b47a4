using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Runtime.Tests.Hardening;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>Makes documents for a type: most of them fit, many hardly, some not at all.</summary>
internal sealed class JsonDocuments(SeededRandom random)
{
    private const int MaxDepth = 5;

    private readonly ArrayBufferWriter<byte> _text = new();
    private int _wildness;

    internal byte[] For(Type type)
    {
        _text.ResetWrittenCount();
        // In most documents few things are odd, or one would never see a large one that is read.
        _wildness = random.OneOf(1000, 200, 40, 10);
        if (random.OneIn(60))
            Deep(type);
        else
            Value(type, 0);
        if (random.OneIn(20))
            Raw(random.OneOf(" ", "\n\t ", "x", "{}", ",", "\0", "//c", "/**/", "null"));
        byte[] json = _text.WrittenSpan.ToArray();
        return random.OneIn(12) ? Spoilt(json) : json;
    }

    private bool Odd() => random.OneIn(_wildness);

    private void Value(Type type, int depth)
    {
        if (Odd())
        {
            Anything(depth);
            return;
        }
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (random.OneIn(4))
                Raw("null");
            else
                Value(inner, depth);
            return;
        }
        if (!type.IsValueType && random.OneIn(depth > MaxDepth ? 2 : 12))
        {
            Raw("null");
            return;
        }
        JsonTypeInfo info = JsonOracle.Options.GetTypeInfo(type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object: Object(info, depth); break;
            case JsonTypeInfoKind.Enumerable: Array(info.ElementType!, depth); break;
            case JsonTypeInfoKind.Dictionary: Dictionary(info, depth); break;
            default: Scalar(type, depth); break;
        }
    }

    private void Object(JsonTypeInfo info, int depth)
    {
        List<JsonPropertyInfo> members = [.. info.Properties];
        if (random.OneIn(4))
            members = [.. members.OrderBy(_ => random.Next())];
        bool sparse = random.OneIn(4);
        Raw("{");
        bool first = true;
        if (info.PolymorphismOptions is { } hierarchy && !Odd())
        {
            JsonDerivedType derived = random.OneOf(hierarchy.DerivedTypes.ToArray());
            Separate(ref first);
            Raw($"\"{hierarchy.TypeDiscriminatorPropertyName}\":{(derived.TypeDiscriminator is string text ? $"\"{text}\"" : derived.TypeDiscriminator)}");
            members = [.. JsonOracle.Options.GetTypeInfo(derived.DerivedType).Properties];
        }
        foreach (JsonPropertyInfo member in members)
        {
            if (member.IsExtensionData)
                continue;
            if (sparse ? random.OneIn(2) : Odd())
                continue;
            if (depth > MaxDepth && member.PropertyType.IsClass && !member.IsRequired && random.OneIn(2))
                continue;
            int times = Odd() ? 2 : 1;
            for (int i = 0; i < times; i++)
            {
                Separate(ref first);
                Name(member.Name);
                Value(member.PropertyType, depth + 1);
            }
            if (Odd())
            {
                Separate(ref first);
                Name(random.OneOf("unknown", "", "$type", "$id", "extra member", "ſ", member.Name + "x", member.Name[..^1]));
                Anything(depth + 1);
            }
        }
        bool isExtended = info.Properties.Any(p => p.IsExtensionData);
        for (int count = isExtended ? random.Below(4) : 0; count > 0; count--)
        {
            Separate(ref first);
            Name(random.OneOf("more", "Ünï", "", "again", "with \"quotes\""));
            Anything(depth + 1);
        }
        Space();
        Raw("}");
    }

    private void Array(Type element, int depth)
    {
        Raw("[");
        bool first = true;
        for (int count = depth > MaxDepth ? 0 : random.Below(6); count > 0; count--)
        {
            Separate(ref first);
            Value(element, depth + 1);
        }
        Space();
        Raw("]");
    }

    private void Dictionary(JsonTypeInfo info, int depth)
    {
        Raw("{");
        bool first = true;
        for (int count = depth > MaxDepth ? 0 : random.Below(5); count > 0; count--)
        {
            Separate(ref first);
            Name(Key(info.KeyType!));
            Value(info.ElementType!, depth + 1);
        }
        Space();
        Raw("}");
    }

    private string Key(Type type)
    {
        if (Odd())
            return random.OneOf("", " 1", "1 ", "x", "1.5", "-1", "1e2", "99999999999999999999999", "NaN", "+1", "null", "tRUE");
        if (type == typeof(Guid))
            return Guid(random.OneOf("D", "D", "D", "N"));
        if (type.IsEnum)
            return EnumText(type);
        if (type == typeof(string))
            return random.OneOf("a", "b", "key", "Ünï", "with \"quotes\"", "", "😀", " ");
        return random.OneOf(random.Below(100).ToString(CultureInfo.InvariantCulture), random.Below(100).ToString(CultureInfo.InvariantCulture), Integer());
    }

    private string EnumText(Type type)
    {
        string name = random.OneOf([.. Enum.GetNames(type), "extra large \"XL\""]);
        return random.Below(12) switch
        {
            0 => name.ToLowerInvariant(),
            1 => name.ToUpperInvariant(),
            2 => " " + name + " ",
            3 => random.OneOf("", "1", "-1", "+1", " 1", "10", "99", "Red, Green", "None", "1.0", "Small,Medium", "Small,", "Small,1", "1,000", ",", "x", "256", "18446744073709551615"),
            _ => name,
        };
    }

    private void Name(string name)
    {
        Space();
        if (Odd())
            name = random.OneOf(name.ToUpperInvariant(), name.ToLowerInvariant(), string.Concat(name[..Math.Min(1, name.Length)].ToUpperInvariant(), name.AsSpan(Math.Min(1, name.Length))));
        Text(name);
        Space();
        Raw(":");
        Space();
    }

    private void Scalar(Type type, int depth)
    {
        if (type == typeof(string))
            Text(Letters());
        else if (type == typeof(char))
            Text(random.OneOf("a", "é", "\"", "\n", "€", "ab", "", "😀"));
        else if (type == typeof(bool))
            Raw(random.OneOf("true", "false", "true", "false", "\"true\"", "1"));
        else if (type == typeof(Guid))
            Text(Guid(random.OneOf("D", "D", "D", "N", "B")));
        else if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
            Text(Date() + random.OneOf("", "T" + Time(), "T" + Time() + "Z", "T" + Time() + random.OneOf("+02:00", "-11:30", "+14:00", "+15:00")));
        else if (type == typeof(DateOnly))
            Text(random.OneOf(Date(), Date(), Date(), Date() + "T00:00:00", "2020-1-1", ""));
        else if (type == typeof(TimeOnly) || type == typeof(TimeSpan))
            Text(random.OneOf(Time(), Time(), "1." + Time(), "-" + Time(), " " + Time(), "24:00:00", "00:00", "12", "10675199.02:48:05.4775807", "1:2:3", "23:59:60", ".5"));
        else if (type == typeof(Uri))
            Text(random.OneOf("https://example.com/a?b=c#d", "/relative", "", "http://[", "urn:x:y", "https://exämple.com/ü", "a b"));
        else if (type == typeof(Version))
            Text(random.OneOf("1.2", "1.2.3", "1.2.3.4", "1", "", " 1.2", "1.2 ", "+1.2", "1.-2", "1.2.3.4.5", "2147483648.0"));
        else if (type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>))
            Text(random.OneIn(6) ? random.OneOf("A", "====", "AA==x", "AB==", "A A=", "-_-_") : Convert.ToBase64String(Bytes()));
        else if (type.IsEnum && random.OneIn(2))
            Text(EnumText(type));
        else if (type.IsEnum)
            Raw(random.OneOf("0", "1", "5", "-3", "7", "255", "256", "18446744073709551615", "1.0", "10", "-1"));
        else if (type.IsPrimitive || type == typeof(decimal) || type == typeof(Half) || type == typeof(Int128) || type == typeof(UInt128))
            Number(type);
        else
            Anything(depth);
    }

    private void Number(Type type)
    {
        bool real = type == typeof(float) || type == typeof(double) || type == typeof(decimal) || type == typeof(Half);
        string number = real && random.OneIn(2) ? Real() : random.OneIn(3) ? Integer() : random.Below(100).ToString(CultureInfo.InvariantCulture);
        if (Odd())
            number = random.OneOf("-0", "01", "1.", ".5", "1.0", "1e2", "+1", "0x10", "1_000", "1e", "-", "NaN", "Infinity", "1e400", "-1e-400", "3.0e0");
        if (random.OneIn(5))
            Text(random.OneIn(8) ? random.OneOf("NaN", "Infinity", "-Infinity", "nan", "", " 1", "1 ", "+5", "1.50", "1e3", "٣", "1,000") : number);
        else
            Raw(number);
    }

    private string Integer()
    {
        string[] edges =
        [
            "127", "128", "-128", "-129", "255", "256", "32767", "32768", "-32768", "-32769", "65535", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
            "170141183460469231731687303715884105727", "170141183460469231731687303715884105728", "-170141183460469231731687303715884105728", "340282366920938463463374607431768211455", "340282366920938463463374607431768211456",
            "79228162514264337593543950335", "79228162514264337593543950336", "0", "-1",
        ];
        return random.OneIn(2) ? random.OneOf(edges) : ((long)random.Next() >> random.Below(64)).ToString(CultureInfo.InvariantCulture);
    }

    private string Real()
    {
        double value = random.OneIn(3) ? random.Below(10000) / 100.0 : BitConverter.Int64BitsToDouble((long)random.Next());
        if (!double.IsFinite(value))
            value = 0.1;
        return random.OneOf(value.ToString("R", CultureInfo.InvariantCulture), value.ToString("E3", CultureInfo.InvariantCulture),
            ((float)(value % 1e9)).ToString("R", CultureInfo.InvariantCulture), "0.1", "1.10", "100.000", "1E5", "123456789.123456789123456789");
    }

    private string Date() => random.OneIn(10)
        ? random.OneOf("2023-02-29", "0000-01-01", "9999-12-31", "2023-13-01", "2023-00-10", "2023-1-01", "0001-01-01", "2024-02-29")
        : $"{random.Between(1, 9999):0000}-{random.Between(1, 12):00}-{random.Between(1, 28):00}";

    private string Time() => string.Create(CultureInfo.InvariantCulture,
        $"{random.Below(24):00}:{random.Below(60):00}:{random.Below(60):00}{random.OneOf("", "", ".5", ".1230000", ".0000001", ".9999999", ".12345678", ".000")}");

    private string Guid(string format)
    {
        byte[] bytes = new byte[16];
        random.Fill(bytes);
        string text = new Guid(bytes).ToString(format);
        return random.OneIn(3) ? text.ToUpperInvariant() : text;
    }

    private byte[] Bytes()
    {
        byte[] bytes = new byte[random.Below(40)];
        random.Fill(bytes);
        return bytes;
    }

    private string Letters()
    {
        string[] pieces =
        [
            "a", "Hello, World", " ", "\"", "\\", "/", "\n", "\r\n", "\t", "\b", "\f", "\0", "\u001f", "\u007f", "\u0080", "é", "ß", "\u00a0", "\u00ad", "€", "日本語", "\u2028", "\u2029", "\ue000",
            "\ufeff", "\ufffd", "\uffff", "\u0378", "😀", "𝒳", "\U0010ffff", "<>&'+", "0123456789012345678901234567890123456789", "ẞ", "ﬀ", "\u0300", "\u200b", "\u3000",
        ];
        var text = new StringBuilder();
        for (int count = random.OneIn(30) ? random.Below(300) : random.Below(5); count > 0; count--)
            text.Append(random.OneOf(pieces));
        return text.ToString();
    }

    /// <summary>Any JSON value, whatever is expected.</summary>
    private void Anything(int depth)
    {
        switch (random.Below(depth > MaxDepth ? 6 : 8))
        {
            case 0: Raw("null"); break;
            case 1: Raw(random.OneOf("true", "false")); break;
            case 2: Number(typeof(double)); break;
            case 3: Text(Letters()); break;
            case 4: Raw("{}"); break;
            case 5: Raw("[]"); break;
            case 6:
                Raw("{");
                bool first = true;
                for (int count = random.Below(4); count > 0; count--)
                {
                    Separate(ref first);
                    Name(random.OneOf("a", "b", "é", "c d"));
                    Anything(depth + 1);
                }
                Raw("}");
                break;
            default:
                Raw("[");
                first = true;
                for (int count = random.Below(4); count > 0; count--)
                {
                    Separate(ref first);
                    Anything(depth + 1);
                }
                Raw("]");
                break;
        }
    }

    /// <summary>Nested about as deeply as is allowed.</summary>
    private void Deep(Type type)
    {
        int levels = random.Between(60, 68);
        JsonPropertyInfo? member = JsonOracle.Options.GetTypeInfo(type).Properties.FirstOrDefault(p => p.PropertyType == type);
        string open = member is null ? random.OneOf("[", "{\"a\":") : $"{{\"{member.Name}\":";
        string close = open[0] == '[' ? "]" : "}";
        for (int i = 0; i < levels; i++)
            Raw(open);
        Raw(random.OneOf("null", "null", "1", "{}"));
        for (int i = 0; i < levels; i++)
            Raw(close);
    }

    /// <summary>A JSON string, with some of its characters escaped that need not be.</summary>
    private void Text(string text)
    {
        bool eager = random.OneIn(15);
        bool badly = Odd() && random.OneIn(3);
        Raw("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\' or < ' ' || char.IsSurrogate(c) && random.OneIn(2) && eager || (eager && random.OneIn(2)))
                Raw($"\\u{(int)c:x4}");
            else
                _pending.Append(c);
            if (badly && random.OneIn(6))
                Raw(random.OneOf("\\ud800", "\\udc00", "\\x", "\\u12", "\u0001"));
            if (badly && random.OneIn(6))
                Byte(random.OneOf<byte>(0xff, 0xc0, 0x80, 0xe2, 0xf5));
        }
        Raw("\"");
    }

    private readonly StringBuilder _pending = new();

    private void Space()
    {
        if (random.OneIn(30))
            Raw(random.OneOf(" ", "\n", "\t\r\n "));
    }

    private void Separate(ref bool first)
    {
        if (!first || Odd() && random.OneIn(8))
            Raw(",");
        first = false;
    }

    private void Raw(string text)
    {
        FlushPending();
        _text.Write(Encoding.UTF8.GetBytes(text));
    }

    private void Byte(byte value)
    {
        FlushPending();
        _text.Write([value]);
    }

    /// <summary>Characters come one by one, but a surrogate pair is only one in UTF-8.</summary>
    private void FlushPending()
    {
        if (_pending.Length == 0)
            return;
        string text = _pending.ToString();
        _pending.Clear();
        _text.Write(Encoding.UTF8.GetBytes(text));
    }

    private byte[] Spoilt(byte[] json)
    {
        if (json.Length == 0)
            return json;
        int at = random.Below(json.Length);
        switch (random.Below(4))
        {
            case 0: return json[..at];
            case 1: return [.. json[..at], .. json[(at + 1)..]];
            case 2:
                json[at] = (byte)random.Next();
                return json;
            default: return [.. json[..at], random.OneOf("{}[]\",:0nt\\ "u8.ToArray()), .. json[at..]];
        }
    }
}
