using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Lambda.Native.Json;

namespace Lambda.Native.CompilerServices;

/// <summary>Reads values for generated code, as System.Text.Json does with its defaults for the web. What does not fit throws and leaves the reader at the value that is wrong.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class JsonRead
{
    /// <summary>Whether the value is null.</summary>
    public static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

    /// <summary>Whether the value is a number.</summary>
    public static bool IsNumber(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number;

    /// <summary>What the first member of the object at hand says of its type: a string in quotes, or a number; empty where the first member is another.</summary>
    /// <param name="reader">A copy: the reader stays where it is.</param>
    /// <param name="name">The name of the member.</param>
    public static ReadOnlySpan<byte> Discriminator(Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!NextMember(ref reader) || !Name(ref reader).SequenceEqual(name))
            return default;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
            return reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.String)
            JsonMismatch.Throw("a string or number that names the type");
        var quoted = new byte[reader.ValueSpan.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        reader.ValueSpan.CopyTo(quoted.AsSpan(1));
        return quoted;
    }

    /// <summary>Goes to the end of the first member, whose value is a string or number.</summary>
    public static void SkipMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Read();
    }

    /// <summary>A name as the key of extension data.</summary>
    public static string Text(ReadOnlySpan<byte> name) => System.Text.Encoding.UTF8.GetString(name);

    /// <summary>The value has to be an object.</summary>
    public static void StartObject(ref Utf8JsonReader reader, string expected)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            JsonMismatch.Throw(expected);
    }

    /// <summary>The value has to be an array.</summary>
    public static void StartArray(ref Utf8JsonReader reader, string expected)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            JsonMismatch.Throw(expected);
    }

    /// <summary>Goes to the name of the next member; false at the object's end.</summary>
    public static bool NextMember(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Goes to the next element; false at the array's end.</summary>
    public static bool NextElement(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>The capacity of an array that is full.</summary>
    public static int Grow(int count) => count == 0 ? 4 : checked(count * 2);

    /// <summary>The name of the member at hand, without escapes.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;

    /// <summary>Whether a name is the one expected, which is ASCII, apart from case.</summary>
    public static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => name.SequenceEqual(expected) || System.Text.Ascii.EqualsIgnoreCase(name, expected);

    /// <summary>Whether a name is the one expected, which is not ASCII, apart from case.</summary>
    public static bool Is(ReadOnlySpan<byte> name, string expected) => System.Text.Encoding.UTF8.GetString(name).Equals(expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Goes to the end of the value of a member that the type does not have.</summary>
    public static void Skip(ref Utf8JsonReader reader) => reader.Skip();

    /// <summary>A string, or null.</summary>
    public static string? String(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            JsonMismatch.Throw("a string");
        return Characters(ref reader);
    }

    /// <summary>The name at hand, as the key of a dictionary.</summary>
    public static string Key(ref Utf8JsonReader reader) => Characters(ref reader)!;

    /// <summary>One UTF-16 code unit.</summary>
    public static char Char(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || Characters(ref reader) is not [char value])
            JsonMismatch.Throw("a string of one character");
        else
            return value;
        return default;
    }

    /// <summary>True or false.</summary>
    public static bool Boolean(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            JsonMismatch.Throw("true or false");
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>A string of 36 characters.</summary>
    public static Guid Guid(ref Utf8JsonReader reader)
    {
        Guid value = default;
        if (!IsText(ref reader) || !reader.TryGetGuid(out value))
            JsonMismatch.Throw("a Guid");
        return value;
    }

    /// <summary>Bytes in base64, or null.</summary>
    public static byte[]? Bytes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        byte[]? value = null;
        if (!IsText(ref reader) || !reader.TryGetBytesFromBase64(out value))
            JsonMismatch.Throw("a string of base64");
        return value;
    }

    /// <summary>A string that is a URI, absolute or relative; or null.</summary>
    public static Uri? Uri(ref Utf8JsonReader reader)
    {
        if (String(ref reader) is not { } text)
            return null;
        if (!System.Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? value))
            JsonMismatch.Throw("a URI");
        return value;
    }

    /// <summary>Two to four numbers with points between; or null.</summary>
    public static Version? Version(ref Utf8JsonReader reader)
    {
        if (String(ref reader) is not { } text)
            return null;
        // Version itself takes white space and signs.
        Version? value = null;
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1]) || !System.Version.TryParse(text, out value))
            JsonMismatch.Throw("a version");
        return value;
    }

    private static string? Characters(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException exception)
        {
            // Not UTF-8, or half of a surrogate pair: nothing else is wrong with a string that the reader has accepted.
            throw new JsonException("Expected valid UTF-8", exception);
        }
    }

    /// <summary>The text of a string or name without escapes, as bytes. Rare: what senders escape are characters beyond ASCII.</summary>
    private static ReadOnlySpan<byte> Unescape(ref Utf8JsonReader reader) => JsonEscapes.Unescape(reader.ValueSpan);

    /// <summary>Whether the value is a string whose escapes are whole: the reader's own methods throw something else than JsonException otherwise.</summary>
    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return false;
        if (reader.ValueIsEscaped)
            Unescape(ref reader);
        return true;
    }

    /// <summary>The text of a string token: a number, a date or the like.</summary>
    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescape(ref reader) : reader.ValueSpan;
}
