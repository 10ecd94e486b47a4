using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;

namespace Lambda.Native.CompilerServices;

/// <summary>Reads and writes the keys of dictionaries that are not strings, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonKey
{
    /// <summary>A key.</summary>
    public static sbyte SByte(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out sbyte value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a SByte");
        return value;
    }

    /// <summary>A key.</summary>
    public static byte Byte(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out byte value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a Byte");
        return value;
    }

    /// <summary>A key.</summary>
    public static short Int16(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out short value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by an Int16");
        return value;
    }

    /// <summary>A key.</summary>
    public static ushort UInt16(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out ushort value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a UInt16");
        return value;
    }

    /// <summary>A key.</summary>
    public static int Int32(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out int value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by an Int32");
        return value;
    }

    /// <summary>A key.</summary>
    public static uint UInt32(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out uint value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a UInt32");
        return value;
    }

    /// <summary>A key.</summary>
    public static long Int64(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out long value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by an Int64");
        return value;
    }

    /// <summary>A key.</summary>
    public static ulong UInt64(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out ulong value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a UInt64");
        return value;
    }

    /// <summary>A key.</summary>
    public static float Single(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out float value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a Single");
        return value;
    }

    /// <summary>A key.</summary>
    public static double Double(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out double value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a Double");
        return value;
    }

    /// <summary>A key.</summary>
    public static decimal Decimal(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out decimal value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a Decimal");
        return value;
    }

    /// <summary>A key.</summary>
    public static bool Boolean(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out bool value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a Boolean");
        return value;
    }

    /// <summary>A key.</summary>
    public static Guid Guid(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
        if (!Utf8Parser.TryParse(name, out Guid value, out int used) || used != name.Length)
            JsonMismatch.Throw("a member named by a Guid");
        return value;
    }

    /// <summary>A key and the colon.</summary>
    public static void Write(ref JsonWriter writer, long key)
    {
        writer.Quote();
        writer.Number(key);
        writer.Raw("\":"u8);
    }

    /// <summary>A key and the colon.</summary>
    public static void Write(ref JsonWriter writer, ulong key)
    {
        writer.Quote();
        writer.Number(key);
        writer.Raw("\":"u8);
    }

    /// <summary>A key and the colon.</summary>
    public static void Write(ref JsonWriter writer, decimal key)
    {
        writer.Quote();
        writer.Number(key);
        writer.Raw("\":"u8);
    }

    /// <summary>A key and the colon.</summary>
    public static void Write(ref JsonWriter writer, float key)
    {
        writer.Quote();
        writer.Number(key);
        writer.Raw("\":"u8);
    }

    /// <summary>A key and the colon.</summary>
    public static void Write(ref JsonWriter writer, double key)
    {
        writer.Quote();
        writer.Number(key);
        writer.Raw("\":"u8);
    }

    /// <summary>A key and the colon.</summary>
    public static void Write(ref JsonWriter writer, Guid key)
    {
        writer.Guid(key);
        writer.Raw(":"u8);
    }
}
