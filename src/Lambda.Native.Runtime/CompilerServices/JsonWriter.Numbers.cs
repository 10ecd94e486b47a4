using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Lambda.Native.CompilerServices;

/// <content>Numbers, true and false.</content>
public ref partial struct JsonWriter
{
    private const int MaxInt64Length = 20;

    // A double has at most 24 characters, a decimal 31, an Int128 40.
    private const int MaxNumberLength = 48;

    /// <summary>True or false.</summary>
    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A number.</summary>
    public void Number(long value)
    {
        if (value >= 0)
        {
            Number((ulong)value);
            return;
        }
        Byte((byte)'-');
        Number((ulong)-value);
    }

    /// <inheritdoc cref="Number(long)"/>
    public void Number(int value) => Number((long)value);

    /// <inheritdoc cref="Number(long)"/>
    public void Number(uint value) => Number((ulong)value);

    /// <inheritdoc cref="Number(long)"/>
    public void Number(ulong value)
    {
        Span<byte> digits = stackalloc byte[MaxInt64Length];
        int start = digits.Length;
        do
        {
            digits[--start] = (byte)('0' + value % 10);
            value /= 10;
        } while (value > 0);
        Raw(digits[start..]);
    }

    /// <inheritdoc cref="Number(long)"/>
    public void Number(decimal value)
    {
        Utf8Formatter.TryFormat(value, Room(MaxNumberLength), out int written);
        _used += written;
    }

    /// <summary>A number; NaN and the infinities as strings where that is allowed.</summary>
    /// <exception cref="ArgumentException">JSON has no such number.</exception>
    public void Number(float value, JsonNumberHandling handling = default)
    {
        if (!float.IsFinite(value))
        {
            Named(value, handling);
            return;
        }
        Utf8Formatter.TryFormat(value, Room(MaxNumberLength), out int written);
        _used += written;
    }

    /// <summary>A number; NaN and the infinities as strings where that is allowed.</summary>
    /// <exception cref="ArgumentException">JSON has no such number.</exception>
    public void Number(double value, JsonNumberHandling handling = default)
    {
        if (!double.IsFinite(value))
        {
            Named(value, handling);
            return;
        }
        Utf8Formatter.TryFormat(value, Room(MaxNumberLength), out int written);
        _used += written;
    }

    /// <summary>A number; NaN and the infinities as strings where that is allowed.</summary>
    /// <exception cref="ArgumentException">JSON has no such number.</exception>
    public void Number(Half value, JsonNumberHandling handling = default)
    {
        if (!Half.IsFinite(value))
        {
            Named((double)value, handling);
            return;
        }
        value.TryFormat(Room(MaxNumberLength), out int written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <inheritdoc cref="Number(long)"/>
    public void Number(Int128 value)
    {
        value.TryFormat(Room(MaxNumberLength), out int written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <inheritdoc cref="Number(long)"/>
    public void Number(UInt128 value)
    {
        value.TryFormat(Room(MaxNumberLength), out int written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Around a number that is written as a string.</summary>
    public void Quote() => Byte((byte)'"');

    private void Named(double value, JsonNumberHandling handling)
    {
        if ((handling & JsonNumberHandling.AllowNamedFloatingPointLiterals) == 0)
            throw new ArgumentException("JSON has no number for NaN and the infinities.");
        // A number that is written as a string stands in quotes already.
        bool quoted = (handling & JsonNumberHandling.WriteAsString) != 0;
        if (!quoted)
            Quote();
        Raw(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
        if (!quoted)
            Quote();
    }
}
