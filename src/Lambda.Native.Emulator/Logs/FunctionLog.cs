namespace Lambda.Native.Emulator;

/// <summary>Who wrote a piece of the log.</summary>
internal enum LogSource
{
    /// <summary>Lambda: START, END, REPORT and what went wrong.</summary>
    Platform,

    /// <summary>The function's process.</summary>
    Function,

    /// <summary>An extension in a process of its own.</summary>
    Extension,
}

/// <summary>A piece of the log: whole lines.</summary>
/// <param name="source">Who wrote it.</param>
/// <param name="requestId">The invocation it belongs to; null outside of one.</param>
/// <param name="lines">UTF-8, ending in a newline; valid only during the call.</param>
internal delegate void LogListener(LogSource source, string? requestId, ReadOnlySpan<byte> lines);

/// <summary>The log of the function, as CloudWatch would show it.</summary>
internal sealed class FunctionLog
{
    /// <summary>Called for each piece in order, on the thread that brought it; to be quick about it.</summary>
    public event LogListener? Written;

    internal void Write(LogSource source, string? requestId, ReadOnlySpan<byte> lines) => Written?.Invoke(source, requestId, lines);
}
