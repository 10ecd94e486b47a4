using Lambda.Native.Api;
using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>A handler whose answer leaves while it is still being written.</summary>
internal abstract class StreamingHandler : InvocationHandler
{
    internal abstract void Invoke(Invocation invocation, ResponseStream answer);

    internal sealed override bool Serve(InvocationLoop worker)
    {
        var stream = new ResponseStream(worker.Client, worker.Invocation);
        try
        {
            Invoke(worker.Invocation, stream);
            stream.Complete();
        }
        catch (Exception exception)
        {
            return stream.HasBegun ? worker.Fail(exception, stream) : worker.Fail(exception);
        }
        return stream.Finish();
    }
}

/// <summary>Bytes in, a stream out.</summary>
internal sealed class StreamHandler(Func<ReadOnlyMemory<byte>, ResponseStream, LambdaContext, Task> handler) : StreamingHandler
{
    internal override void Invoke(Invocation invocation, ResponseStream answer) =>
        handler(invocation.Event, answer, new LambdaContext(invocation)).GetAwaiter().GetResult();
}
