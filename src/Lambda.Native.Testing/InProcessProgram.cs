using System.Reflection;
using Lambda.Native.CompilerServices;
using Lambda.Native.Emulator;

namespace Lambda.Native.Testing;

/// <summary>A function's program on a thread of this process.</summary>
internal sealed class InProcessProgram
{
    // A handler that still runs is left behind, on a thread that keeps no process alive.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly InProcessHost _host;
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private InProcessProgram(InProcessHost host) => _host = host;

    /// <summary>Completes when the program has ended, with what it threw.</summary>
    internal Task<Exception?> Ended => _ended.Task;

    internal static InProcessProgram Start(LambdaEmulator emulator, Assembly assembly, Action program)
    {
        var host = new InProcessHost(emulator.RuntimeApi, emulator.Options.Handler, (requestId, record) => emulator.Log.Write(LogSource.Function, requestId, record.Span));
        var started = new InProcessProgram(host);
        // Without the test's own execution context: that may be inside another function.
        new Thread(() => started.Run(assembly, program)) { IsBackground = true, Name = "function" }.UnsafeStart();
        return started;
    }

    /// <summary>Before the emulator ends.</summary>
    internal void Stop() => _host.Stop();

    /// <summary>After it has ended.</summary>
    internal Task WaitForEndAsync() => Task.WhenAny(Ended, Task.Delay(s_patience));

    private void Run(Assembly assembly, Action program)
    {
        try
        {
            _host.Run(assembly, program);
            _ended.SetResult(null);
        }
        catch (Exception failure)
        {
            _ended.SetResult(failure);
        }
    }
}
