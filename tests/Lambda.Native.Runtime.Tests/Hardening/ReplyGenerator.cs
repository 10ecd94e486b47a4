using System.Globalization;
using System.Text;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>How a generated reply says where its body ends.</summary>
internal enum Framing
{
    Length,
    Chunked,
    ChunkedAndLength,
    UntilClose,

    /// <summary>204 and 304 have no body, whatever their headers say.</summary>
    None,
}

/// <summary>Makes HTTP replies from a seed: valid ones, and what becomes of them in the hands of a broken server.</summary>
internal sealed class ReplyGenerator
{
    /// <summary>The largest event Lambda sends.</summary>
    private const int LargestEvent = (6 << 20) + 100;

    private const int LongestValue = 400 << 10;

    private static readonly string[] s_names =
    [
        "Content-Type", "Date", "Server", "Keep-Alive", "Set-Cookie", "Lambda-Runtime-Aws-Request-Id", "Lambda-Runtime-Deadline-Ms", "Lambda-Runtime-Trace-Id",
        "Lambda-Runtime-Invoked-Function-Arn", "Lambda-Runtime-Client-Context", "Lambda-Runtime-Cognito-Identity", "Lambda-Runtime-Invocation-Id",
    ];

    private static readonly byte[][] s_lineEnds =
    [
        "\n"u8.ToArray(), "\r"u8.ToArray(), "\r\r\n"u8.ToArray(), "\n\r"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "\r\n "u8.ToArray(), "\r\n\t"u8.ToArray(),
        "\0\r\n"u8.ToArray(), [],
    ];

    private static readonly string[] s_lengths =
    [
        "", "-1", "-0", "+5", "0x5", "5 5", "5,5", "5;", "1e3", "2147483647", "2147483648", "4294967296", "4294967301", "67108864", "67108865",
        "9223372036854775807", "9223372036854775808", "18446744073709551616", "18446744073709551621", "99999999999999999999999999", "000000000000000000", "\u0665",
    ];

    private static readonly string[] s_chunkSizes =
    [
        "", " ", "-1", "+5", "0x5", "g", "5 5", "5,5", ";", "7ffffff", "fffffff", "4000000", "4000001", "7fffffff", "80000000", "fffffffe", "ffffffff",
        "fffffffff", "10000000000000005", "00000000000000000005", "0", "00",
    ];

    private static readonly string[] s_lines =
    [
        "Content-Length: 5\r\n", "Content-Length: 0\r\n", "content-length : 5\r\n", "Content-Length:\t5\t\r\n", "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: identity\r\n", "Transfer-Encoding: \r\n", "transfer-encoding:chunked;q=1\r\n",
        ": no name\r\n", "no colon\r\n", " folded: line\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n",
        "A: b\0c\r\n", "A: b\rc\r\n", "A: b\nc\r\n", "\r\n", "HTTP/1.1 200 OK\r\n",
    ];

    // Names and values are cut out of these: made byte by byte they would take most of a run.
    private static readonly byte[] s_tokens = MakeTokens();
    private static readonly byte[] s_text = MakeText();

    private readonly ByteBuffer _bytes = new();
    private readonly ByteBuffer _body = new();
    private readonly ByteBuffer _piece = new();
    private readonly List<(int Name, int NameLength, int Value, int ValueLength)> _headers = [];
    private readonly List<(int Start, int Length)> _chunkSizes = [];
    private readonly List<(int Start, int Length)> _lengths = [];
    private readonly List<int> _chunkEnds = [];
    private int _headEnd;
    private SeededRandom _random = new(0);

    /// <summary>What goes over the wire.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.Span;

    internal int Status { get; private set; }

    internal ReadOnlySpan<byte> Body => _body.Span;

    internal int HeaderCount => _headers.Count;

    internal Framing Framing { get; private set; }

    internal bool Interim { get; private set; }

    /// <summary>Whether the connection can take another request after this reply.</summary>
    internal bool KeepsAlive { get; private set; }

    internal ReadOnlySpan<byte> HeaderName(int index) => _bytes.Span.Slice(_headers[index].Name, _headers[index].NameLength);

    /// <summary>Without the white space around it.</summary>
    internal ReadOnlySpan<byte> HeaderValue(int index) => _bytes.Span.Slice(_headers[index].Value, _headers[index].ValueLength);

