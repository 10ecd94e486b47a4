using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>
/// A Runtime API that hands out numbered events, breaks about every tenth exchange in some way, and keeps account of what the runtime must do all the same.
/// </summary>
internal sealed class SoakServer(long invocations, ulong seed, Func<bool> loopRuns) : IDisposable
{
    private const int LargestEvent = (6 << 20) + 100;
    private const int MaxBytewise = 2 << 10;
    private const int MaxKept = 10;

    // The runtime gives up at the sixth failure in a row, and is right to.
    private const int MaxFailuresInARow = 4;

    /// <summary>Before each measurement, so that all find the same buffers.</summary>
    private const int LargeBeforeMark = 3;

    private readonly RawServer _server = new();
    private readonly SeededRandom _random = new(seed);
    private readonly ByteBuffer _event = new();
    private readonly ByteBuffer _reply = new();
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);
    private readonly long[] _marks = [invocations / 10, invocations / 2, invocations];
    private readonly List<Measurement> _measurements = [];
    private string _requestId = "";
    private string _attemptId = "";
    private long _requests;
    private bool _firstOnConnection;
    private bool _closes;
    private int _failuresInARow;

    // Of the event at hand: whether all of it was sent, whether all of a reply to its answer was, and what of the answer was broken by this server.
    private bool _handed;
    private bool _settled;
    private bool _replyBroken;
    private int _lostTries;

    private enum Framing
    {
        Length,
        Chunked,
        UntilClose,
    }

    internal readonly record struct Measurement(long ManagedBytes, int Handles);

    internal string Address => _server.Address;

    internal long Handed { get; private set; }

    internal long Accepted { get; private set; }

    internal long Refused { get; private set; }

    /// <summary>Events whose answer this server broke so often, or in such a way, that the runtime may give it up.</summary>
    internal long GivenUp { get; private set; }

    internal long Connections { get; private set; }

    internal int ViolationCount { get; private set; }

    /// <summary>The first of them.</summary>
    internal List<string> Violations { get; } = [];

    internal IReadOnlyList<Measurement> Measurements => _measurements;

    internal string Faults => string.Join(", ", _faults.Select(fault => string.Create(CultureInfo.InvariantCulture, $"{fault.Value:N0} {fault.Key}")));

    /// <summary>Serves until all events are answered, then tells the runtime to end.</summary>
    internal void Run()
    {
        try
        {
            while (_server.IsConnected || Accept())
            {
                if (!_server.ReadHead())
                    continue;
                if (_server.Head.StartsWith("GET /2018-06-01/runtime/invocation/next "u8))
                {
                    if (!ServeNext())
                        return;
                }
                else
                {
                    ServeAnswer();
                }
                _firstOnConnection = false;
            }
        }
        catch (SocketException failure)
        {
            Violate($"the loop is silent: {failure.Message}");
        }
    }

    private bool Accept()
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1);)
        {
            if (_server.TryAccept(100))
            {
                Connections++;
                return _firstOnConnection = true;
            }
            if (!loopRuns())
            {
                Violate("the loop has ended by itself");
                return false;
            }
        }
        Violate("the loop does not connect again");
        return false;
    }

    /// <summary>False when there is no event any more.</summary>
    private bool ServeNext()
    {
        CheckAnswered();
        if (_handed && Array.IndexOf(_marks, Handed) == _measurements.Count)
            _measurements.Add(Measure());
        _handed = false;
        if (Handed == invocations)
        {
            // The one reply that ends the process.
            _server.Send("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
            return false;
        }
        int fault = _failuresInARow < MaxFailuresInARow ? _random.Below(1000) : int.MaxValue;
        _failuresInARow = fault < 60 ? _failuresInARow + 1 : 0;
        switch (fault)
        {
            case < 10:
                Count("resets instead of events");
                _server.Reset();
                return true;
            case < 20:
                Count("resets in events");
                MakeEvent(RandomFraming());
                _server.Send(_reply.Span[.._random.Between(1, _reply.Length - 1)]);
                _server.Reset();
                return true;
            case < 25:
                Count("events cut short");
                MakeEvent(Framing.Length);
                _server.Send(_reply.Span[.._random.Between(1, _reply.Length - 1)]);
                _server.Close();
                return true;
            case < 40:
                Count("204 instead of events");
                Deliver("HTTP/1.1 204 No Content\r\n\r\n"u8);
                return true;
            case < 45:
                Count("4xx instead of events");
                MakeReply(_random.OneOf("400 Bad Request", "403 Forbidden", "404 Not Found"), Framing.Length, "{}"u8);
                Deliver(_reply.Span);
                return true;
            case < 50:
                Count("garbage instead of events");
                SendGarbage();
                return true;
            case < 60:
                Count("events without an id");
                MakeReply("200 OK", RandomFraming(), "{}"u8);
                Deliver(_reply.Span);
                EndConnectionIfNeeded();
                return true;
        }
        Handed++;
        int large = Array.FindIndex(_marks, mark => Handed <= mark && Handed > mark - LargeBeforeMark);
        Framing framing = large < 0 ? RandomFraming() : (Framing)(_marks[large] - Handed);
        MakeEvent(framing, large < 0 ? RandomLength() : LargestEvent);
        _handed = true;
        _settled = _replyBroken = false;
        _lostTries = 0;
        if (!Deliver(_reply.Span))
            Violate($"the event {_requestId} was not read to its end");
        EndConnectionIfNeeded();
        return true;
    }

    private void CheckAnswered()
    {
        if (!_handed || _settled)
            return;
        GivenUp++;
        // One lost try is made good, a connection that was closed while idle is no try, and a reply that has begun ends it.
        if (!_replyBroken && _lostTries < 2)
            Violate($"the event {_requestId} was never answered");
    }

    private void ServeAnswer()
    {
        string path = _server.RequestLine;
        if (path != $"POST /2018-06-01/runtime/invocation/{_requestId}/response HTTP/1.1")
            Violate($"while {_requestId} was to be answered: {path}");
        else if (!_handed)
            Violate($"an answer to {_requestId}, which was not sent whole");
        else if (_settled)
            Violate($"a second answer to {_requestId}");
        else if (_replyBroken)
            Violate($"a second answer to {_requestId}, though the reply to the first had begun");
        if (_attemptId.Length > 0 && _server.Head.IndexOf(Encoding.ASCII.GetBytes($"\r\nLambda-Runtime-Invocation-Id: {_attemptId}\r\n")) < 0)
            Violate($"an answer to {_requestId} without its invocation id");
        int fault = _random.Below(1000);
        switch (fault)
        {
            case < 10:
                Count("resets before answers");
                LoseTry();
                return;
            case < 20:
                Count("resets in answers");
                if (_server.ReadBody(_event.Length / 2))
                    LoseTry();
                return;
            case < 25:
                Count("refusals before the answer's end");
                Refuse();
                // Whether the runtime sends the rest all the same is its own affair.
                _server.ReadBody(int.MaxValue);
                return;
        }
        if (!ReadAnswer())
            return;
        switch (fault)
        {
            case < 35:
                Count("resets instead of replies");
                LoseTry();
                break;
            case < 45:
                Count("closes instead of replies");
                _lostTries += _firstOnConnection ? 1 : 0;
                _server.Close();
                break;
            case < 55:
                Count("resets in replies");
                _replyBroken = true;
                MakeReply("202 Accepted", RandomFraming(), "{\"status\":\"OK\"}\n"u8);
                _server.Send(_reply.Span[.._random.Between(1, _reply.Length - 1)]);
                _server.Reset();
                break;
            case < 60:
                Count("garbage instead of replies");
                _replyBroken = true;
                SendGarbage();
                break;
            case < 85:
                Count("refusals");
                Refuse();
                break;
            default:
                _settled = true;
                Accepted++;
                MakeReply("202 Accepted", RandomFraming(), _random.OneIn(4) ? default : "{\"status\":\"OK\"}\n"u8);
                Deliver(_reply.Span);
                EndConnectionIfNeeded();
                break;
        }
    }

    private bool ReadAnswer()
    {
        if (!_server.ReadBody(int.MaxValue))
        {
            Violate($"the answer to {_requestId} was not sent to its end");
            return false;
        }
        if (!_server.Body.SequenceEqual(_event.Span))
            Violate($"the answer to {_requestId} is another's");
        return true;
    }

    /// <summary>A connection that took a request before counts as closed while idle: the runtime cannot tell.</summary>
    private void LoseTry()
    {
        _lostTries += _firstOnConnection ? 1 : 0;
        _server.Reset();
    }

    private void Refuse()
    {
        _settled = true;
        Refused++;
        string status = _random.OneOf("400 Bad Request", "403 Forbidden", "410 Gone", "413 Payload Too Large");
        MakeReply(status, Framing.Length, "{\"errorMessage\":\"no\",\"errorType\":\"No\"}"u8);
        Deliver(_reply.Span);
    }

    private void SendGarbage()
    {
        const string negative = "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n";
        _server.Send(_random.OneOf("SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 2oo OK\r\n\r\n", negative, "\0\r\n\r\n", "<html>"));
        _server.Close();
    }

    private Framing RandomFraming() => _random.Below(10) switch { < 6 => Framing.Length, < 9 => Framing.Chunked, _ => Framing.UntilClose };

    private int RandomLength() => _random.Below(1000) switch
    {
        < 400 => _random.Between(0, 100),
        < 900 => _random.Between(100, 4 << 10),
        < 999 => _random.Between(4 << 10, 64 << 10),
        _ => _random.Between(64 << 10, LargestEvent),
    };

    private void MakeEvent(Framing framing) => MakeEvent(framing, RandomLength());

    private void MakeEvent(Framing framing, int length)
    {
        _requestId = string.Create(CultureInfo.InvariantCulture, $"soak-{++_requests}");
        _attemptId = _random.OneIn(4) ? $"{_requestId}/1" : "";
        _event.Clear();
        _random.Fill(_event.Reserve(length));
        MakeReply("200 OK", framing, _event.Span, _requestId, _attemptId);
    }

    private void MakeReply(string status, Framing framing, ReadOnlySpan<byte> body, string requestId = "", string attemptId = "")
    {
        _reply.Clear();
        if (_random.OneIn(50))
            _reply.Add("HTTP/1.1 100 Continue\r\n\r\n"u8);
        _reply.Add(framing == Framing.UntilClose ? "HTTP/1.0 "u8 : "HTTP/1.1 "u8);
        _reply.Add(status);
        _reply.Add("\r\n"u8);
        if (requestId.Length > 0)
        {
            _reply.Add($"Lambda-Runtime-Aws-Request-Id: {requestId}\r\nLambda-Runtime-Deadline-Ms: 4102444800000\r\n");
            if (_random.OneIn(3))
                _reply.Add("Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1\r\n"u8);
        }
        if (attemptId.Length > 0)
            _reply.Add($"lambda-runtime-invocation-id: {attemptId}\r\n");
        if (_random.OneIn(1000))
        {
            _reply.Add("X-Long: "u8);
            _reply.Reserve(_random.Between(1, 100 << 10)).Fill((byte)'x');
            _reply.Add("\r\n"u8);
        }
        switch (framing)
        {
            case Framing.Length:
                _reply.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n"));
                _reply.Add(body);
                break;
            case Framing.UntilClose:
                _reply.Add("\r\n"u8);
                _reply.Add(body);
                break;
            case Framing.Chunked:
                _reply.Add("Transfer-Encoding: chunked\r\n\r\n"u8);
                Span<byte> digits = stackalloc byte[8];
                while (!body.IsEmpty)
                {
                    int size = Math.Min(body.Length, _random.Between(1, _random.OneOf(100, 4 << 10, 64 << 10, LargestEvent)));
                    Utf8Formatter.TryFormat(size, digits, out int written, 'x');
                    _reply.Add(digits[..written]);
                    _reply.Add("\r\n"u8);
                    _reply.Add(body[..size]);
                    _reply.Add("\r\n"u8);
                    body = body[size..];
                }
                _reply.Add("0\r\n\r\n"u8);
                break;
        }
        _closes = framing == Framing.UntilClose;
    }

    /// <summary>Mostly at once; now and then late, in pieces or byte by byte.</summary>
    private bool Deliver(ReadOnlySpan<byte> reply)
    {
        int manner = _random.Below(1000);
        if (manner < 2)
        {
            Count("late replies");
            Thread.Sleep(_random.Between(1, 10));
        }
        int largest = manner switch { < 22 when reply.Length <= MaxBytewise => 1, < 60 => Math.Max(1, reply.Length / 3), _ => reply.Length };
        if (largest == 1)
            Count("replies byte by byte");
        while (!reply.IsEmpty)
        {
            int piece = Math.Min(reply.Length, largest);
            if (!_server.Send(reply[..piece]))
                return false;
            reply = reply[piece..];
        }
        return true;
    }

    /// <summary>After a reply that ends with its connection, and now and then when the connection is idle.</summary>
    private void EndConnectionIfNeeded()
    {
        if (_closes)
        {
            _server.Close();
        }
        else if (_random.OneIn(100))
        {
            Count("idle closes");
            _server.Close();
        }
    }

    private static Measurement Measure()
    {
        using var process = Process.GetCurrentProcess();
        return new Measurement(GC.GetTotalMemory(forceFullCollection: true), process.HandleCount);
    }

    private void Count(string fault) => _faults[fault] = _faults.GetValueOrDefault(fault) + 1;

    private void Violate(string what)
    {
        if (ViolationCount++ < MaxKept)
            Violations.Add(what);
    }

    public void Dispose() => _server.Dispose();
}
