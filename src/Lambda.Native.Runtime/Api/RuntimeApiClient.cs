using System.Text;
using Lambda.Native.Buffers;
using Lambda.Native.Http;
using Lambda.Native.Logging;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Api;

/// <summary>
/// The calls of the Runtime API and what becomes of each of their failures: what can be survived is logged and survived, the rest ends the worker.
/// </summary>
internal sealed class RuntimeApiClient
{
    /// <summary>6 MB and some, as Lambda's own error message puts it.</summary>
    internal const int MaxResponseLength = 6_291_556;

    private const string BasePath = "/2018-06-01/runtime/";
    private const int MaxIncompleteEvents = 10;
    private const int MaxIdlePause = 250;
    private const int MaxCauseLength = 64 << 10;

    // How long to wait before each new try at /next, in ms; after the last the worker gives up and the platform starts a new process.
    private static ReadOnlySpan<int> RetryPauses => [10, 50, 250, 1000, 1000];

    private readonly HttpExchange _exchange;
    private readonly Action<int> _pause;
    private readonly byte[] _next;
    private readonly byte[] _restoreNext;
    private readonly RequestHead _head;

    /// <param name="address">Where the Runtime API listens.</param>
    /// <param name="connection">The connection to it, used by this client alone.</param>
    /// <param name="pause">Waits for a number of ms.</param>
    internal RuntimeApiClient(RuntimeApiAddress address, Connection connection, Action<int> pause)
    {
        _exchange = new HttpExchange(connection);
        _pause = pause;
        string root = address.Prefix + BasePath;
        string end = address.RequestEnd;
        _next = Encoding.UTF8.GetBytes(string.Concat("GET ", root, "invocation/next", end) + "\r\n");
        _restoreNext = Encoding.UTF8.GetBytes(string.Concat("GET ", root, "restore/next", end) + "\r\n");
        _head = new RequestHead(Encoding.UTF8.GetBytes("POST " + root), Encoding.UTF8.GetBytes(end));
    }

