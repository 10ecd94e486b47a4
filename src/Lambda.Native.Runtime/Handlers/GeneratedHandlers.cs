using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.CompilerServices;
using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>A function that generated code binds.</summary>
internal sealed class GeneratedHandler<TFunction> : BufferedHandler
    where TFunction : struct, ILambdaFunction
{
    internal override void Invoke(Invocation invocation, Utf8Buffer answer) => TFunction.Invoke(invocation.Event, answer, new LambdaContext(invocation));
}

/// <summary>A function that generated code binds, and whose answer leaves while it is still being written.</summary>
internal sealed class GeneratedStreamHandler<TFunction> : StreamingHandler
    where TFunction : struct, ILambdaStreamFunction
{
    internal override void Invoke(Invocation invocation, ResponseStream answer) => TFunction.Invoke(invocation.Event, answer, new LambdaContext(invocation));
}
