using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>Starts a program in a process group of its own, which <see cref="System.Diagnostics.Process"/> cannot: a Ctrl+C in the terminal does not reach it, and its children end with it.</summary>
internal static unsafe class Spawn
{
    // Larger than posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t are anywhere.
    private const int OpaqueSize = 1024;

    /// <param name="program">Its full path.</param>
    /// <param name="arguments">With the program's own name first.</param>
    /// <param name="environment">Each <c>name=value</c>.</param>
    /// <param name="folder">Where it is started; null for where this process is.</param>
    /// <param name="input">The descriptor that becomes its standard input, -1 for none.</param>
    /// <param name="output">The descriptor that becomes its standard output and error, -1 for none.</param>
    /// <param name="process">The id of the process, which is that of its group.</param>
    /// <returns>0, or the error's number.</returns>
    internal static int Start(string program, IEnumerable<string> arguments, IEnumerable<string> environment, string? folder, int input, int output, out int process)
    {
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        byte* signals = stackalloc byte[OpaqueSize];
        using var path = new CStrings([program]);
        using var nowhere = new CStrings(["/dev/null"]);
        using var directory = new CStrings([folder ?? "."]);
        using var argumentList = new CStrings(arguments);
        using var environmentList = new CStrings(environment);

        Libc.posix_spawn_file_actions_init(actions);
        Libc.posix_spawnattr_init(attributes);
        try
        {
            Redirect(actions, input, 0, *nowhere.Pointer, 0);
            Redirect(actions, output, 1, *nowhere.Pointer, 1);
            Libc.posix_spawn_file_actions_adddup2(actions, 1, 2);
            if (folder is not null)
                Libc.posix_spawn_file_actions_addchdir_np(actions, *directory.Pointer);
            Libc.posix_spawnattr_setpgroup(attributes, 0);
            // .NET ignores SIGPIPE, and what is ignored stays ignored in a new program.
            Libc.sigfillset(signals);
            Libc.posix_spawnattr_setsigdefault(attributes, signals);
            Libc.sigemptyset(signals);
            Libc.posix_spawnattr_setsigmask(attributes, signals);
            Libc.posix_spawnattr_setflags(attributes, Libc.SpawnSetProcessGroup | Libc.SpawnSetSignalDefaults | Libc.SpawnSetSignalMask);
            int id = 0;
            int error = Libc.posix_spawn(&id, *path.Pointer, actions, attributes, argumentList.Pointer, environmentList.Pointer);
            process = id;
            return error;
        }
        finally
        {
            Libc.posix_spawnattr_destroy(attributes);
            Libc.posix_spawn_file_actions_destroy(actions);
        }
    }

    private static void Redirect(byte* actions, int from, int to, byte* nowhere, int openFlags)
    {
        if (from >= 0)
            Libc.posix_spawn_file_actions_adddup2(actions, from, to);
        else
            Libc.posix_spawn_file_actions_addopen(actions, to, nowhere, openFlags, 0);
    }

    /// <summary>Strings as C has them: an array of pointers to bytes that end in zero, itself ended by a null.</summary>
    private readonly ref struct CStrings
    {
        private readonly nint[] _strings;

        internal CStrings(IEnumerable<string> strings)
        {
            _strings = [.. strings.Select(Allocate)];
            Pointer = (byte**)System.Runtime.InteropServices.NativeMemory.Alloc((nuint)(_strings.Length + 1), (nuint)sizeof(nint));
            for (int i = 0; i < _strings.Length; i++)
                Pointer[i] = (byte*)_strings[i];
            Pointer[_strings.Length] = null;
        }

        internal byte** Pointer { get; }

        private static nint Allocate(string text)
        {
            int length = Encoding.UTF8.GetByteCount(text);
            byte* bytes = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc((nuint)length + 1);
            Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, length));
            bytes[length] = 0;
            return (nint)bytes;
        }

        public void Dispose()
        {
            foreach (nint text in _strings)
                System.Runtime.InteropServices.NativeMemory.Free((void*)text);
            System.Runtime.InteropServices.NativeMemory.Free(Pointer);
        }
    }
}
