using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

/// <summary>Gives the same replies again and again, without allocating.</summary>
internal sealed class RepeatingConnection(params byte[][] replies) : Connection
{
    private int _next;

    internal override bool IsOpen => _next > 0;

    internal override string LastError => "";

    internal override bool Open() => true;

    internal override SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) => SendResult.Sent;

    internal override bool HasInput() => false;

    internal override int Receive(Span<byte> buffer)
    {
        byte[] reply = replies[_next++ % replies.Length];
        reply.CopyTo(buffer);
        return reply.Length;
    }

    internal override void Close() => _next = 0;
}
