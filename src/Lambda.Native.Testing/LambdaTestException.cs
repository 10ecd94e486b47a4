namespace Lambda.Native.Testing;

/// <summary>A function cannot be tested, or came to an error where an answer was wanted. The message has the function's log.</summary>
public sealed class LambdaTestException : Exception
{
    internal LambdaTestException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
