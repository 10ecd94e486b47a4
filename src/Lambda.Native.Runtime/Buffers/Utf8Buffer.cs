using System.Buffers;
using System.Text;

namespace Lambda.Native.Buffers;

/// <summary>
/// A growing buffer that is used again and again: for answers, request heads and log records. Writing text and numbers here instead of formatting strings keeps
/// culture and date formatting, some 100 KiB, out of the bootstrap.
/// </summary>
internal sealed class Utf8Buffer(int initialCapacity = Utf8Buffer.DefaultCapacity) : IBufferWriter<byte>
{
    private const int DefaultCapacity = 4 << 10;
    private const int MaxBytesPerChar = 3;
    private const int MaxNumberLength = 20;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(initialCapacity);
    private int _length;
    private ShrinkPolicy _shrink;

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    internal ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    internal Span<byte> WrittenSpan => _buffer.AsSpan(0, _length);

    internal int Length => _length;

    internal int Capacity => _buffer.Length;

    /// <summary>Empties the buffer; one that was large once and has not been needed so since is given back.</summary>
    internal void Clear()
    {
        if (_shrink.ShouldShrink(_buffer.Length, _length))
            _buffer = GC.AllocateUninitializedArray<byte>(initialCapacity);
        _length = 0;
    }

    internal void Truncate(int length) => _length = length;

    public void Advance(int count)
    {
        if ((uint)count > (uint)(_buffer.Length - _length))
            throw new InvalidOperationException("More bytes were written than the buffer had room for.");
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    internal void Write(byte value)
    {
        Reserve(1);
        _buffer[_length++] = value;
    }

    /// <summary>Lone surrogates become U+FFFD: what is written is valid UTF-8 whatever the text holds.</summary>
    internal void WriteText(ReadOnlySpan<char> text)
    {
        Reserve(checked(text.Length * MaxBytesPerChar));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    internal void WriteNumber(long number)
    {
        Span<byte> digits = stackalloc byte[MaxNumberLength];
        int start = digits.Length;
        // Unsigned, so that the smallest number has a magnitude too.
        ulong rest = number < 0 ? (ulong)-number : (ulong)number;
        do
        {
            digits[--start] = (byte)('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (number < 0)
            digits[--start] = (byte)'-';
        Write(digits[start..]);
    }

    internal void WriteHex(int number)
    {
        bool begun = false;
        for (int shift = 28; shift >= 0; shift -= 4)
        {
            int digit = number >> shift & 15;
            begun |= digit != 0 || shift == 0;
            if (begun)
                Write("0123456789abcdef"u8[digit]);
        }
    }

    /// <summary>A number with leading zeros.</summary>
    internal void WriteDigits(int number, int width)
    {
        Reserve(width);
        for (int at = _length + width - 1; at >= _length; at--)
        {
            _buffer[at] = (byte)('0' + number % 10);
            number /= 10;
        }
        _length += width;
    }

    /// <summary>RFC 3339, UTC, with milliseconds.</summary>
    internal void WriteTime(DateTime utc)
    {
        WriteDigits(utc.Year, 4);
        Write((byte)'-');
        WriteDigits(utc.Month, 2);
        Write((byte)'-');
        WriteDigits(utc.Day, 2);
        Write((byte)'T');
        WriteDigits(utc.Hour, 2);
        Write((byte)':');
        WriteDigits(utc.Minute, 2);
        Write((byte)':');
        WriteDigits(utc.Second, 2);
        Write((byte)'.');
        WriteDigits(utc.Millisecond, 3);
        Write((byte)'Z');
    }

    private void Reserve(int sizeHint)
    {
        int needed = checked(_length + Math.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
            return;
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(needed, _buffer.Length * 2L), Array.MaxLength));
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        _buffer = larger;
    }
}
