using System.Buffers;

namespace Lambda.Native.Emulator;

/// <summary>Cuts a stream of bytes at newlines. A line without end is cut where CloudWatch would: at 256 KiB.</summary>
internal sealed class LineSplitter(ProcessOutput wholeLines)
{
    private const int MaxLine = 256 << 10;

    private readonly object _gate = new();
    private readonly ArrayBufferWriter<byte> _begun = new();

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
            Split(bytes);
    }

    /// <summary>What has been begun is a line, too.</summary>
    internal void End()
    {
        lock (_gate)
            EndLine();
    }

    private void Split(ReadOnlySpan<byte> bytes)
    {
        int whole = bytes.LastIndexOf((byte)'\n') + 1;
        if (whole > 0 && _begun.WrittenCount > 0)
        {
            _begun.Write(bytes[..whole]);
            wholeLines(_begun.WrittenSpan);
            _begun.ResetWrittenCount();
        }
        else if (whole > 0)
        {
            wholeLines(bytes[..whole]);
        }
        _begun.Write(bytes[whole..]);
        if (_begun.WrittenCount >= MaxLine)
            EndLine();
    }

    private void EndLine()
    {
        if (_begun.WrittenCount == 0)
            return;
        _begun.Write("\n"u8);
        wholeLines(_begun.WrittenSpan);
        _begun.ResetWrittenCount();
    }
}