    /// <summary>A reply that every HTTP/1.1 client has to understand.</summary>
    internal void MakeValid(SeededRandom random)
    {
        _random = random;
        _bytes.Clear();
        _chunkSizes.Clear();
        _lengths.Clear();
        _chunkEnds.Clear();
        Interim = random.OneIn(10);
        if (Interim)
            AddInterimReplies(random.OneIn(20) ? 16 : random.Between(1, 3));
        _headers.Clear();
        Framing = (Framing)random.Below(5);
        Status = Framing == Framing.None
            ? random.OneOf(204, 304)
            : random.OneOf(200, 200, 202, 400, 403, 410, 413, 500, random.Between(200, 203), random.Between(305, 999));
        // HTTP/1.0 has no chunks.
        bool current = Framing is Framing.Chunked or Framing.ChunkedAndLength || !random.OneIn(4);
        AddStatusLine(current, Status);
        MakeBody();

        int connection = random.Below(4);
        bool allowed = connection switch { 0 => false, 1 => true, _ => current };
        KeepsAlive = allowed && Framing is not (Framing.UntilClose or Framing.ChunkedAndLength);

        int others = random.OneIn(3) ? 0 : random.Below(12);
        int framingAt = random.Between(0, others);
        int connectionAt = random.Between(0, others);
        for (int i = 0; i <= others; i++)
        {
            if (i == framingAt)
                AddFramingHeaders();
            if (i == connectionAt && connection < 2)
                AddHeader("Connection", Cased(connection == 0 ? "close" : "keep-alive"));
            if (i < others)
                AddRandomHeader();
        }
        _bytes.Add("\r\n"u8);
        _headEnd = _bytes.Length;
        if (Framing is Framing.Chunked or Framing.ChunkedAndLength)
            AddChunks();
        else if (Framing != Framing.None)
            _bytes.Add(_body.Span);
    }

    /// <summary>Makes of the reply at hand one that nobody may take for whole.</summary>
    internal void Break(SeededRandom random)
    {
        _random = random;
        switch (random.Below(5))
        {
            case 0 when Framing == Framing.Length:
                RespellOne(_lengths, random.OneOf("", "-1", "+5", "0x5", "5 5", "67108865", "18446744073709551616"));
                return;
            case 1 when Framing == Framing.Length:
                Insert(_headers[random.Below(_headers.Count)].Name, $"Content-Length: {_body.Length + 1}\r\n");
                return;
            case 2 when _chunkEnds.Count > 0:
                _bytes.Span[_chunkEnds[random.Below(_chunkEnds.Count)] + random.Below(2)] ^= (byte)random.Between(1, 255);
                return;
            case 3 when _chunkSizes.Count > 0:
                RespellOne(_chunkSizes, random.OneOf("", "-1", "+5", "0x5", "g", "5 5", "4000001", "fffffffe", "10000000000000005"));
                return;
            case 4 when _headers.Count > 0:
                (int name, int length, _, _) = _headers[random.Below(_headers.Count)];
                _bytes.Replace(random.Between(name, name + length), 0, [random.OneOf((byte)'\r', (byte)'\n', (byte)0)]);
                return;
        }
        // A body that goes on until the end may end anywhere.
        int most = Framing == Framing.UntilClose ? _headEnd : _bytes.Length;
        int at = random.Between(1, most - 1);
        _bytes.Replace(at, _bytes.Length - at, []);
    }

    /// <summary>Spoils the reply at hand in one to three ways. What was said of it above holds no more.</summary>
    internal void Mutate(SeededRandom random)
    {
        _random = random;
        for (int count = random.OneIn(3) ? random.Between(2, 3) : 1; count > 0; count--)
            MutateOnce();
    }

