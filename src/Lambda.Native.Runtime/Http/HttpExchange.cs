using Lambda.Native.Buffers;
using Lambda.Native.Transport;

namespace Lambda.Native.Http;

/// <summary>
/// HTTP/1.1 over one <see cref="Connection"/>: one request at a time and its whole reply, read into one reused buffer. Nothing the other side sends makes
/// it hang, read out of bounds or grow past <see cref="MaxHeadLength"/> and <see cref="MaxBodyLength"/>.
/// </summary>
internal sealed class HttpExchange(Connection connection)
{
    /// <summary>Lambda's headers are 1 MB at most, all together.</summary>
    internal const int MaxHeadLength = 1 << 20;

    /// <summary>Ten times what Lambda sends today (6 MiB and 100 bytes), so that a raised quota needs no new bootstrap; a bound all the same.</summary>
    internal const int MaxBodyLength = 64 << 20;

    private const int InitialCapacity = 16 << 10;
    private const int MaxInterimReplies = 16;
    private const int MaxChunkLineLength = 4 << 10;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(InitialCapacity);
    private int _filled;
    private bool _replyBegun;
    private int _headStart;
    private int _headEnd;
    private int _bodyStart;
    private int _bodyLength;
    private bool _reused;
    private ShrinkPolicy _shrink;

    /// <summary>The size of the buffer at this moment.</summary>
    internal int Capacity => _buffer.Length;

    /// <summary>The status code of the last reply.</summary>
    internal int Status { get; private set; }

    /// <summary>The header lines of the last reply. Valid until the next call of <see cref="Send"/>.</summary>
    internal HeaderLines Headers => new(_buffer.AsSpan(_headStart, _headEnd - _headStart));

    /// <summary>The body of the last reply. Valid until the next call of <see cref="Send"/>.</summary>
    internal ReadOnlyMemory<byte> Body => new(_buffer, _bodyStart, _bodyLength);

    /// <summary>The memory behind a header's value, so that it can be kept until the next call of <see cref="Send"/>.</summary>
    internal ReadOnlyMemory<byte> Slice(ReadOnlySpan<byte> value)
    {
        bool within = _buffer.AsSpan().Overlaps(value, out int offset);
        return within ? new ReadOnlyMemory<byte>(_buffer, offset, value.Length) : default;
    }

    /// <summary>Why the last exchange failed, for the log.</summary>
    internal string LastError { get; private set; } = "";

