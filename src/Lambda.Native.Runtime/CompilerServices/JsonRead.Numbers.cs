using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.CompilerServices;

/// <content>Numbers. Those in strings are read unless the type or member says otherwise.</content>
public static partial class JsonRead
{
    private const JsonNumberHandling Web = JsonNumberHandling.AllowReadingFromString;

    /// <summary>A number of the range of a SByte.</summary>
    public static sbyte SByte(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetSByte(out sbyte value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("a SByte");
        return default;
    }

    /// <summary>A number of the range of a Byte.</summary>
    public static byte Byte(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetByte(out byte value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("a Byte");
        return default;
    }

    /// <summary>A number of the range of an Int16.</summary>
    public static short Int16(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt16(out short value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("an Int16");
        return default;
    }

    /// <summary>A number of the range of a UInt16.</summary>
    public static ushort UInt16(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt16(out ushort value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("a UInt16");
        return default;
    }

    /// <summary>A number of the range of an Int32.</summary>
    public static int Int32(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("an Int32");
        return default;
    }

    /// <summary>A number of the range of a UInt32.</summary>
    public static uint UInt32(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt32(out uint value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("a UInt32");
        return default;
    }

    /// <summary>A number of the range of an Int64.</summary>
    public static long Int64(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("an Int64");
        return default;
    }

    /// <summary>A number of the range of a UInt64.</summary>
    public static ulong UInt64(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out ulong value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("a UInt64");
        return default;
    }

    /// <summary>A number of the range of a Decimal.</summary>
    public static decimal Decimal(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal value))
            return value;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length)
            return value;
        JsonMismatch.Throw("a Decimal");
        return default;
    }

    /// <summary>A number; NaN and the infinities in strings.</summary>
    public static float Single(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out float value))
            return value;
        if (IsNamed(ref reader, handling, out double named))
            return (float)named;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length && float.IsFinite(value))
            return value;
        JsonMismatch.Throw("a Single");
        return default;
    }

    /// <summary>A number; NaN and the infinities in strings.</summary>
    public static double Double(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value))
            return value;
        if (IsNamed(ref reader, handling, out double named))
            return (double)named;
        if (IsText(ref reader, handling) && Utf8Parser.TryParse(Text(ref reader), out value, out int used) && used == Text(ref reader).Length && double.IsFinite(value))
            return value;
        JsonMismatch.Throw("a Double");
        return default;
    }

    /// <summary>A number; NaN and the infinities in strings.</summary>
    public static Half Half(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if (reader.TokenType == JsonTokenType.Number && System.Half.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out Half value) && !System.Half.IsInfinity(value))
            return value;
        if (IsNamed(ref reader, handling, out double named))
            return (Half)named;
        // "1,000" too: the serializer leaves the style to Half's own default.
        if (IsText(ref reader, handling) && System.Half.TryParse(Text(ref reader), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && System.Half.IsFinite(value))
            return value;
        JsonMismatch.Throw("a Half");
        return default;
    }

    /// <summary>A number of the range of an Int128.</summary>
    public static Int128 Int128(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if ((reader.TokenType == JsonTokenType.Number || IsText(ref reader, handling))
            && System.Int128.TryParse(Text(ref reader), NumberStyles.Integer, CultureInfo.InvariantCulture, out Int128 value))
            return value;
        JsonMismatch.Throw("an Int128");
        return default;
    }

    /// <summary>A number of the range of a UInt128.</summary>
    public static UInt128 UInt128(ref Utf8JsonReader reader, JsonNumberHandling handling = Web)
    {
        if ((reader.TokenType == JsonTokenType.Number || IsText(ref reader, handling))
            && System.UInt128.TryParse(Text(ref reader), NumberStyles.Integer, CultureInfo.InvariantCulture, out UInt128 value))
            return value;
        JsonMismatch.Throw("a UInt128");
        return default;
    }

    private static bool IsText(ref Utf8JsonReader reader, JsonNumberHandling handling) =>
        reader.TokenType == JsonTokenType.String && (handling & JsonNumberHandling.AllowReadingFromString) != 0;

    /// <summary>The serializer takes these names wherever it takes numbers in strings.</summary>
    private static bool IsNamed(ref Utf8JsonReader reader, JsonNumberHandling handling, out double value)
    {
        value = 0;
        if (reader.TokenType != JsonTokenType.String || (handling & (JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals)) == 0)
            return false;
        ReadOnlySpan<byte> text = Text(ref reader);
        if (text.SequenceEqual("NaN"u8))
            value = double.NaN;
        else if (text.SequenceEqual("Infinity"u8))
            value = double.PositiveInfinity;
        else if (text.SequenceEqual("-Infinity"u8))
            value = double.NegativeInfinity;
        else
            return false;
        return true;
    }
}
