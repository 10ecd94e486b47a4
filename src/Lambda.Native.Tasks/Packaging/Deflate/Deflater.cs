namespace Lambda.Native.Tasks;

/// <summary>
/// Compresses what is written to it in the format of RFC 1951, looking for the smallest way to write the data instead of a good one: by the cheapest path through
/// all matches, under the costs of the codes that path itself leads to. Its bytes depend on the data alone: it counts in whole numbers, and pieces that are worked on
/// at the same time know nothing of each other. So a package is the same under every .NET version, operating system and processor.
/// </summary>
internal sealed class Deflater(Stream output) : Stream
{
    // Short enough for all processors to have one, long enough that its separate tables do not show. A match may still reach back into the piece before.
    private const int PieceLength = 1 << 19;

    // Bounds the memory, and how many processors are of use.
    private const int PiecesAtOnce = 8;

    private readonly DeflateParser[] _parsers = new DeflateParser[PiecesAtOnce];
    private readonly BitWriter _bits = new(output);
    private byte[] _buffer = new byte[1 << 12];
    private int _start;
    private int _end;
    private bool _isFinished;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        while (count > 0)
        {
            if (_end - _start == PiecesAtOnce * PieceLength)
                Compress(isLast: false);
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, Math.Min(4 * _end, _start + PiecesAtOnce * PieceLength));
            int copied = Math.Min(count, _buffer.Length - _end);
            Array.Copy(buffer, offset, _buffer, _end, copied);
            _end += copied;
            offset += copied;
            count -= copied;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Writes what is left and the end of the format; the output stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isFinished)
        {
            _isFinished = true;
            Compress(isLast: true);
            _bits.Finish();
        }
        base.Dispose(disposing);
    }

    private void Compress(bool isLast)
    {
        var pieces = new List<DeflateBlock>[Math.Max(1, (_end - _start + PieceLength - 1) / PieceLength)];
        Parallel.For(0, pieces.Length, i =>
        {
            int start = _start + i * PieceLength;
            _parsers[i] ??= new DeflateParser();
            pieces[i] = _parsers[i].Parse(_buffer, start, Math.Min(start + PieceLength, _end));
        });
        DeflateBlock[] blocks = [.. pieces.SelectMany(piece => piece)];
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i].Write(_buffer, _start, _bits, isLast && i == blocks.Length - 1);
            _start += blocks[i].Length;
        }
        int kept = Math.Min(_end, DeflateSymbols.MaxDistance);
        Array.Copy(_buffer, _end - kept, _buffer, 0, kept);
        _start = _end = kept;
    }
}
