using System.Text;
using Lambda.Native.Api;
using Lambda.Native.Buffers;

namespace Lambda.Native.Loop;

/// <summary>What the invoker is told of an exception: <c>{"errorMessage","errorType","stackTrace","cause"}</c>; its type in the platform's form; what X-Ray shows of it.</summary>
internal static class ErrorDocument
{
    /// <summary>The service takes 256 KiB.</summary>
    internal const int MaxLength = 256 << 10;

    private const int MaxMessageLength = 32 << 10;
    private const int MaxCauses = 10;
    private const int MaxCauseFrames = 32;
    private const int MaxCauseMessageLength = 1 << 10;

    internal static void Write(Utf8Buffer output, Exception exception)
    {
        output.Clear();
        Write(output, exception, withStack: true, int.MaxValue, MaxCauses);
        if (output.Length <= MaxLength)
            return;
        // The stack goes first: the message is what the invoker acts on.
        output.Clear();
        Write(output, exception, withStack: false, MaxMessageLength, causes: 0);
    }

    internal static void Write(Utf8Buffer output, string errorType, string message)
    {
        output.Clear();
        WriteStart(output, errorType, message, MaxMessageLength);
        output.Write("}"u8);
    }

    /// <summary>X-Ray's form, on one line of ASCII as it travels in a header.</summary>
    internal static void WriteXRayCause(Utf8Buffer output, Exception exception)
    {
        output.Clear();
        output.Write("{\"working_directory\":"u8);
        JsonText.WriteAsciiString(output, Environment.GetEnvironmentVariable("LAMBDA_TASK_ROOT"));
        output.Write(",\"exceptions\":["u8);
        int left = MaxCauses;
        for (Exception? cause = exception; cause is not null && left-- > 0; cause = cause.InnerException)
        {
            if (cause != exception)
                output.Write((byte)',');
            output.Write("{\"type\":"u8);
            JsonText.WriteAsciiString(output, cause.GetType().Name);
            output.Write(",\"message\":"u8);
            string message = cause.Message;
            JsonText.WriteAsciiString(output, message.AsSpan(0, Math.Min(message.Length, MaxCauseMessageLength)));
            output.Write(",\"stack\":["u8);
            int frames = 0;
            foreach (ReadOnlySpan<char> line in new Lines(cause.StackTrace))
            {
                if (frames == MaxCauseFrames)
                    break;
                if (frames++ > 0)
                    output.Write((byte)',');
                // Native AOT knows no source lines at run time.
                output.Write("{\"path\":\"\",\"line\":0,\"label\":"u8);
                JsonText.WriteAsciiString(output, line.StartsWith("at ") ? line[3..] : line);
                output.Write((byte)'}');
            }
            output.Write("]}"u8);
        }
        output.Write("],\"paths\":[]}"u8);
    }

    /// <summary>The platform takes <c>Function.</c> and letters, the first in upper case; anything else it records as unknown.</summary>
    internal static string ErrorType(Exception exception, Invocation? invocation)
    {
        if (exception is HandlerException handlerException)
            return handlerException.ErrorType;
        if (invocation is not null && invocation.IsDeadline(exception))
            return "Function.DeadlineExceeded";
        var letters = new StringBuilder("Function.");
        int start = letters.Length;
        foreach (char c in exception.GetType().Name)
        {
            if (char.IsAsciiLetter(c))
                letters.Append(letters.Length == start ? (char)(c & ~0x20) : c);
        }
        // One letter is not enough for the platform's pattern.
        return letters.Length < start + 2 ? "Function.Unhandled" : letters.ToString();
    }

    private static void Write(Utf8Buffer output, Exception exception, bool withStack, int maxMessageLength, int causes)
    {
        string name = exception is HandlerException handlerException ? handlerException.ErrorType : exception.GetType().Name;
        WriteStart(output, name, exception.Message, maxMessageLength);
        if (withStack)
        {
            output.Write(",\"stackTrace\":["u8);
            bool first = true;
            foreach (ReadOnlySpan<char> frame in new Lines(exception.StackTrace))
            {
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

    private static void WriteStart(Utf8Buffer output, string errorType, string message, int maxMessageLength)
    {
        output.Write("{\"errorMessage\":"u8);
        JsonText.WriteString(output, message.AsSpan(0, Math.Min(message.Length, maxMessageLength)));
        output.Write(",\"errorType\":"u8);
        JsonText.WriteString(output, errorType.AsSpan());
    }
}
