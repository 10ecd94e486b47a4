using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>A handler whose answer leaves while it is still being written.</summary>
internal sealed class StreamHandler(Func<ReadOnlyMemory<byte>, ResponseStream, LambdaContext, Task> handler) : InvocationHandler
{
    internal override bool Serve(InvocationLoop worker)
    {
        var stream = new ResponseStream(worker.Client, worker.Invocation);
        try
        {
            handler(worker.Invocation.Event, stream, new LambdaContext(worker.Invocation)).GetAwaiter().GetResult();
            stream.Complete();
        }
        catch (Exception exception)
        {
            return stream.HasBegun ? worker.Fail(exception, stream) : worker.Fail(exception);
        }
        return stream.Finish();
    }
}
