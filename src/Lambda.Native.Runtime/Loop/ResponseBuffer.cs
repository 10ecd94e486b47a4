using System.Buffers;

namespace Lambda.Native.Loop;

/// <summary>Where a handler's answer is written; one a worker, used again for each invocation.</summary>
internal sealed class ResponseBuffer : IBufferWriter<byte>
{
    private const int InitialCapacity = 4 << 10;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(InitialCapacity);
    private int _length;

    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    internal void Clear() => _length = 0;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > _buffer.Length - _length)
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
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    internal void Write(byte value)
    {
        GetSpan(1)[0] = value;
        _length++;
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        int needed = checked(_length + Math.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
            return;
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(needed, _buffer.Length * 2L), Array.MaxLength));
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        _buffer = larger;
    }
}
