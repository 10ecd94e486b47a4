using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>
/// The server's side of the Runtime API as bare bytes on 127.0.0.1: one connection at a time, on the thread of the script that drives it, and no HTTP library
/// in between that would mend what the script breaks.
/// </summary>
internal sealed class RawServer : IDisposable
{
    // Long enough for any machine; a client that is silent for so long hangs.
    private const int SilenceMs = 60_000;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private Socket? _connection;
    private byte[] _buffer = new byte[64 << 10];
    private int _filled;
    private int _headLength;
    private int _bodyLength;

    internal RawServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    internal string Address => _listener.LocalEndPoint!.ToString()!;

    internal bool IsConnected => _connection is not null;

    /// <summary>All bytes sent so far, on whatever connection.</summary>
    internal long Sent { get; private set; }

    /// <summary>The last request's head, as far as the empty line.</summary>
    internal ReadOnlySpan<byte> Head => _buffer.AsSpan(0, _headLength);

    /// <summary>As much of the last request's body as was read.</summary>
    internal ReadOnlySpan<byte> Body => _buffer.AsSpan(_headLength, Math.Min(_bodyLength, _filled - _headLength));

    internal string RequestLine => Encoding.ASCII.GetString(Head[..Math.Max(0, Head.IndexOf("\r\n"u8))]);

    /// <summary>Waits for the client's next connection.</summary>
    internal void Accept()
    {
        if (!TryAccept(SilenceMs))
            throw new TimeoutException("The client does not connect.");
    }

    internal bool TryAccept(int ms)
    {
        Close();
        if (!_listener.Poll(ms * 1000, SelectMode.SelectRead))
            return false;
        _connection = _listener.Accept();
        _connection.NoDelay = true;
        _connection.ReceiveTimeout = _connection.SendTimeout = SilenceMs;
        _filled = _headLength = _bodyLength = 0;
        return true;
    }

    /// <summary>Reads one request, all of it. False when the client has gone.</summary>
    internal bool ReadRequest() => ReadHead() && ReadBody(int.MaxValue);

    /// <summary>Reads a request as far as the empty line, and of its body what has come along.</summary>
    internal bool ReadHead()
    {
        // A client that was answered before its request ended may have begun the next.
        int last = Math.Min(_filled, _headLength + _bodyLength);
        _filled -= last;
        Buffer.BlockCopy(_buffer, last, _buffer, 0, _filled);
        _headLength = _bodyLength = 0;
        int end;
        while ((end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!Receive())
                return false;
        }
        _headLength = end + 4;
        ReadOnlySpan<byte> name = "\r\nContent-Length: "u8;
        int at = Head.IndexOf(name);
        if (at >= 0)
            Utf8Parser.TryParse(Head[(at + name.Length)..], out _bodyLength, out _);
        return true;
    }

    /// <summary>Reads on until <paramref name="most"/> bytes of the body are there, or all.</summary>
    internal bool ReadBody(int most)
    {
        while (Body.Length < Math.Min(most, _bodyLength))
        {
            if (!Receive())
                return false;
        }
        return true;
    }

    private bool Receive()
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        try
        {
            int received = _connection?.Receive(_buffer.AsSpan(_filled)) ?? 0;
            _filled += received;
            if (received > 0)
                return true;
        }
        catch (SocketException failure) when (failure.SocketErrorCode is not (SocketError.TimedOut or SocketError.WouldBlock))
        {
        }
        Close();
        return false;
    }

    /// <summary>False when the client has gone.</summary>
    internal bool Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty && _connection is not null)
            {
                int sent = _connection.Send(bytes);
                Sent += sent;
                bytes = bytes[sent..];
            }
            return bytes.IsEmpty;
        }
        catch (SocketException failure) when (failure.SocketErrorCode is not (SocketError.TimedOut or SocketError.WouldBlock))
        {
            Close();
            return false;
        }
    }

    internal bool Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Ends the connection as a server does that has nothing more to say.</summary>
    internal void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>Ends the connection as a server does that dies.</summary>
    internal void Reset()
    {
        if (_connection is not null)
            _connection.LingerState = new LingerOption(true, 0);
        Close();
    }

    public void Dispose()
    {
        Close();
        _listener.Dispose();
    }
}
