namespace Lambda.Native.Loop;

/// <summary>A failure of the runtime's own on the way to the handler or back, with the error type the invoker sees.</summary>
internal sealed class HandlerException(string errorType, string message, Exception? cause = null) : Exception(message, cause)
{
    internal string ErrorType => errorType;
}
