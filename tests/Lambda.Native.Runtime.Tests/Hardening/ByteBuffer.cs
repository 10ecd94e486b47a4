using System.Text;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>Bytes that can be added to and cut into, without an allocation a case.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[4 << 10];

    internal int Length { get; private set; }

    internal Span<byte> Span => _bytes.AsSpan(0, Length);

    internal void Clear() => Length = 0;

    internal void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    internal void Add(byte value) => Reserve(1)[0] = value;

    internal void Add(string ascii) => Encoding.ASCII.GetBytes(ascii, Reserve(ascii.Length));

    /// <summary>Adds <paramref name="count"/> bytes for the caller to fill.</summary>
    internal Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    /// <param name="start">Where to cut.</param>
    /// <param name="count">How many bytes go.</param>
    /// <param name="bytes">What comes in their place; not of this buffer.</param>
    internal void Replace(int start, int count, ReadOnlySpan<byte> bytes)
    {
        int tail = Length - start - count;
        int length = Length;
        if (bytes.Length > count)
            Reserve(bytes.Length - count);
        Length = length + bytes.Length - count;
        Buffer.BlockCopy(_bytes, start + count, _bytes, start + bytes.Length, tail);
        bytes.CopyTo(_bytes.AsSpan(start));
    }
}
