namespace Lambda.Native.Emulator;

/// <summary>The last 4 KB of an invocation's log, as X-Amz-Log-Result gives them.</summary>
internal sealed class LogTail
{
    private const int Length = 4096;

    private readonly object _gate = new();
    private readonly byte[] _ring = new byte[Length];
    private long _written;

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (bytes.Length > Length)
            {
                _written += bytes.Length - Length;
                bytes = bytes[^Length..];
            }
            int at = (int)(_written % Length);
            int first = Math.Min(bytes.Length, Length - at);
            bytes[..first].CopyTo(_ring.AsSpan(at));
            bytes[first..].CopyTo(_ring);
            _written += bytes.Length;
        }
    }

    internal byte[] ToArray()
    {
        lock (_gate)
        {
            if (_written <= Length)
                return _ring[..(int)_written];
            int at = (int)(_written % Length);
            return [.. _ring.AsSpan(at), .. _ring.AsSpan(0, at)];
        }
    }
}
