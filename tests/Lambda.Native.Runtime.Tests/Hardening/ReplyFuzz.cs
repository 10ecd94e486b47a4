using System.Runtime.InteropServices;
using System.Text;
using Lambda.Native.Http;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>
/// One case a seed. A valid reply, however cut, must read back as it was meant, and a broken one must be refused. A spoilt one, which may be either by now,
/// must end in a defined result, the same however it is cut, and within bounds.
/// </summary>
internal sealed class ReplyFuzz
{
    /// <summary>Where the end is not known beforehand, the reader doubles its buffer.</summary>
    private const int MaxCapacity = 2 * (HttpExchange.MaxHeadLength + HttpExchange.MaxBodyLength);

    private const int LongForBytes = 4 << 10;

    private readonly ReplyGenerator _reply = new();
    private readonly FuzzConnection _first = new();
    private readonly FuzzConnection _second = new();
    private HttpExchange _firstExchange;
    private HttpExchange _secondExchange;

    internal ReplyFuzz()
    {
        _firstExchange = new HttpExchange(_first);
        _secondExchange = new HttpExchange(_second);
    }

    internal int Valid { get; private set; }

    internal int Broken { get; private set; }

    /// <summary>How many cases there were of each framing, before any were spoilt.</summary>
    internal int[] Framings { get; } = new int[Enum.GetValues<Framing>().Length];

    internal int Interim { get; private set; }

    /// <summary>How many spoilt replies ended in each <see cref="ExchangeResult"/>.</summary>
    internal int[] Spoilt { get; } = new int[Enum.GetValues<ExchangeResult>().Length];

    /// <summary>Runs the case of one seed.</summary>
    /// <returns>Null, or what went wrong.</returns>
    internal string? Run(ulong seed)
    {
        var random = new SeededRandom(seed);
        // What an exchange keeps from the case before must not matter, and neither must starting with a small buffer.
        if (random.OneIn(3))
        {
            _firstExchange = new HttpExchange(_first);
            _secondExchange = new HttpExchange(_second);
        }
        string? wrong;
        try
        {
            wrong = random.Below(10) switch
            {
                < 4 => RunValid(random),
                < 6 => RunBroken(random),
                _ => RunSpoilt(random),
            };
        }
        catch (Exception exception)
        {
            wrong = exception.ToString();
        }
        return wrong is null ? null : $"case {seed}: {wrong}\n{Excerpt(_reply.Bytes)}";
    }

    private string? RunValid(SeededRandom random)
    {
        Valid++;
        _first.Close();
        bool open;
        do
        {
            open = _first.IsOpen;
            MakeReply(random);
            FuzzConnection.Ending ending = _reply.Framing == Framing.UntilClose ? FuzzConnection.Ending.Closed : FuzzConnection.Ending.MustNotBeReached;
            _first.Load(_reply.Bytes, PiecesFor(random), ending, random);
            ExchangeResult result = _firstExchange.Send("x"u8, default);
            string? wrong = _first.Violation ?? CheckRead(result) ?? CheckCapacity(_firstExchange);
            if (wrong is not null)
                return wrong;
        } while (!open && _reply.KeepsAlive && random.OneIn(3));
        return null;
    }

    private string? CheckRead(ExchangeResult result)
    {
        if (result != ExchangeResult.Reply)
            return $"a valid reply ended in {result}: {_firstExchange.LastError}";
        if (_firstExchange.Status != _reply.Status)
            return $"the status {_reply.Status} was read as {_firstExchange.Status}";
        if (!_firstExchange.Body.Span.SequenceEqual(_reply.Body))
            return "the body was read as another";
        HeaderLines lines = _firstExchange.Headers;
        for (int i = 0; i < _reply.HeaderCount; i++)
        {
            if (!lines.MoveNext())
                return $"header {i} was not read";
            if (!lines.Name.SequenceEqual(_reply.HeaderName(i)) || !lines.Value.SequenceEqual(_reply.HeaderValue(i)))
                return $"header {i} was read as '{Excerpt(lines.Name)}: {Excerpt(lines.Value)}'";
        }
        if (lines.MoveNext() || lines.Malformed)
            return "there are more headers than were sent";
        return _first.IsOpen == _reply.KeepsAlive ? null : $"the connection was {(_reply.KeepsAlive ? "dropped" : "kept")}";
    }

