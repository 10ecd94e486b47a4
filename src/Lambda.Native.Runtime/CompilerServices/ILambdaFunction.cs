using System.Buffers;
using System.ComponentModel;

namespace Lambda.Native.CompilerServices;

/// <summary>A function as generated code binds it. Static, so that the loop is compiled for it without a delegate.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILambdaFunction
{
    /// <summary>Handles an event; returns when the answer is complete.</summary>
    static abstract void Invoke(ReadOnlyMemory<byte> lambdaEvent, IBufferWriter<byte> answer, LambdaContext context);
}

/// <summary>A function whose answer leaves while it is written, as generated code binds it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILambdaStreamFunction
{
    /// <summary>Handles an event; returns when the answer is complete.</summary>
    static abstract void Invoke(ReadOnlyMemory<byte> lambdaEvent, ResponseStream answer, LambdaContext context);
}
