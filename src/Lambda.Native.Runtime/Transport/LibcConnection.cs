using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Lambda.Native.Buffers;

namespace Lambda.Native.Transport;

/// <summary>
/// Blocking system calls through libc: four an invocation and no thread hand-over. System.Net.Sockets would cost 0.5 MB of bootstrap, 0.3 ms of start and a thread.
/// </summary>
internal sealed unsafe class LibcConnection(RuntimeApiAddress address) : Connection
{
    private int _descriptor = -1;
    private int _error;
    private string? _failure;

    internal override bool IsOpen => _descriptor >= 0;

    internal override string LastError => _failure ?? (_error == 0 ? "the connection was closed" : Marshal.GetPInvokeErrorMessage(_error));

    internal override bool Open()
    {
        Close();
        _failure = null;
        return address.TryGetIPv4(out uint ip) ? OpenIPv4(ip) : OpenByName();
    }

    private bool OpenIPv4(uint ip)
    {
        var target = new Libc.IPv4Address
        {
            Family = Libc.AF_INET,
            Port = BinaryPrimitives.ReverseEndianness((ushort)address.Port),
            Address = BinaryPrimitives.ReverseEndianness(ip),
        };
        return Connect(Libc.AF_INET, &target, (uint)sizeof(Libc.IPv4Address));
    }

    private bool OpenByName()
    {
        byte[] host = Encoding.UTF8.GetBytes(address.Host + '\0');
        var port = new Utf8Buffer(8);
        port.WriteNumber(address.Port);
        port.Write((byte)0);
        var hints = new Libc.AddressInfo { Family = Libc.AF_UNSPEC, SocketType = Libc.SOCK_STREAM };
        Libc.AddressInfo* list;
        fixed (byte* node = host, service = port.Written)
        {
            int failure = Libc.getaddrinfo(node, service, &hints, &list);
            if (failure != 0)
            {
                _failure = string.Concat("the host name ", address.Host, " cannot be resolved");
                return false;
            }
        }
        try
        {
            for (Libc.AddressInfo* candidate = list; candidate is not null; candidate = candidate->Next)
            {
                if (Connect(candidate->Family, candidate->Address, candidate->AddressLength))
                    return true;
            }
            return false;
        }
        finally
        {
            Libc.freeaddrinfo(list);
        }
    }

    private bool Connect(int family, void* target, uint length)
    {
        int descriptor = Libc.socket(family, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
        if (descriptor < 0)
            return Lost();
        _descriptor = descriptor;
        // The tail of a large answer must not wait for the acknowledgement of the segments before it.
        int on = 1;
        _ = Libc.setsockopt(descriptor, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, &on, sizeof(int));
        if (Libc.connect(descriptor, target, length) == 0 || (Marshal.GetLastPInvokeError() == Libc.EINTR && FinishConnect()))
            return true;
        return Lost();
    }

    /// <summary>A connect cut short by a signal goes on in the kernel: wait for it and ask how it ended.</summary>
    private bool FinishConnect()
    {
        var wait = new Libc.PollDescriptor { Descriptor = _descriptor, Events = Libc.POLLOUT };
        while (Libc.poll(&wait, 1, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.EINTR)
                return false;
        }
        int error = 0;
        uint length = sizeof(int);
        if (Libc.getsockopt(_descriptor, Libc.SOL_SOCKET, Libc.SO_ERROR, &error, &length) != 0)
            return false;
        Marshal.SetLastPInvokeError(error);
        return error == 0;
    }

    internal override SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        fixed (byte* first = head, second = body)
        {
            Libc.IoVector* vectors = stackalloc Libc.IoVector[2];
            vectors[0] = new Libc.IoVector { Base = first, Length = (nuint)head.Length };
            vectors[1] = new Libc.IoVector { Base = second, Length = (nuint)body.Length };
            int current = 0;
            int count = body.IsEmpty ? 1 : 2;
            while (current < count)
            {
                var message = new Libc.MessageHeader { Vectors = vectors + current, VectorCount = (nuint)(count - current) };
                nint sent = Libc.sendmsg(_descriptor, &message, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
                if (sent < 0)
                {
                    int error = Marshal.GetLastPInvokeError();
                    if (error == Libc.EINTR)
                        continue;
                    if (error == Libc.EAGAIN)
                    {
                        SendResult wait = WaitForRoom();
                        if (wait == SendResult.Sent)
                            continue;
                        return wait;
                    }
                    Lost();
                    return SendResult.Lost;
                }
                nuint rest = (nuint)sent;
                while (current < count && rest >= vectors[current].Length)
                    rest -= vectors[current++].Length;
                if (current < count)
                {
                    vectors[current].Base = (byte*)vectors[current].Base + rest;
                    vectors[current].Length -= rest;
                }
            }
            return SendResult.Sent;
        }
    }

    /// <summary>Waits until more can be sent, or until there is something to read: a server that refuses a body may not take the rest of it, ever.</summary>
    private SendResult WaitForRoom()
    {
        var wait = new Libc.PollDescriptor { Descriptor = _descriptor, Events = Libc.POLLIN | Libc.POLLOUT };
        while (Libc.poll(&wait, 1, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() == Libc.EINTR)
                continue;
            Lost();
            return SendResult.Lost;
        }
        return (wait.Returned & Libc.POLLIN) != 0 ? SendResult.Interrupted : SendResult.Sent;
    }

    internal override int Receive(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint received = Libc.recv(_descriptor, start, (nuint)buffer.Length, 0);
                if (received > 0)
                    return (int)received;
                if (received == 0)
                {
                    _error = 0;
                    return 0;
                }
                if (Marshal.GetLastPInvokeError() == Libc.EINTR)
                    continue;
                Lost();
                return -1;
            }
        }
    }

    internal override bool HasInput()
    {
        var wait = new Libc.PollDescriptor { Descriptor = _descriptor, Events = Libc.POLLIN };
        return Libc.poll(&wait, 1, 0) > 0;
    }

    private bool Lost()
    {
        _error = Marshal.GetLastPInvokeError();
        Close();
        return false;
    }

    internal override void Close()
    {
        if (_descriptor < 0)
            return;
        // Not retried on EINTR: Linux has released the descriptor by then.
        _ = Libc.close(_descriptor);
        _descriptor = -1;
    }
}
