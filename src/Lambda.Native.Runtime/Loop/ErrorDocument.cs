using System.Text;

namespace Lambda.Native.Loop;

/// <summary>What the invoker is told of an exception: <c>{"errorMessage","errorType","stackTrace","cause"}</c>, and its type in the platform's form.</summary>
internal static class ErrorDocument
{
    /// <summary>The service takes 256 KiB.</summary>
    internal const int MaxLength = 256 << 10;

    private const int MaxMessageLength = 32 << 10;
    private const int MaxCauses = 10;

    internal static void Write(ResponseBuffer output, Exception exception)
    {
        output.Clear();
        Write(output, exception, withStack: true, int.MaxValue, MaxCauses);
        if (output.Written.Length <= MaxLength)
            return;
        // The stack goes first: the message is what the invoker acts on.
        output.Clear();
        Write(output, exception, withStack: false, MaxMessageLength, causes: 0);
    }

    internal static void Write(ResponseBuffer output, string errorType, string message)
    {
        output.Clear();
        WriteStart(output, errorType, message, MaxMessageLength);
        output.Write("}"u8);
    }

    /// <summary>The platform takes <c>Function.</c> and letters, the first in upper case; anything else it records as unknown.</summary>
    internal static string ErrorType(Exception exception)
    {
        if (exception is HandlerException handlerException)
            return handlerException.ErrorType;
        var letters = new StringBuilder("Function.");
        int start = letters.Length;
        foreach (char c in exception.GetType().Name)
        {
            if (char.IsAsciiLetter(c))
                letters.Append(letters.Length == start ? char.ToUpperInvariant(c) : c);
        }
        // One letter is not enough for the platform's pattern.
        return letters.Length < start + 2 ? "Function.Unhandled" : letters.ToString();
    }

    private static void Write(ResponseBuffer output, Exception exception, bool withStack, int maxMessageLength, int causes)
    {
        string name = exception is HandlerException handlerException ? handlerException.ErrorType : exception.GetType().Name;
        WriteStart(output, name, exception.Message, maxMessageLength);
        if (withStack)
        {
            output.Write(",\"stackTrace\":["u8);
            bool first = true;
            foreach (ReadOnlySpan<char> line in exception.StackTrace.AsSpan().EnumerateLines())
            {
                ReadOnlySpan<char> frame = line.Trim();
                if (frame.IsEmpty)
                    continue;
                if (!first)
                    output.Write((byte)',');
                first = false;
                JsonText.WriteString(output, frame);
            }
            output.Write("]"u8);
        }
        if (causes > 0 && exception.InnerException is { } cause)
        {
            output.Write(",\"cause\":"u8);
            Write(output, cause, withStack, maxMessageLength, causes - 1);
        }
        output.Write("}"u8);
    }

    private static void WriteStart(ResponseBuffer output, string errorType, string message, int maxMessageLength)
    {
        output.Write("{\"errorMessage\":"u8);
        JsonText.WriteString(output, message.AsSpan(0, Math.Min(message.Length, maxMessageLength)));
        output.Write(",\"errorType\":"u8);
        JsonText.WriteString(output, errorType);
    }
}
