using Lambda.Native.Api;

namespace Lambda.Native.Loop;

/// <summary>Which invocation code is running for that was not handed a context: loggers, and the AWS SDKs' trace header.</summary>
internal abstract class InvocationScope
{
    internal static InvocationScope None { get; } = new NoScope();

    /// <summary>The scope of this process.</summary>
    internal static InvocationScope Current { get; set; } = None;

    internal abstract Invocation? Invocation { get; }

    internal abstract void Enter(Invocation invocation);

    internal abstract void Leave();

    private sealed class NoScope : InvocationScope
    {
        internal override Invocation? Invocation => null;

        internal override void Enter(Invocation invocation)
        {
        }

        internal override void Leave()
        {
        }
    }
}

/// <summary>One invocation at a time: a field, and the trace header in the environment, where AWS SDKs and OpenTelemetry read it.</summary>
internal sealed class SingleInvocationScope : InvocationScope
{
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    private volatile Invocation? _invocation;
    private bool _traceSet;

    internal override Invocation? Invocation => _invocation;

    internal override void Enter(Invocation invocation)
    {
        _invocation = invocation;
        if (invocation.TraceIdBytes.IsEmpty)
        {
            if (_traceSet)
                Environment.SetEnvironmentVariable(TraceVariable, null);
            _traceSet = false;
            return;
        }
        // The one string an invocation costs, where it is traced.
        Environment.SetEnvironmentVariable(TraceVariable, invocation.TraceId);
        _traceSet = true;
    }

    internal override void Leave() => _invocation = null;
}

/// <summary>Several at a time: the invocation flows with the execution context. The environment is shared and must not say which.</summary>
internal sealed class ConcurrentInvocationScope : InvocationScope
{
    private readonly AsyncLocal<Invocation?> _invocation = new();

    internal override Invocation? Invocation => _invocation.Value;

    internal override void Enter(Invocation invocation) => _invocation.Value = invocation;

    internal override void Leave() => _invocation.Value = null;
}
