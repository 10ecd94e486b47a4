using Lambda.Native.Api;

namespace Lambda.Native.Logging;

/// <summary>The runtime's own records. Values of an event never enter them.</summary>
internal static class Log
{
    internal static void Warn(string message, Invocation? invocation = null) => Write(LambdaLogLevel.Warn, message, invocation, null);

    internal static void Error(string message, Invocation? invocation = null, Exception? exception = null) => Write(LambdaLogLevel.Error, message, invocation, exception);

    internal static void Fatal(string message, Exception? exception = null) => Write(LambdaLogLevel.Fatal, message, null, exception);

    internal static void Write(LambdaLogLevel level, string message, Invocation? invocation, Exception? exception = null)
    {
        if (level >= LogSettings.Current.Level)
            LogRecord.Write(level, System.Text.Encoding.UTF8.GetBytes(message), invocation, exception);
    }
}
