using System.IO.Pipes;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>
/// Ends the function's processes when the emulator ends in a way that leaves it no time to do so. A shell of a few lines reads the groups to watch from a pipe; when
/// the kernel closes the pipe's other end, the emulator is gone.
/// </summary>
internal sealed class Watchdog
{
    private const string Script = """
        trap '' INT TERM HUP
        groups=
        while read -r word group; do
          case $word in
            watch) groups="$groups $group" ;;
            forget) kept=; for each in $groups; do [ "$each" = "$group" ] || kept="$kept $each"; done; groups=$kept ;;
          esac
        done
        for each in $groups; do kill -KILL "-$each" 2>/dev/null; done
        """;

    private readonly object _gate = new();
    private AnonymousPipeServerStream? _pipe;
    private bool _absent;

    private Watchdog()
    {
    }

    internal static Watchdog Shared { get; } = new();

    internal void Watch(int group) => Tell("watch", group);

    internal void Forget(int group) => Tell("forget", group);

    private void Tell(string word, int group)
    {
        lock (_gate)
        {
            if (_absent)
                return;
            try
            {
                _pipe ??= Start();
                _pipe.Write(Encoding.ASCII.GetBytes($"{word} {group}\n"));
            }
            catch (IOException)
            {
                // Without a shell, or after somebody killed it, the emulator's own clean-up is what there is.
                _absent = true;
            }
        }
    }

    private static AnonymousPipeServerStream Start()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        int error = Spawn.Start("/bin/sh", ["sh", "-c", Script], [], null, (int)pipe.ClientSafePipeHandle.DangerousGetHandle(), -1, out _);
        pipe.DisposeLocalCopyOfClientHandle();
        if (error == 0)
            return pipe;
        pipe.Dispose();
        throw new IOException("There is no shell.");
    }
}
