using Lambda.Native.Api;
using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>What the loop calls: from the event's bytes to the answer's. An exception is the invocation's failure.</summary>
internal abstract class InvocationHandler
{
    internal abstract void Invoke(Invocation invocation, ResponseBuffer answer);
}