    private void MutateOnce()
    {
        int at = _random.Between(0, _bytes.Length);
        switch (_random.Below(14))
        {
            case 0:
                _bytes.Replace(at, _bytes.Length - at, []);
                break;
            case 1:
                Respell(_lengths, s_lengths);
                break;
            case 2:
                Respell(_chunkSizes, s_chunkSizes);
                break;
            case 3:
                // A header said twice, at another place, with another value or as it was.
                if (_headers.Count > 0)
                    RepeatHeader(_random.Below(_headers.Count));
                break;
            case 4:
                Insert(LineStart(), _random.OneOf<string>(s_lines));
                break;
            case 5:
                int end = NextLineEnd(at);
                if (end >= 0)
                    _bytes.Replace(end, 2, _random.OneOf<byte[]>(s_lineEnds));
                break;
            case 6:
                for (int i = _random.Between(1, 3); i > 0; i--)
                    _bytes.Replace(_random.Between(0, _bytes.Length), 0, [0]);
                break;
            case 7:
                // Bits turn in the head more often than in the body, where nothing depends on them.
                for (int i = _random.Between(1, 8); i > 0 && _bytes.Length > 0; i--)
                    _bytes.Span[_random.Below(_random.OneIn(2) ? _bytes.Length : Math.Min(_bytes.Length, 200))] ^= (byte)(1 << _random.Below(8));
                break;
            case 8:
                MakeGarbage();
                break;
            case 9:
                _bytes.Replace(at, _random.Between(0, Math.Min(_bytes.Length - at, 64)), []);
                break;
            case 10:
                _piece.Clear();
                _piece.Add(_bytes.Span.Slice(at, Math.Min(_bytes.Length - at, _random.Between(0, 256))));
                _bytes.Replace(_random.Between(0, _bytes.Length), 0, _piece.Span);
                break;
            case 11:
                _piece.Clear();
                _piece.Add(_bytes.Span);
                AddInterimReplies(0);
                _bytes.Clear();
                AddInterimReplies(_random.Between(1, 40));
                _bytes.Add(_piece.Span);
                break;
            case 12:
                MakeLong();
                break;
            default:
                // A second reply that nobody asked for, or the tail of another.
                _piece.Clear();
                _piece.Add(_bytes.Span[Math.Min(at, _bytes.Length)..]);
                _bytes.Add(_random.OneIn(2) ? "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"u8 : _piece.Span);
                break;
        }
    }

    private void AddInterimReplies(int count)
    {
        for (int i = 0; i < count; i++)
        {
            AddStatusLine(current: true, _random.OneOf(100, 102, 103));
            if (_random.OneIn(3))
                AddRandomHeader();
            _bytes.Add("\r\n"u8);
        }
    }

    private void AddStatusLine(bool current, int status)
    {
        _bytes.Add(current ? "HTTP/1.1 "u8 : "HTTP/1.0 "u8);
        _bytes.Add(status.ToString(CultureInfo.InvariantCulture));
        switch (_random.Below(4))
        {
            case 0:
                break;
            case 1:
                _bytes.Add((byte)' ');
                break;
            case 2:
                _bytes.Add(" OK"u8);
                break;
            default:
                _bytes.Add((byte)' ');
                AddText(_random.Between(1, 60));
                break;
        }
        _bytes.Add("\r\n"u8);
    }

    private void MakeBody()
    {
        _body.Clear();
        if (Framing == Framing.None)
            return;
        int length = _random.Below(4000) switch
        {
            < 600 => 0,
            < 3000 => _random.Between(1, 64),
            < 3850 => _random.Between(1, 4 << 10),
            // About the size of the reader's first buffer.
            < 3980 => (16 << 10) + _random.Between(-600, 600),
            < 3999 => _random.Between(16 << 10, 200 << 10),
            _ => _random.Between(1 << 20, LargestEvent),
        };
        _random.Fill(_body.Reserve(length));
    }

    private void AddFramingHeaders()
    {
        int length = _body.Length;
        switch (Framing)
        {
            case Framing.Length:
                AddLength(length);
                if (_random.OneIn(20))
                    AddLength(length);
                break;
            case Framing.Chunked:
                AddHeader("Transfer-Encoding", Cased("chunked"));
                break;
            case Framing.ChunkedAndLength:
                // RFC 9112, 6.3: the length is to be ignored, be it right or wrong.
                AddLength(_random.Below(100));
                AddHeader("Transfer-Encoding", Cased("chunked"));
                break;
            case Framing.None when _random.OneIn(3):
                AddLength(Status == 304 ? _random.Below(1000) : 0);
                break;
        }
    }

    private void AddLength(int length)
    {
        AddHeader("Content-Length", new string('0', _random.OneIn(10) ? _random.Below(5) : 0) + length.ToString(CultureInfo.InvariantCulture));
        _lengths.Add((_headers[^1].Value, _headers[^1].ValueLength));
    }

    private void AddRandomHeader()
    {
        bool known = _random.OneIn(2);
        int name = _bytes.Length;
        if (known)
            _bytes.Add(Cased(_random.OneOf<string>(s_names)));
        else
            AddToken(_random.Between(1, 40));
        int nameLength = _bytes.Length - name;
        AddValueStart();
        int value = _bytes.Length;
        AddText(_random.Below(2000) switch
        {
            < 200 => 0,
            < 1960 => _random.Between(1, 80),
            < 1990 => _random.Between(1, 4 << 10),
            < 1999 => _random.Between(4 << 10, 40 << 10),
            _ => _random.Between(40 << 10, LongestValue),
        });
        EndHeader(name, nameLength, value);
    }

