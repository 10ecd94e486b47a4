using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator.Tests;

/// <summary>A semaphore of the C library that processes share by its name.</summary>
internal sealed partial class NamedSemaphore : IDisposable
{
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const uint OwnerOnly = 0x1C0;

    private readonly string _name;
    private readonly nint _semaphore;

    internal NamedSemaphore(string name)
    {
        _name = name;
        _semaphore = sem_open(name, Create | Exclusive, OwnerOnly, 0);
        if (_semaphore == 0)
            throw new IOException($"The semaphore {name} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    internal void Wait()
    {
        while (sem_wait(_semaphore) != 0)
        {
        }
    }

    internal void Post() => _ = sem_post(_semaphore);

    public void Dispose() => _ = sem_unlink(_name);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint sem_open(string name, int flags, uint mode, uint value);

    [LibraryImport("libc")]
    private static partial int sem_wait(nint semaphore);

    [LibraryImport("libc")]
    private static partial int sem_post(nint semaphore);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sem_unlink(string name);
}
