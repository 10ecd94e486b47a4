namespace Lambda.Native.Tasks;

/// <summary>Writes bits, the lowest of a byte first.</summary>
internal sealed class BitWriter(Stream output)
{
    private readonly byte[] _buffer = new byte[4 << 10];
    private int _count;
    private ulong _bits;
    private int _bitCount;

    internal void Write(uint value, int bits)
    {
        _bits |= (ulong)value << _bitCount;
        _bitCount += bits;
        while (_bitCount >= 8)
        {
            Append((byte)_bits);
            _bits >>= 8;
            _bitCount -= 8;
        }
    }

    internal void Align()
    {
        if (_bitCount > 0)
            Write(0, 8 - _bitCount);
    }

    /// <summary>At the beginning of a byte only.</summary>
    internal void Write(byte[] data, int offset, int count)
    {
        for (int i = 0; i < count; i++)
            Append(data[offset + i]);
    }

    internal void Finish()
    {
        Align();
        output.Write(_buffer, 0, _count);
        _count = 0;
    }

    private void Append(byte value)
    {
        if (_count == _buffer.Length)
        {
            output.Write(_buffer, 0, _count);
            _count = 0;
        }
        _buffer[_count++] = value;
    }
}
