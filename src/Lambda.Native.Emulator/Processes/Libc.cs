using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator;

/// <summary>The C library's calls that .NET has no word for. The constants are the same on Linux and macOS unless said.</summary>
internal static unsafe partial class Libc
{
    internal const int SigKill = 9;
    internal const int SigTerm = 15;
    internal const short PollIn = 1;
    internal const int InterruptedError = 4;
    internal const int NoEntryError = 2;
    internal const int ExecFormatError = 8;
    internal const int PermissionError = 13;

    internal const short SpawnSetProcessGroup = 0x02;
    internal const short SpawnSetSignalDefaults = 0x04;
    internal const short SpawnSetSignalMask = 0x08;

    private const int IdTypeProcess = 1;
    private const int WaitExited = 4;

    internal static int SigStop { get; } = OperatingSystem.IsMacOS() ? 17 : 19;

    internal static int SigContinue { get; } = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>A positive wait without reaping: the id stays taken, so that its group can still be signalled.</summary>
    internal static void WaitWithoutReaping(int process)
    {
        byte* info = stackalloc byte[256];
        int options = WaitExited | (OperatingSystem.IsMacOS() ? 0x20 : 0x01000000);
        while (waitid(IdTypeProcess, (uint)process, info, options) < 0 && Marshal.GetLastPInvokeError() == InterruptedError)
        {
        }
    }

    internal static ProcessEnd Reap(int process)
    {
        int status = 0;
        while (waitpid(process, &status, 0) < 0 && Marshal.GetLastPInvokeError() == InterruptedError)
        {
        }
        int signal = status & 0x7F;
        return signal == 0 ? new ProcessEnd((status >> 8) & 0xFF, null) : new ProcessEnd(0, SignalText(signal));
    }

    private static string SignalText(int signal) => signal switch
    {
        2 => "interrupt",
        4 => "illegal instruction",
        6 => "aborted",
        8 => "floating point exception",
        SigKill => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        SigTerm => "terminated",
        _ => Marshal.PtrToStringUTF8(strsignal(signal))?.ToLowerInvariant() ?? $"signal {signal}",
    };

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(PollDescriptor* descriptors, nuint count, int timeoutMs);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(int descriptor, byte* buffer, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int process, int* status, int options);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitid(int idType, uint id, byte* info, int options);

    [LibraryImport("libc")]
    private static partial nint strsignal(int signal);

    [LibraryImport("libc")]
    internal static partial int posix_spawn(int* process, byte* path, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_init(void* actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_destroy(void* actions);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_adddup2(void* actions, int from, int to);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_addopen(void* actions, int descriptor, byte* path, int flags, uint mode);

    [LibraryImport("libc")]
    internal static partial int posix_spawn_file_actions_addchdir_np(void* actions, byte* path);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_init(void* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_destroy(void* attributes);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setflags(void* attributes, short flags);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setpgroup(void* attributes, int group);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigdefault(void* attributes, void* signals);

    [LibraryImport("libc")]
    internal static partial int posix_spawnattr_setsigmask(void* attributes, void* signals);

    [LibraryImport("libc")]
    internal static partial int sigfillset(void* signals);

    [LibraryImport("libc")]
    internal static partial int sigemptyset(void* signals);
}
