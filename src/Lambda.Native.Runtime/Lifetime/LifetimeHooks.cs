using System.Runtime.CompilerServices;
using Lambda.Native.Api;
using Lambda.Native.CompilerServices;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Lifetime;

/// <summary>
/// What runs around the loop. A kind of hook that nobody registers is null here and was never constructed anywhere, so that the compiler leaves its code out of
/// the bootstrap.
/// </summary>
internal static class LifetimeHooks
{
    private static LifetimeHook? s_init;
    private static LifetimeHook? s_shutdown;

    internal static LifetimeHook? Init
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InProcessHost.IsSupported && InProcessHost.Current is { } host ? host.Init : s_init;
        set
        {
            if (InProcessHost.IsSupported && InProcessHost.Current is { } host)
                host.Init = value;
            else
                s_init = value;
        }
    }

    internal static LifetimeHook? Shutdown
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InProcessHost.IsSupported && InProcessHost.Current is { } host ? host.Shutdown : s_shutdown;
        set
        {
            if (InProcessHost.IsSupported && InProcessHost.Current is { } host)
                host.Shutdown = value;
            else
                s_shutdown = value;
        }
    }

    internal static LifetimeHook? Snapshot { get; set; }
}

/// <summary>Hooks of one kind.</summary>
internal abstract class LifetimeHook
{
    /// <summary>Does what the kind does before the first event is asked for. False when the process has to end; the reason has been told.</summary>
    internal abstract bool Run(RuntimeApiClient client, RuntimeApiAddress address, ErrorReporter errors);
}