    private string? RunBroken(SeededRandom random)
    {
        Broken++;
        MakeReply(random);
        _reply.Break(random);
        _first.Close();
        _first.Load(_reply.Bytes, PiecesFor(random), random.OneOf(FuzzConnection.Ending.Closed, FuzzConnection.Ending.Lost), random);
        ExchangeResult result = _firstExchange.Send("x"u8, default);
        if (_first.Violation is { } wrong)
            return wrong;
        if (result != ExchangeResult.Malformed)
            return $"a broken reply ended in {result}";
        return _first.IsOpen ? "the connection was kept" : null;
    }

    private string? RunSpoilt(SeededRandom random)
    {
        MakeReply(random);
        _reply.Mutate(random);
        FuzzConnection.Ending ending = random.OneIn(2) ? FuzzConnection.Ending.Closed : FuzzConnection.Ending.Lost;
        _first.Close();
        _second.Close();
        _first.Load(_reply.Bytes, FuzzConnection.Pieces.Whole, ending, random);
        _second.Load(_reply.Bytes, PiecesFor(random), ending, random);
        ExchangeResult result = _firstExchange.Send("x"u8, default);
        ExchangeResult other = _secondExchange.Send("x"u8, default);
        Spoilt[(int)result]++;
        return _first.Violation ?? _second.Violation
            ?? CheckEnd(result, _first, _firstExchange) ?? CheckEnd(other, _second, _secondExchange)
            ?? CheckSame(result, other)
            ?? CheckCapacity(_firstExchange) ?? CheckCapacity(_secondExchange);
    }

    private void MakeReply(SeededRandom random)
    {
        _reply.MakeValid(random);
        Framings[(int)_reply.Framing]++;
        Interim += _reply.Interim ? 1 : 0;
    }

    private FuzzConnection.Pieces PiecesFor(SeededRandom random)
    {
        var pieces = (FuzzConnection.Pieces)random.Below(6);
        bool slow = pieces is FuzzConnection.Pieces.Bytes or FuzzConnection.Pieces.Small;
        return slow && _reply.Bytes.Length > LongForBytes && !random.OneIn(200) ? FuzzConnection.Pieces.Any : pieces;
    }

    private static string? CheckEnd(ExchangeResult result, FuzzConnection connection, HttpExchange exchange)
    {
        if (result is not (ExchangeResult.Reply or ExchangeResult.Lost or ExchangeResult.Malformed))
            return $"ended in {result}";
        if (result == ExchangeResult.Lost && connection.Length > 0)
            return "a reply of some bytes counts as none";
        if (result != ExchangeResult.Reply)
            return !connection.IsOpen ? null : $"the connection was kept after {result}";
        if (exchange.Status is < 100 or > 999)
            return $"the status is {exchange.Status}";
        if (exchange.Body.Length > HttpExchange.MaxBodyLength)
            return $"the body has {exchange.Body.Length} bytes";
        int read = exchange.Body.Length;
        HeaderLines lines = exchange.Headers;
        while (lines.MoveNext())
            read += lines.Name.Length + lines.Value.Length;
        if (lines.Malformed)
            return "the headers were not checked";
        return read <= connection.Length ? null : $"{read} bytes were read of {connection.Length}";
    }

    private string? CheckSame(ExchangeResult result, ExchangeResult other)
    {
        if (result != other)
            return $"ended in {result} when whole ({_firstExchange.LastError}), in {other} when cut ({_secondExchange.LastError})";
        if (result != ExchangeResult.Reply)
            return null;
        if (_firstExchange.Status != _secondExchange.Status || !_firstExchange.Body.Span.SequenceEqual(_secondExchange.Body.Span))
            return "reads as something else when cut";
        HeaderLines lines = _firstExchange.Headers;
        HeaderLines otherLines = _secondExchange.Headers;
        while (lines.MoveNext())
        {
            if (!otherLines.MoveNext() || !lines.Name.SequenceEqual(otherLines.Name) || !lines.Value.SequenceEqual(otherLines.Value))
                return "has other headers when cut";
        }
        return otherLines.MoveNext() ? "has more headers when cut" : null;
    }

    private static string? CheckCapacity(HttpExchange exchange) =>
        MemoryMarshal.TryGetArray(exchange.Body, out ArraySegment<byte> segment) && segment.Array!.Length > MaxCapacity
            ? $"the buffer has grown to {segment.Array.Length} bytes"
            : null;

    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        const int most = 600;
        string text = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, most)]);
        string visible = string.Concat(text.Select(c => c is >= ' ' and < '\x7f' ? c.ToString() : $"\\x{(int)c:x2}"));
        return bytes.Length > most ? $"{visible}… ({bytes.Length} bytes)" : visible;
    }
}