    private void AddHeader(string name, string text)
    {
        int start = _bytes.Length;
        _bytes.Add(Cased(name));
        AddValueStart();
        int value = _bytes.Length;
        _bytes.Add(text);
        EndHeader(start, name.Length, value);
    }

    private void AddValueStart()
    {
        _bytes.Add((byte)':');
        AddSpace();
    }

    private void EndHeader(int name, int nameLength, int value)
    {
        _headers.Add((name, nameLength, value, _bytes.Length - value));
        if (_random.OneIn(8))
            AddSpace();
        _bytes.Add("\r\n"u8);
    }

    private void AddSpace()
    {
        if (!_random.OneIn(4))
        {
            _bytes.Add((byte)' ');
            return;
        }
        for (int i = _random.Below(4); i > 0; i--)
            _bytes.Add(_random.OneOf<byte>((byte)' ', (byte)'\t'));
    }

    private void AddToken(int length) => Slice(s_tokens, length).CopyTo(_bytes.Reserve(length));

    /// <summary>Whatever may stand in a header's value or a reason; visible at both ends.</summary>
    private void AddText(int length)
    {
        Span<byte> text = _bytes.Reserve(length);
        Slice(s_text, length).CopyTo(text);
        if (text.IsEmpty)
            return;
        text[0] = Visible(text[0]);
        text[^1] = Visible(text[^1]);
    }

    private static byte Visible(byte value) => value is (byte)' ' or (byte)'\t' ? (byte)'x' : value;

    private ReadOnlySpan<byte> Slice(byte[] from, int length) => from.AsSpan(_random.Between(0, from.Length - length), length);

    private static byte[] MakeTokens()
    {
        ReadOnlySpan<byte> allowed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8;
        var random = new SeededRandom(1);
        byte[] tokens = new byte[4 << 10];
        foreach (ref byte b in tokens.AsSpan())
            b = allowed[random.Below(allowed.Length)];
        return tokens;
    }

    private static byte[] MakeText()
    {
        var random = new SeededRandom(2);
        byte[] text = new byte[LongestValue + (4 << 10)];
        random.Fill(text);
        foreach (ref byte b in text.AsSpan())
        {
            if (b is < 0x20 or 0x7f)
                b = b < 8 ? (byte)'\t' : (byte)' ';
        }
        return text;
    }

