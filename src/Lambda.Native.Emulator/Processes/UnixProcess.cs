using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator;

/// <summary>A process of the function on Linux or macOS.</summary>
internal sealed unsafe class UnixProcess : FunctionProcess
{
    private readonly object _output = new();
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly AnonymousPipeServerStream _pipe;
    private readonly int _descriptor;
    private readonly ProcessOutput _handOn;
    private readonly TaskCompletionSource<ProcessEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;
    private volatile bool _reaped;

    private UnixProcess(int id, AnonymousPipeServerStream pipe, ProcessOutput handOn)
    {
        Id = id;
        _pipe = pipe;
        _descriptor = (int)pipe.SafePipeHandle.DangerousGetHandle();
        _handOn = handOn;
        Watchdog.Shared.Watch(id);
        new Thread(ReadOutput) { IsBackground = true, Name = "function output" }.Start();
        new Thread(WaitForEnd) { IsBackground = true, Name = "function end" }.Start();
    }

    internal override int Id { get; }

    internal override Task<ProcessEnd> Ended => _ended.Task;

    internal static new UnixProcess Start(FunctionCommand command, IReadOnlyDictionary<string, string> environment, ProcessOutput output)
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            int error = Spawn.Start(command.Program, [command.Program, .. command.Arguments], environment.Select(item => $"{item.Key}={item.Value}"), command.TaskRoot,
                -1, (int)pipe.ClientSafePipeHandle.DangerousGetHandle(), out int id);
            if (error != 0)
                throw new FunctionStartException(Describe(command, error));
            pipe.DisposeLocalCopyOfClientHandle();
            return new UnixProcess(id, pipe, output);
        }
        catch
        {
            pipe.Dispose();
            throw;
        }
    }

    private static string Describe(FunctionCommand command, int error) => error switch
    {
        Libc.NoEntryError when !File.Exists(command.Program) => $"Couldn't find valid bootstrap(s): [{command.Name}]",
        Libc.NoEntryError => $"fork/exec {command.Name}: no such file or directory",
        Libc.ExecFormatError => $"fork/exec {command.Name}: exec format error",
        Libc.PermissionError => $"fork/exec {command.Name}: permission denied",
        _ => $"fork/exec {command.Name}: {Marshal.GetPInvokeErrorMessage(error).ToLowerInvariant()}",
    };

    internal override void FlushOutput() => Drain();

    internal override void Kill() => Signal(Libc.SigKill);

    internal override void Terminate()
    {
        // A stopped process takes no signal but SIGKILL; the function itself is told, its children are its own.
        Signal(Libc.SigContinue);
        if (!_reaped)
            Libc.kill(Id, Libc.SigTerm);
    }

    internal override void Freeze() => Signal(Libc.SigStop);

    internal override void Thaw() => Signal(Libc.SigContinue);

    private void Signal(int signal)
    {
        if (!_reaped)
            Libc.kill(-Id, signal);
    }

    private void WaitForEnd()
    {
        Libc.WaitWithoutReaping(Id);
        // Children that outlive the function would keep its pipe and its ports.
        Libc.kill(-Id, Libc.SigKill);
        _reaped = true;
        ProcessEnd end = Libc.Reap(Id);
        Watchdog.Shared.Forget(Id);
        Drain();
        lock (_output)
        {
            _closed = true;
            _pipe.Dispose();
        }
        _ended.SetResult(end);
    }

    private void ReadOutput()
    {
        while (WaitForOutput() && Drain())
        {
        }
    }

    private bool WaitForOutput()
    {
        // Now and then back, to see that the pipe was closed with a child outside of the group still holding its other end.
        var descriptor = new Libc.PollDescriptor { Descriptor = _descriptor, Events = Libc.PollIn };
        int ready = Libc.poll(&descriptor, 1, 1000);
        return ready >= 0 || Marshal.GetLastPInvokeError() == Libc.InterruptedError;
    }

    /// <summary>Reads what is there, never waits. False at the end of the output.</summary>
    private bool Drain()
    {
        lock (_output)
        {
            var descriptor = new Libc.PollDescriptor { Descriptor = _descriptor, Events = Libc.PollIn };
            while (!_closed)
            {
                if (Libc.poll(&descriptor, 1, 0) <= 0)
                    return true;
                nint read;
                fixed (byte* buffer = _buffer)
                    read = Libc.read(_descriptor, buffer, (nuint)_buffer.Length);
                if (read <= 0)
                    return false;
                _handOn(_buffer.AsSpan(0, (int)read));
            }
            return false;
        }
    }
}
