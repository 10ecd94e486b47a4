using System.Buffers.Text;
using System.Text;
using Lambda.Native.Http;
using Lambda.Native.Transport;

namespace Lambda.Native.Api;

/// <summary>
/// The calls of the Runtime API and what becomes of each of their failures: what can be survived is logged and survived, the rest ends the process.
/// </summary>
internal sealed class RuntimeApiClient
{
    /// <summary>6 MB and some, as Lambda's own error message puts it.</summary>
    internal const int MaxResponseLength = 6_291_556;

    private const string BasePath = "/2018-06-01/runtime/";
    private const int MaxIncompleteEvents = 10;
    private const int MaxIdlePause = 250;

    // How long to wait before each new try at /next, in ms; after the last the process gives up and the platform starts a new one.
    private static ReadOnlySpan<int> RetryPauses => [10, 50, 250, 1000, 1000];

    private readonly HttpExchange _exchange;
    private readonly Action<int> _pause;
    private readonly byte[] _next;
    private readonly byte[] _postStart;
    private readonly byte[] _postEnd;
    private RequestHead _head = new();

    /// <param name="address">Where the Runtime API listens.</param>
    /// <param name="connection">The connection to it, used by this client alone.</param>
    /// <param name="pause">Waits for a number of ms.</param>
    internal RuntimeApiClient(RuntimeApiAddress address, Connection connection, Action<int> pause)
    {
        _exchange = new HttpExchange(connection);
        _pause = pause;
        string root = address.Prefix + BasePath;
        string end = $" HTTP/1.1\r\nHost: {address.HostHeader}\r\nUser-Agent: {UserAgent}\r\n";
        _next = Encoding.ASCII.GetBytes($"GET {root}invocation/next{end}\r\n");
        _postStart = Encoding.ASCII.GetBytes($"POST {root}");
        _postEnd = Encoding.ASCII.GetBytes(end);
    }

    private static string UserAgent => "Lambda.Native/" + typeof(RuntimeApiClient).Assembly.GetName().Version?.ToString(3);

    /// <summary>Waits for the next event. False when the process has to end: the reason has been logged.</summary>
    internal bool TryNext(Invocation invocation)
    {
        int failures = 0;
        int incomplete = 0;
        int idle = 0;
        while (true)
        {
            ExchangeResult result = _exchange.Send(_next, default);
            if (result == ExchangeResult.Stale)
                continue;
            if (result != ExchangeResult.Reply)
            {
                Log.Warn($"asking for the next event failed: {_exchange.LastError}");
            }
            else if (_exchange.Status == 200)
            {
                if (invocation.TryBegin(_exchange))
                    return true;
                Log.Error("an event came without a usable request id and cannot be answered");
                if (++incomplete == MaxIncompleteEvents)
                    return GiveUp($"{MaxIncompleteEvents} events in a row came without a usable request id");
                _pause(RetryPauses[Math.Min(incomplete, RetryPauses.Length) - 1]);
                continue;
            }
            else if (_exchange.Status == 204)
            {
                // cargo-lambda's emulator while there is nothing to do.
                _pause(Math.Min(MaxIdlePause, 10 << Math.Min(idle++, 5)));
                continue;
            }
            else if (_exchange.Status >= 500)
            {
                return GiveUp($"asking for the next event was answered with {Describe()}");
            }
            else
            {
                Log.Warn($"asking for the next event was answered with {Describe()}");
            }
            if (failures == RetryPauses.Length)
                return GiveUp("no event could be had from the Runtime API");
            _pause(RetryPauses[failures++] + Random.Shared.Next(10));
        }
    }

    /// <summary>Sends the answer to an invocation. False when the process has to end.</summary>
    internal bool Respond(Invocation invocation, ReadOnlySpan<byte> answer)
    {
        _head.Start(_postStart, "invocation/"u8, invocation.RequestIdBytes, "/response"u8, _postEnd);
        _head.Add("Content-Type: application/json\r\n"u8);
        return Post(invocation, answer, "the answer");
    }

