using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>What a worker calls for each event. One instance serves one worker.</summary>
internal abstract class InvocationHandler
{
    /// <summary>Handles the worker's invocation and sends what comes of it. False when the worker has to end.</summary>
    internal abstract bool Serve(InvocationLoop worker);
}
