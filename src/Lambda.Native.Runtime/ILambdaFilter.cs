using Lambda.Native.Api;
using Lambda.Native.Buffers;

namespace Lambda.Native;

/// <summary>Code around every invocation: it sees the raw event, the context, the answer and the exception, and may answer by itself.</summary>
/// <remarks>Registered with <see cref="LambdaRuntime.AddFilter"/> or <see cref="LambdaFilterAttribute{TFilter}"/>. One object serves all invocations: where several run at a time it must be thread-safe. Streamed
/// answers pass filters by.</remarks>
public interface ILambdaFilter
{
    /// <summary>Handles an invocation, most often by awaiting <paramref name="next"/>.</summary>
    /// <param name="invocation">The invocation. Valid until the returned task has ended.</param>
    /// <param name="next">The filters registered later and the handler; throws what the handler throws. Not called: the answer is what the filter set.</param>
    ValueTask InvokeAsync(LambdaInvocation invocation, LambdaNext next);
}

/// <summary>What comes after a filter.</summary>
/// <param name="invocation">The invocation the filter was given.</param>
public delegate ValueTask LambdaNext(LambdaInvocation invocation);

/// <summary>An invocation as filters see it. Its memory is valid until the filter has ended.</summary>
public sealed class LambdaInvocation
{
    private readonly Invocation _invocation;
    private readonly Utf8Buffer _answer;

    internal LambdaInvocation(Invocation invocation, Utf8Buffer answer)
    {
        _invocation = invocation;
        _answer = answer;
        Context = new LambdaContext(invocation);
    }

    /// <summary>What Lambda says of the invocation.</summary>
    public LambdaContext Context { get; }

    /// <summary>The event as it came; what is set here is what comes next.</summary>
    public ReadOnlyMemory<byte> Event
    {
        get => _invocation.Event;
        set => _invocation.Event = value;
    }

    /// <summary>The answer so far: the handler's when it has ended. What is set here, before or instead of it, is what is sent.</summary>
    public ReadOnlyMemory<byte> Answer
    {
        get => _answer.WrittenMemory;
        set
        {
            // A copy first: the value may lie in the buffer it is written to.
            byte[] copy = value.ToArray();
            _answer.Clear();
            _answer.Write(copy);
        }
    }
}
