using System.Runtime.InteropServices;
using Lambda.Native.Transport;

namespace Lambda.Native.Logging;

/// <summary>Standard output or error, written without System.Console, which would add 71 KiB to every zip. A failing write is ignored: a log never fails an invocation.</summary>
internal readonly unsafe partial struct StandardStream(int descriptor)
{
    internal static StandardStream Output => new(1);

    internal static StandardStream Error => new(2);

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            if (OperatingSystem.IsWindows())
                _ = WriteFile(GetStdHandle(descriptor == 1 ? -11 : -12), start, bytes.Length, out _, null);
            else
                WriteToDescriptor(start, (nuint)bytes.Length);
        }
    }

    private void WriteToDescriptor(byte* start, nuint length)
    {
        while (length > 0)
        {
            nint written = Libc.write(descriptor, start, length);
            if (written < 0)
            {
                if (Marshal.GetLastPInvokeError() == Libc.EINTR)
                    continue;
                return;
            }
            start += written;
            length -= (nuint)written;
        }
    }

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    private static partial int WriteFile(nint handle, byte* bytes, int length, out int written, void* overlapped);
}
