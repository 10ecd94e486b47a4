namespace Lambda.Native.Transport;

/// <summary>One byte stream to the Runtime API. Blocking, used by one thread at a time.</summary>
internal abstract class Connection : IDisposable
{
    /// <summary>Blocking system calls on Linux, where the function runs; sockets elsewhere, where it is only developed.</summary>
    internal static Connection To(RuntimeApiAddress address) =>
        OperatingSystem.IsLinux() ? new LibcConnection(address) : new SocketConnection(address);

    /// <summary>Whether the connection was opened and neither side is known to have closed it.</summary>
    internal abstract bool IsOpen { get; }

    /// <summary>Why the last call failed, for the log.</summary>
    internal abstract string LastError { get; }

    /// <summary>Connects. False when the other side cannot be reached.</summary>
    internal abstract bool Open();

    /// <summary>Sends all of <paramref name="head"/> and then all of <paramref name="body"/>, in one system call where the kernel takes them so.</summary>
    internal abstract SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body);

    /// <summary>Waits, for as long as it takes, until there is something to read.</summary>
    /// <returns>The number of bytes read; 0 when the other side has closed; -1 when the connection was lost.</returns>
    internal abstract int Receive(Span<byte> buffer);

    /// <summary>Whether an idle connection has something to read, which can only be its end: asked before a request that cannot be sent twice.</summary>
    internal abstract bool HasInput();

    internal abstract void Close();

    public void Dispose() => Close();
}