    /// <summary>Sends a request and reads its whole reply.</summary>
    internal ExchangeResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        ExchangeResult started = Start();
        if (started != ExchangeResult.Reply)
            return started;
        return Finish(connection.Send(head, body));
    }

    /// <summary>Makes sure of a connection for a request that is sent in parts. <see cref="ExchangeResult.Reply"/> when there is one.</summary>
    internal ExchangeResult Start()
    {
        Status = 0;
        _filled = 0;
        _replyBegun = false;
        _reused = connection.IsOpen;
        if (_reused || connection.Open())
            return ExchangeResult.Reply;
        LastError = connection.LastError;
        return ExchangeResult.Unreachable;
    }

    /// <summary>As <see cref="Start"/>, for a request that cannot be sent a second time: a connection the other side has closed meanwhile is replaced now.</summary>
    internal ExchangeResult StartOnce()
    {
        if (connection.IsOpen && connection.HasInput())
            connection.Close();
        return Start();
    }

    /// <summary>Sends a part of a request.</summary>
    internal SendResult Continue(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        SendResult result = connection.Send(first, second);
        if (result == SendResult.Lost)
            LastError = connection.LastError;
        return result;
    }

    /// <summary>Reads the reply to a request, all of which has been sent or of which the rest is not wanted.</summary>
    internal ExchangeResult Finish(SendResult sent)
    {
        if (sent != SendResult.Lost && TryReadReply(out bool keepAlive))
        {
            // A request that was cut short leaves the other side waiting for the rest of it.
            if (!keepAlive || sent == SendResult.Interrupted)
                connection.Close();
            return ExchangeResult.Reply;
        }
        if (!_replyBegun)
            LastError = connection.LastError;
        connection.Close();
        if (_replyBegun)
            return ExchangeResult.Malformed;
        return _reused ? ExchangeResult.Stale : ExchangeResult.Lost;
    }

    /// <summary>Closes the connection; the next request opens a new one.</summary>
    internal void Close() => connection.Close();

    /// <summary>Gives a buffer back that was large for one event and has not been needed so since. Called between two invocations.</summary>
    /// <param name="used">The length of the event that is over.</param>
    internal void Trim(int used)
    {
        if (_shrink.ShouldShrink(_buffer.Length, used))
            _buffer = GC.AllocateUninitializedArray<byte>(InitialCapacity);
    }

    private bool TryReadReply(out bool keepAlive)
    {
        keepAlive = false;
        for (int interim = 0; interim <= MaxInterimReplies; interim++)
        {
            if (!TryReadHead(out int headLength))
                return false;
            if (!ReplyHead.TryParse(_buffer.AsSpan(0, headLength), out ReplyHead head))
                return Refuse("the reply's head is not HTTP");
            if (head.Status is >= 100 and < 200 and not 101)
            {
                _filled -= headLength;
                Buffer.BlockCopy(_buffer, headLength, _buffer, 0, _filled);
                continue;
            }
            Status = head.Status;
            _headStart = head.FirstLineLength;
            _headEnd = headLength;
            _bodyStart = headLength;
            if (!TryReadBody(head, out int end))
                return false;
            keepAlive = head.KeepAlive && end == _filled;
            return true;
        }
        return Refuse("too many interim replies");
    }

    private bool TryReadHead(out int length)
    {
        int searched = 0;
        while (true)
        {
            int at = _buffer.AsSpan(searched, _filled - searched).IndexOf("\r\n\r\n"u8);
            if (at >= 0)
            {
                length = searched + at + 4;
                return length <= MaxHeadLength || Refuse("the reply's headers are longer than 1 MB");
            }
            length = 0;
            searched = Math.Max(0, _filled - 3);
            if (_filled >= MaxHeadLength)
                return Refuse("the reply's headers are longer than 1 MB");
            if (!Fill())
                return false;
        }
    }

    private bool TryReadBody(in ReplyHead head, out int end)
    {
        end = _bodyStart;
        _bodyLength = 0;
        if (head.Status is 204 or 304)
            return true;
        if (head.Chunked)
            return TryReadChunks(out end);
        if (head.ContentLength < 0)
            return TryReadToEnd(out end);
        if (head.ContentLength > MaxBodyLength)
            return Refuse("the reply's body is too large");
        end = _bodyStart + (int)head.ContentLength;
        // The body is read once, into the place where the handler finds it.
        EnsureCapacity(end);
        while (_filled < end)
        {
            if (!Fill())
                return false;
        }
        _bodyLength = (int)head.ContentLength;
        return true;
    }

    private bool TryReadToEnd(out int end)
    {
        end = _bodyStart;
        while (true)
        {
            if (_filled - _bodyStart > MaxBodyLength)
                return Refuse("the reply's body is too large");
            Grow(_filled + 1);
            int received = connection.Receive(_buffer.AsSpan(_filled));
            if (received < 0)
                return Refuse(connection.LastError);
            if (received == 0)
                break;
            _filled += received;
        }
        end = _filled;
        _bodyLength = end - _bodyStart;
        return true;
    }

    /// <summary>Takes the chunks' data down to where the body begins, one behind the other.</summary>
    private bool TryReadChunks(out int end)
    {
        end = _bodyStart;
        int read = _bodyStart;
        int written = _bodyStart;
        while (true)
        {
            if (!TryReadLine(ref read, written, out int lineStart, out int lineLength))
                return false;
            if (!ReplyHead.TryParseChunkSize(_buffer.AsSpan(lineStart, lineLength), out int size))
                return Refuse("a chunk's size is not a number");
            if (size > MaxBodyLength - (written - _bodyStart))
                return Refuse("the reply's body is too large");
            if (size == 0)
                break;
            while (_filled - read < size + 2)
            {
                if (!FillBehind(ref read, written, size + 2))
                    return false;
            }
            if (_buffer[read + size] != '\r' || _buffer[read + size + 1] != '\n')
                return Refuse("a chunk does not end where it says");
            Buffer.BlockCopy(_buffer, read, _buffer, written, size);
            written += size;
            read += size + 2;
        }
        int trailers = 0;
        int length;
        do
        {
            if (!TryReadLine(ref read, written, out _, out length))
                return false;
            trailers += length;
            if (trailers > MaxHeadLength)
                return Refuse("the reply's trailers are longer than 1 MB");
        } while (length > 0);
        _bodyLength = written - _bodyStart;
        end = read;
        return true;
    }

    private bool TryReadLine(ref int read, int written, out int start, out int length)
    {
        start = length = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(read, _filled - read);
            int at = rest.IndexOf("\r\n"u8);
            if (at >= 0)
            {
                start = read;
                length = at;
                read += at + 2;
                return at <= MaxChunkLineLength || Refuse("a chunk's first line is too long");
            }
            // Its line end may be cut in two.
            if (rest.Length > MaxChunkLineLength + 1)
                return Refuse("a chunk's first line is too long");
            if (!FillBehind(ref read, written, rest.Length + 1))
                return false;
        }
    }

    /// <summary>Reads more behind what is there; what has been used of the chunks before makes room first, so small chunks cannot make the buffer grow.</summary>
    private bool FillBehind(ref int read, int written, int needed)
    {
        if (read + needed > _buffer.Length && read > written)
        {
            Buffer.BlockCopy(_buffer, read, _buffer, written, _filled - read);
            _filled -= read - written;
            read = written;
        }
        Grow(read + needed);
        return Fill();
    }

    private bool Fill()
    {
        if (_filled == _buffer.Length)
            Grow(_filled + 1);
        int received = connection.Receive(_buffer.AsSpan(_filled));
        if (received > 0)
        {
            _filled += received;
            _replyBegun = true;
            return true;
        }
        return Refuse(received == 0 ? "the reply breaks off" : connection.LastError);
    }

    /// <summary>Where the length is not known beforehand, doubling keeps the copying linear.</summary>
    private void Grow(int capacity)
    {
        if (capacity > _buffer.Length)
            EnsureCapacity(Math.Max(capacity, _buffer.Length * 2));
    }

    private void EnsureCapacity(int capacity)
    {
        if (capacity <= _buffer.Length)
            return;
        byte[] larger = GC.AllocateUninitializedArray<byte>(capacity);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _filled);
        _buffer = larger;
    }

    private bool Refuse(string why)
    {
        LastError = why;
        return false;
    }
}
