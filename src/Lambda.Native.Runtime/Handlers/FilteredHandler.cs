using System.Runtime.CompilerServices;
using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.CompilerServices;

namespace Lambda.Native.Handlers;

/// <summary>The filters, in the order of their registration, around a handler.</summary>
internal sealed class FilteredHandler(ILambdaFilter[] filters, BufferedHandler inner) : BufferedHandler
{
    internal override void Invoke(Invocation invocation, Utf8Buffer answer)
    {
        var seen = new LambdaInvocation(invocation, answer);
        ValueTask task = Next(0, invocation, answer)(seen);
        if (!task.IsCompletedSuccessfully)
            task.AsTask().GetAwaiter().GetResult();
    }

    private LambdaNext Next(int index, Invocation invocation, Utf8Buffer answer)
    {
        if (index < filters.Length)
            return seen => filters[index].InvokeAsync(seen, Next(index + 1, invocation, answer));
        return _ =>
        {
            inner.Invoke(invocation, answer);
            return ValueTask.CompletedTask;
        };
    }
}

/// <summary>Puts filters around handlers. Constructed only where a filter is registered, so that a bootstrap without one has none of this.</summary>
internal abstract class HandlerDecorator
{
    private static HandlerDecorator? s_registered;

    internal static HandlerDecorator? Registered
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InProcessHost.IsSupported && InProcessHost.Current is { } host ? host.Decorator : s_registered;
        set
        {
            if (InProcessHost.IsSupported && InProcessHost.Current is { } host)
                host.Decorator = value;
            else
                s_registered = value;
        }
    }

    internal abstract InvocationHandler Decorate(InvocationHandler handler);
}

/// <summary>The registered filters.</summary>
internal sealed class FilterDecorator : HandlerDecorator
{
    private readonly List<ILambdaFilter> _filters = [];

    internal void Add(ILambdaFilter filter) => _filters.Add(filter);

    internal override InvocationHandler Decorate(InvocationHandler handler) =>
        handler is BufferedHandler buffered ? new FilteredHandler([.. _filters], buffered) : handler;
}
