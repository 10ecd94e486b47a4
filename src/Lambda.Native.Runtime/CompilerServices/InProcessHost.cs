using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Lambda.Native.Api;
using Lambda.Native.Handlers;
using Lambda.Native.Lifetime;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.CompilerServices;

/// <summary>
/// Runs a function's program on a thread of a test's process, for <c>Lambda.Native.Testing</c>: what is one of a process elsewhere, hooks, filters, handler name and log, is one of each host. It flows with
/// the execution context. No bootstrap has it: <see cref="IsSupported"/> is a constant there.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InProcessHost
{
    private static readonly AsyncLocal<InProcessHost?> s_current = new();
    private static readonly ConcurrentInvocationScope s_scope = new();

    private readonly RuntimeApiAddress _address;
    private readonly Action<string?, ReadOnlyMemory<byte>> _log;
    private volatile bool _stopping;
    private volatile bool _ended;

    /// <param name="runtimeApi">Where the Runtime API listens, as in <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
    /// <param name="handler">The handler in the function's settings.</param>
    /// <param name="log">Takes each log record, a line of UTF-8, with the id of the invocation whose code wrote it; the memory is valid during the call.</param>
    public InProcessHost(string runtimeApi, string? handler, Action<string?, ReadOnlyMemory<byte>> log)
    {
        _address = RuntimeApiAddress.TryParse(runtimeApi, out RuntimeApiAddress? address) ? address : throw new ArgumentException("This is no address.", nameof(runtimeApi));
        (Handler, _log) = (handler, log);
        // Of this process: each invocation has its own in there.
        InvocationScope.Current = s_scope;
        IsSupported = true;
    }

    /// <summary>Whether there may be a host. The compiler of a bootstrap puts false in its place, by ILLink.Substitutions.xml.</summary>
    internal static bool IsSupported { get; private set; }

    /// <summary>The host whose program runs here.</summary>
    internal static InProcessHost? Current => s_current.Value;

    internal string? Handler { get; }

    internal LifetimeHook? Init { get; set; }

    internal LifetimeHook? Shutdown { get; set; }

    internal HandlerDecorator? Decorator { get; set; }

    /// <summary>Runs a program that ends in one of the <c>Run</c> methods, on the calling thread, until <see cref="Stop"/> and the end of the Runtime API.</summary>
    /// <param name="assembly">Where the program is from: the filters that its attributes name are its own.</param>
    /// <param name="program">The program. What it throws comes through.</param>
    public void Run(Assembly assembly, Action program)
    {
        Init = HooksOf(assembly);
        s_current.Value = this;
        try
        {
            program();
        }
        catch (ServingEndedException)
        {
            // As every program of a function ends.
        }
        finally
        {
            _ended = true;
            ((ShutdownHook?)Shutdown)?.RunHooks();
            s_current.Value = null;
        }
    }

    /// <summary>The Runtime API is about to end, and that is no failure.</summary>
    public void Stop() => _stopping = true;

    [DoesNotReturn]
    internal void Serve(Func<InvocationHandler> makeHandler)
    {
        var client = new RuntimeApiClient(_address, Connection.To(_address), Pause);
        if (Init is null || Init.Run(client, _address, new ErrorReporter()))
        {
            InvocationHandler handler = makeHandler();
            new InvocationLoop(client, Decorator?.Decorate(handler) ?? handler, s_scope).Run();
        }
        throw new ServingEndedException();
    }

    internal void Log(ReadOnlyMemory<byte> record)
    {
        string? requestId = s_scope.Invocation?.RequestId;
        // That the Runtime API is gone is what the loop finds out and need not tell.
        if (requestId is not null || !_stopping || _ended)
            _log(requestId, record);
    }

    /// <summary>What the assembly's module has registered: once, and outside of every host.</summary>
    private static InitHook? HooksOf(Assembly assembly)
    {
        lock (s_current)
        {
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            return ((InitHook?)LifetimeHooks.Init)?.Of(assembly);
        }
    }

    private void Pause(int milliseconds)
    {
        if (_stopping)
            throw new ServingEndedException();
        Thread.Sleep(milliseconds);
    }

    /// <summary>Takes the program back to <see cref="Run"/> from a method that does not return.</summary>
    private sealed class ServingEndedException() : Exception("The function serves no more.");
}