    private string Cased(string text) => _random.Below(4) switch
    {
        0 => text.ToLowerInvariant(),
        1 => text.ToUpperInvariant(),
        2 => string.Create(text.Length, (text, bits: _random.Next()), static (result, from) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = (from.bits >> i & 1) == 0 ? char.ToLowerInvariant(from.text[i]) : char.ToUpperInvariant(from.text[i]);
        }),
        _ => text,
    };

    private void AddChunks()
    {
        // One chunk, large ones, small ones, or one a byte where that does not take for ever.
        int largest = _random.Below(4) switch { 0 => _body.Length, 1 => 16 << 10, 2 => 500, _ => _body.Length <= 4 << 10 ? 1 : 2000 };
        for (int sent = 0; sent < _body.Length;)
        {
            int size = Math.Min(_body.Length - sent, _random.Between(1, largest));
            AddChunkLine(size);
            _bytes.Add(_body.Span.Slice(sent, size));
            _chunkEnds.Add(_bytes.Length);
            _bytes.Add("\r\n"u8);
            sent += size;
        }
        AddChunkLine(0);
        for (int trailers = _random.OneIn(3) ? _random.Between(1, 3) : 0; trailers > 0; trailers--)
        {
            AddToken(_random.Between(1, 20));
            AddValueStart();
            AddText(_random.Below(300));
            _bytes.Add("\r\n"u8);
        }
        _bytes.Add("\r\n"u8);
    }

    private void AddChunkLine(int size)
    {
        int start = _bytes.Length;
        string digits = size.ToString(_random.OneIn(2) ? "x" : "X", CultureInfo.InvariantCulture);
        if (_random.OneIn(8))
            digits = digits.PadLeft(_random.Between(digits.Length, 7), '0');
        _bytes.Add(digits);
        _chunkSizes.Add((start, digits.Length));
        if (_random.OneIn(6))
        {
            if (_random.OneIn(4))
                AddSpace();
            _bytes.Add((byte)';');
            AddToken(_random.Between(1, 10));
            if (_random.OneIn(2))
            {
                _bytes.Add("=\""u8);
                AddText(_random.Below(_random.OneIn(30) ? 1000 : 30));
                _bytes.Add((byte)'"');
            }
        }
        _bytes.Add("\r\n"u8);
    }

    private void Respell(List<(int Start, int Length)> places, string[] spellings)
    {
        if (places.Count == 0)
            return;
        string text = _random.OneOf<string>(spellings);
        // Wrong by little is harder to see than nonsense.
        if (_random.OneIn(3))
            text = (_body.Length + _random.OneOf(-1, 1, 2, -2, 1000)).ToString(CultureInfo.InvariantCulture);
        RespellOne(places, text);
    }

    private void RespellOne(List<(int Start, int Length)> places, string text)
    {
        (int start, int length) = places[_random.Below(places.Count)];
        // Another mutation may have moved it.
        start = Math.Min(start, _bytes.Length);
        length = Math.Min(length, _bytes.Length - start);
        _bytes.Replace(start, length, Encoding.UTF8.GetBytes(text));
    }

    private void RepeatHeader(int index)
    {
        (int name, int nameLength, int value, int valueLength) = _headers[index];
        int end = Math.Min(value + valueLength, _bytes.Length);
        name = Math.Min(name, end);
        _piece.Clear();
        _piece.Add(_bytes.Span[name..end]);
        if (_random.OneIn(2) && _piece.Length > nameLength)
            _piece.Span[^1] ^= 1;
        _piece.Add("\r\n"u8);
        _bytes.Replace(LineStart(), 0, _piece.Span);
    }

    private void MakeGarbage()
    {
        _bytes.Clear();
        switch (_random.Below(6))
        {
            case 0:
                break;
            case 1:
                _random.Fill(_bytes.Reserve(_random.Between(1, 2000)));
                break;
            case 2:
                // What a TLS server sends to a client that speaks in the clear.
                _bytes.Add([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]);
                break;
            case 3:
                _bytes.Add("HTTP/1.1 200 OK\r\n"u8);
                _random.Fill(_bytes.Reserve(_random.Between(1, 300)));
                _bytes.Add("\r\n\r\n"u8);
                break;
            case 4:
                _bytes.Add("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
                _random.Fill(_bytes.Reserve(_random.Between(1, 300)));
                break;
            default:
                for (int i = _random.Between(1, 2000); i > 0; i--)
                    _bytes.Add(_random.OneOf("\r"u8[0], "\n"u8[0], ":"u8[0], " "u8[0], "0"u8[0], ";"u8[0], (byte)0));
                break;
        }
    }

    /// <summary>Lines about as long as the reader's limits.</summary>
    private void MakeLong()
    {
        _piece.Clear();
        bool chunk = _chunkSizes.Count > 0 && _random.OneIn(2);
        if (chunk)
        {
            (int start, int length) = _chunkSizes[_random.Below(_chunkSizes.Count)];
            _piece.Add(";"u8);
            _piece.Reserve((4 << 10) + _random.Between(-300, 300)).Fill((byte)'x');
            _bytes.Replace(Math.Min(start + length, _bytes.Length), 0, _piece.Span);
            return;
        }
        _piece.Add("X: "u8);
        _piece.Reserve(_random.OneIn(20) ? (1 << 20) + _random.Between(-2000, 2000) : _random.Between(4 << 10, 40 << 10)).Fill((byte)'x');
        _piece.Add("\r\n"u8);
        _bytes.Replace(LineStart(), 0, _piece.Span);
    }

    /// <summary>Where some line of the head begins, or a place that has become the body's.</summary>
    private int LineStart()
    {
        if (_headers.Count > 0 && _random.OneIn(2))
            return Math.Min(_headers[_random.Below(_headers.Count)].Name, _bytes.Length);
        int end = NextLineEnd(0);
        return end < 0 ? 0 : end + 2;
    }

    private int NextLineEnd(int from)
    {
        int end = _bytes.Span[from..].IndexOf("\r\n"u8);
        return end >= 0 ? from + end : _bytes.Span.IndexOf("\r\n"u8);
    }

    private void Insert(int at, string text) => _bytes.Replace(at, 0, Encoding.ASCII.GetBytes(text));
}
