using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace Lambda.Native.CompilerServices;

/// <summary>Enums as strings, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonEnum
{
    /// <summary>The string or name at hand, without white space around.</summary>
    public static string Text(ref Utf8JsonReader reader, string type)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            JsonMismatch.Throw(type);
        return JsonRead.Key(ref reader).Trim();
    }

    /// <summary>Names with commas between, without white space around; one comma may stand at the end.</summary>
    public static string[] Parts(string text)
    {
        string[] parts = (text.EndsWith(',') ? text[..^1] : text).Split(',');
        for (int i = 0; i < parts.Length; i++)
            parts[i] = parts[i].Trim();
        return parts;
    }

    /// <summary>A value by its number.</summary>
    public static sbyte SByte(string text, string type)
    {
        if (!sbyte.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out sbyte value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static byte Byte(string text, string type)
    {
        if (!byte.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out byte value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static short Int16(string text, string type)
    {
        if (!short.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out short value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static ushort UInt16(string text, string type)
    {
        if (!ushort.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ushort value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static int Int32(string text, string type)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static uint UInt32(string text, string type)
    {
        if (!uint.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out uint value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static long Int64(string text, string type)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            JsonMismatch.Throw(type);
        return value;
    }

    /// <summary>A value by its number.</summary>
    public static ulong UInt64(string text, string type)
    {
        if (!ulong.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ulong value))
            JsonMismatch.Throw(type);
        return value;
    }
}
