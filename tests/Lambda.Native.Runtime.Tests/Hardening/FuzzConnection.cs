using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>Gives a reply's bytes in pieces of its own choice and then ends; where the reply says where it ends, watches that nobody asks for more.</summary>
internal sealed class FuzzConnection : Connection
{
    private const int PoisonLength = 64;

    private readonly ByteBuffer _bytes = new();
    private SeededRandom _random = new(0);
    private Pieces _pieces;
    private byte _poison;
    private Ending _ending;
    private int _given;
    private bool _ended;
    private bool _open;

    internal enum Pieces
    {
        Whole,
        Bytes,
        Small,
        Any,
        OneCut,

        /// <summary>The head a byte at a time, the rest at once.</summary>
        HeadInBytes,
    }

    internal enum Ending
    {
        Closed,
        Lost,

        /// <summary>A real server would keep the connection open here, and who reads on would hang.</summary>
        MustNotBeReached,
    }

    /// <summary>What the reader did that no reader may do.</summary>
    internal string? Violation { get; private set; }

    internal override bool IsOpen => _open;

    internal override string LastError => "made up";

    internal int Length => _bytes.Length;

    /// <param name="bytes">The reply to the next request.</param>
    /// <param name="pieces">How it is cut.</param>
    /// <param name="ending">What comes after it.</param>
    /// <param name="random">Where it is cut.</param>
    internal void Load(ReadOnlySpan<byte> bytes, Pieces pieces, Ending ending, SeededRandom random)
    {
        _bytes.Clear();
        _bytes.Add(bytes);
        _random = random;
        _pieces = pieces;
        _poison = (byte)random.Next();
        _ending = ending;
        _given = 0;
        _ended = false;
        Violation = null;
    }

    internal override bool Open() => _open = true;

    internal override SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) => SendResult.Sent;

    internal override bool HasInput() => false;

    internal override int Receive(Span<byte> buffer)
    {
        int left = _bytes.Length - _given;
        if (buffer.IsEmpty)
            Violation ??= "reads into no room, which looks like the end";
        if (!_open)
            Violation ??= "reads from a connection that is closed";
        if (_ended)
            Violation ??= "reads on after the end";
        if (left == 0)
        {
            if (_ending == Ending.MustNotBeReached)
                Violation ??= "waits for more than the reply has";
            _ended = true;
            return _ending == Ending.Lost ? -1 : 0;
        }
        int count = Math.Min(Math.Min(left, buffer.Length), PieceLength(left));
        _bytes.Span.Slice(_given, count).CopyTo(buffer);
        _given += count;
        // Behind what was received a reader must not look; if it does, two readings of one reply differ.
        buffer.Slice(count, Math.Min(buffer.Length - count, PoisonLength)).Fill(_poison);
        return count;
    }

    private int PieceLength(int left) => _pieces switch
    {
        Pieces.Bytes => 1,
        Pieces.Small => _random.Between(1, 20),
        Pieces.Any => _random.Between(1, 30_000),
        Pieces.OneCut => _given == 0 ? _random.Between(1, left) : left,
        Pieces.HeadInBytes => _given < 500 ? 1 : left,
        _ => left,
    };

    internal override void Close() => _open = false;
}
