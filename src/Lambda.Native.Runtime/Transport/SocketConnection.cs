using System.Net.Sockets;

namespace Lambda.Native.Transport;

/// <summary>The same stream over System.Net.Sockets, for macOS and Windows. A bootstrap for Linux contains none of it.</summary>
internal sealed class SocketConnection(RuntimeApiAddress address) : Connection
{
    private Socket? _socket;
    private string _lastError = "the connection was closed";

    internal override bool IsOpen => _socket is not null;

    internal override string LastError => _lastError;

    internal override bool Open()
    {
        Close();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket = socket;
        try
        {
            socket.Connect(address.Host, address.Port);
            return true;
        }
        catch (SocketException failure)
        {
            return Lost(failure);
        }
    }

    internal override SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        try
        {
            SendAll(head);
            SendAll(body);
            return SendResult.Sent;
        }
        catch (SocketException failure)
        {
            Lost(failure);
            return SendResult.Lost;
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[_socket!.Send(bytes)..];
    }

    internal override int Receive(Span<byte> buffer)
    {
        try
        {
            return _socket!.Receive(buffer);
        }
        catch (SocketException failure)
        {
            Lost(failure);
            return -1;
        }
    }

    internal override bool HasInput() => _socket!.Poll(0, SelectMode.SelectRead);

    private bool Lost(SocketException failure)
    {
        _lastError = failure.Message;
        Close();
        return false;
    }

    internal override void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