    /// <summary>Waits for the next event. False when the worker has to end: the reason has been logged.</summary>
    internal bool TryNext(Invocation invocation)
    {
        _exchange.Trim(invocation.Event.Length);
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
                Log.Warn("asking for the next event failed: " + _exchange.LastError);
            }
            else if (_exchange.Status == 200)
            {
                if (invocation.TryBegin(_exchange))
                    return true;
                Log.Error("an event came without a usable request id and cannot be answered");
                if (++incomplete == MaxIncompleteEvents)
                    return GiveUp("ten events in a row came without a usable request id");
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
                return GiveUp("asking for the next event was answered with " + Describe());
            }
            else
            {
                Log.Warn("asking for the next event was answered with " + Describe());
            }
            if (failures == RetryPauses.Length)
                return GiveUp("no event could be had from the Runtime API");
            _pause(RetryPauses[failures++] + Jitter());
        }
    }

    /// <summary>Sends the answer to an invocation. False when the worker has to end.</summary>
    internal bool Respond(Invocation invocation, ReadOnlySpan<byte> answer)
    {
        _head.ForInvocation(invocation, "/response"u8);
        _head.Add("Content-Type: application/json"u8);
        return Post(answer, "the answer");
    }

    /// <summary>Tells the invoker that the invocation failed. False when the worker has to end.</summary>
    internal bool Fail(Invocation invocation, in ErrorReport error)
    {
        _head.ForInvocation(invocation, "/error"u8);
        AddErrorHeaders(error);
        return Post(error.Document, "the error");
    }

    /// <summary>Tells the platform that the function cannot start. The caller ends the process whatever comes of it.</summary>
    internal void FailInit(in ErrorReport error)
    {
        _head.For("init/error"u8);
        AddErrorHeaders(error);
        Post(error.Document, "the initialisation error");
    }

    /// <summary>Tells the platform that the function cannot go on after a restore. The caller ends the process whatever comes of it.</summary>
    internal void FailRestore(in ErrorReport error)
    {
        _head.For("restore/error"u8);
        AddErrorHeaders(error);
        Post(error.Document, "the restore error");
    }

    /// <summary>Says that a snapshot may be taken and waits until it has been restored. False when the process has to end.</summary>
    internal bool TryWaitForRestore()
    {
        ExchangeResult result = _exchange.Send(_restoreNext, default);
        // The connection was part of the snapshot; what it is connected to is not there any more.
        _exchange.Close();
        if (result == ExchangeResult.Reply && _exchange.Status == 200)
            return true;
        return GiveUp("waiting for the restore failed: " + (result == ExchangeResult.Reply ? Describe() : _exchange.LastError));
    }

    /// <summary>Begins an answer that is sent in parts. False when the connection was lost.</summary>
    internal bool TryStartStream(Invocation invocation, string contentType)
    {
        _head.ForInvocation(invocation, "/response"u8);
        _head.Add("Lambda-Runtime-Function-Response-Mode: streaming"u8);
        _head.Add("Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body"u8);
        _head.Add("Content-Type: "u8, contentType);
        _head.EndChunked();
        for (int attempt = 0; attempt < 2; attempt++)
        {
            if (_exchange.StartOnce() == ExchangeResult.Reply && _exchange.Continue(_head.Bytes, default) != SendResult.Lost)
                return true;
        }
        Log.Error(string.Concat("the answer cannot be sent: ", _exchange.LastError));
        return false;
    }

    /// <summary>Sends a part of an answer, framed by the caller.</summary>
    internal SendResult ContinueStream(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => _exchange.Continue(first, second);

    /// <summary>Reads what becomes of a streamed answer; it is never sent again. False when the worker has to end.</summary>
    internal bool FinishStream(SendResult sent)
    {
        ExchangeResult result = _exchange.Finish(sent);
        if (result == ExchangeResult.Reply)
            return Judge("the streamed answer");
        LogWithId(LambdaLogLevel.Error, "the streamed answer may not have arrived whole: " + _exchange.LastError);
        return true;
    }

    private void AddErrorHeaders(in ErrorReport error)
    {
        _head.Add("Content-Type: application/json"u8);
        // AWS's .NET Lambda Test Tool refuses an error without it, and its caller then hangs.
        _head.Add("Lambda-Runtime-Function-Error-Type: "u8, error.Type);
        if (error.Cause.Length is > 0 and <= MaxCauseLength)
            _head.Add("Lambda-Runtime-Function-XRay-Error-Cause: "u8, error.Cause);
    }

    private bool Post(ReadOnlySpan<byte> body, string what)
    {
        _head.End(body.Length);
        bool lost = false;
        while (true)
        {
            ExchangeResult result = _exchange.Send(_head.Bytes, body);
            if (result == ExchangeResult.Reply)
                return Judge(what);
            // Closed while the handler ran: that was no try yet.
            if (result == ExchangeResult.Stale)
                continue;
            if (result == ExchangeResult.Malformed || lost)
            {
                LogWithId(LambdaLogLevel.Error, string.Concat(what, " may not have arrived: ", _exchange.LastError));
                return true;
            }
            lost = true;
        }
    }

    private bool Judge(string what)
    {
        switch (_exchange.Status)
        {
            case >= 200 and < 300:
                return true;
            case >= 500:
                return GiveUp(string.Concat(what, " was answered with ", Describe()));
            case 410:
                LogWithId(LambdaLogLevel.Warn, string.Concat(what, " came too late: ", Describe()));
                return true;
            default:
                LogWithId(LambdaLogLevel.Error, string.Concat(what, " was refused: ", Describe()));
                return true;
        }
    }

    private string Describe()
    {
        const int most = 1024;
        ReadOnlySpan<byte> body = _exchange.Body.Span;
        var text = new Utf8Buffer(most * 2);
        text.Write("HTTP "u8);
        text.WriteNumber(_exchange.Status);
        text.Write((byte)' ');
        text.Write(body[..Math.Min(body.Length, most)]);
        return Encoding.UTF8.GetString(text.Written).TrimEnd();
    }

    private void LogWithId(LambdaLogLevel level, string message)
    {
        string requestId = Encoding.UTF8.GetString(_head.RequestId);
        Log.Write(level, message, requestId.Length == 0 ? null : Invocation.Detached(requestId, "", null, null, null));
    }

    /// <summary>Workers that failed together do not come back together. Up to 9 ms.</summary>
    private static int Jitter() => (int)((ulong)System.Diagnostics.Stopwatch.GetTimestamp() % 10);

    private static bool GiveUp(string why)
    {
        Log.Fatal(why);
        return false;
    }
}
