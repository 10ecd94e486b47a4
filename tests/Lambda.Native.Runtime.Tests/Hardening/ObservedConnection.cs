using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>Tells a script what the client has read, so that it can send the next piece then and not when luck has it.</summary>
internal sealed class ObservedConnection(Connection inner) : Connection
{
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private long _received;

    /// <summary>How many pieces the client's reads gave.</summary>
    internal int Reads { get; private set; }

    internal override bool IsOpen => inner.IsOpen;

    internal override string LastError => inner.LastError;

    internal override bool Open() => inner.Open();

    internal override SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body) => inner.Send(head, body);

    internal override bool HasInput() => inner.HasInput();

    internal override int Receive(Span<byte> buffer)
    {
        int received = inner.Receive(buffer);
        if (received > 0)
        {
            lock (_lock)
            {
                _received += received;
                Reads++;
                Monitor.PulseAll(_lock);
            }
        }
        return received;
    }

    /// <summary>Waits until the client has read so many bytes since it began.</summary>
    internal void WaitForReceived(long count)
    {
        lock (_lock)
        {
            while (_received < count)
            {
                if (!Monitor.Wait(_lock, s_silence))
                    throw new TimeoutException("The client does not read.");
            }
        }
    }

    internal override void Close() => inner.Close();
}
