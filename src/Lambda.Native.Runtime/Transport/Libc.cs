using System.Runtime.InteropServices;

namespace Lambda.Native.Transport;

/// <summary>The system calls the transport needs, by libc's names, with the constants of 64-bit Linux.</summary>
internal static unsafe partial class Libc
{
    internal const int AF_UNSPEC = 0, AF_INET = 2;
    internal const int SOCK_STREAM = 1, SOCK_CLOEXEC = 0x80000;
    internal const int IPPROTO_TCP = 6, TCP_NODELAY = 1;
    internal const int SOL_SOCKET = 1, SO_ERROR = 4;
    internal const int MSG_NOSIGNAL = 0x4000, MSG_DONTWAIT = 0x40;
    internal const short POLLIN = 1, POLLOUT = 4;
    internal const int EINTR = 4, EAGAIN = 11;

    [StructLayout(LayoutKind.Sequential)]
    internal struct IoVector
    {
        internal void* Base;
        internal nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MessageHeader
    {
        internal void* Name;
        internal uint NameLength;
        internal IoVector* Vectors;
        internal nuint VectorCount;
        internal void* Control;
        internal nuint ControlLength;
        internal int Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct IPv4Address
    {
        internal ushort Family;
        internal ushort Port;
        internal uint Address;
        internal ulong Zero;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct AddressInfo
    {
        internal int Flags;
        internal int Family;
        internal int SocketType;
        internal int Protocol;
        internal uint AddressLength;
        internal void* Address;
        internal byte* CanonicalName;
        internal AddressInfo* Next;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(int descriptor, void* address, uint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsockopt(int descriptor, int level, int name, void* value, uint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockopt(int descriptor, int level, int name, void* value, uint* length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint sendmsg(int descriptor, MessageHeader* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recv(int descriptor, void* buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(PollDescriptor* descriptors, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint write(int descriptor, void* buffer, nuint length);

    [LibraryImport("libc")]
    internal static partial int close(int descriptor);

    [LibraryImport("libc")]
    internal static partial int getaddrinfo(byte* node, byte* service, AddressInfo* hints, AddressInfo** result);

    [LibraryImport("libc")]
    internal static partial void freeaddrinfo(AddressInfo* list);
}
