using System.Buffers;
using Lambda.Native.Api;
using Lambda.Native.Buffers;

namespace Lambda.Native.Handlers;

/// <summary>Bytes in, bytes out; the event's lifetime is kept by the compiler.</summary>
internal sealed class RawHandlerAdapter(RawHandler handler) : BufferedHandler
{
    internal override void Invoke(Invocation invocation, Utf8Buffer answer) =>
        handler(invocation.Event.Span, answer, new LambdaContext(invocation));
}

/// <summary>Bytes in, bytes out, with a task; the worker waits for it on its own thread.</summary>
internal sealed class RawAsyncHandlerAdapter(Func<ReadOnlyMemory<byte>, IBufferWriter<byte>, LambdaContext, Task> handler) : BufferedHandler
{
    internal override void Invoke(Invocation invocation, Utf8Buffer answer) =>
        handler(invocation.Event, answer, new LambdaContext(invocation)).GetAwaiter().GetResult();
}