    /// <summary>Tells the invoker that the invocation failed. False when the process has to end.</summary>
    /// <param name="invocation">The invocation that failed.</param>
    /// <param name="errorType">In the platform's form, <c>Function.Something</c>.</param>
    /// <param name="document">The error as JSON.</param>
    internal bool Fail(Invocation invocation, string errorType, ReadOnlySpan<byte> document)
    {
        _head.Start(_postStart, "invocation/"u8, invocation.RequestIdBytes, "/error"u8, _postEnd);
        AddErrorHeaders(errorType);
        return Post(invocation, document, "the error");
    }

    private void AddErrorHeaders(string errorType)
    {
        _head.Add("Content-Type: application/json\r\nLambda-Runtime-Function-Error-Type: "u8);
        _head.Add(errorType);
        _head.Add("\r\n"u8);
    }

    private bool Post(Invocation invocation, ReadOnlySpan<byte> body, string what)
    {
        if (!invocation.AttemptId.IsEmpty)
        {
            _head.Add("Lambda-Runtime-Invocation-Id: "u8);
            _head.Add(invocation.AttemptId.Span);
            _head.Add("\r\n"u8);
        }
        _head.End(body.Length);
        for (int attempt = 0; ; attempt++)
        {
            ExchangeResult result = _exchange.Send(_head.Bytes, body);
            if (result == ExchangeResult.Reply)
                return Judge(what);
            if (result == ExchangeResult.Malformed || attempt == 1)
            {
                Log.Error($"{what} may not have arrived: {_exchange.LastError}", _head.RequestId);
                return true;
            }
        }
    }

    private bool Judge(string what)
    {
        switch (_exchange.Status)
        {
            case >= 200 and < 300:
                return true;
            case >= 500:
                return GiveUp($"{what} was answered with {Describe()}");
            case 410:
                Log.Warn($"{what} came too late: {Describe()}", _head.RequestId);
                return true;
            default:
                Log.Error($"{what} was refused: {Describe()}", _head.RequestId);
                return true;
        }
    }

    private string Describe()
    {
        const int most = 1024;
        ReadOnlySpan<byte> body = _exchange.Body.Span;
        return $"HTTP {_exchange.Status} {Encoding.UTF8.GetString(body[..Math.Min(body.Length, most)])}".TrimEnd();
    }

    private static bool GiveUp(string why)
    {
        Log.Fatal(why + "; the process ends");
        return false;
    }

    /// <summary>The head of a POST, built anew in one reused buffer.</summary>
    private struct RequestHead()
    {
        private byte[] _bytes = new byte[1024];
        private int _length;
        private int _requestIdStart;
        private int _requestIdLength;

        internal readonly ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        /// <summary>For the log, when the reply has overwritten the buffer the invocation lies in.</summary>
        internal readonly string RequestId => Encoding.ASCII.GetString(_bytes, _requestIdStart, _requestIdLength);

        internal void Start(ReadOnlySpan<byte> start, ReadOnlySpan<byte> path, ReadOnlySpan<byte> requestId, ReadOnlySpan<byte> call, ReadOnlySpan<byte> end)
        {
            _length = 0;
            Add(start);
            Add(path);
            _requestIdStart = _length;
            _requestIdLength = requestId.Length;
            Add(requestId);
            Add(call);
            Add(end);
        }

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            Reserve(bytes.Length);
            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
        }

        internal void Add(string ascii)
        {
            Reserve(ascii.Length);
            _length += Encoding.ASCII.GetBytes(ascii, _bytes.AsSpan(_length));
        }

        internal void End(int contentLength)
        {
            Add("Content-Length: "u8);
            Reserve(16);
            Utf8Formatter.TryFormat(contentLength, _bytes.AsSpan(_length), out int written);
            _length += written;
            Add("\r\n\r\n"u8);
        }

        private void Reserve(int count)
        {
            if (_length + count > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(_length + count, _bytes.Length * 2));
        }
    }
}
