namespace Lambda.Native.Emulator;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code; meaningless with a <paramref name="Signal"/>.</param>
/// <param name="Signal">The signal that ended it, in the words of strsignal(3) and lower case as Lambda logs them, or null.</param>
internal readonly record struct ProcessEnd(int Code, string? Signal)
{
    /// <summary>Of an extension, as Lambda puts it.</summary>
    internal string ExtensionReason => Signal is not null ? $"signal: {Signal}" : Code == 0 ? "exit code 0" : $"exit status {Code}";

    /// <summary>Of the runtime, as Lambda puts it.</summary>
    internal string Reason =>
        Signal is not null ? $"Runtime exited with error: signal: {Signal}"
        : Code == 0 ? "Runtime exited without providing a reason"
        : $"Runtime exited with error: exit status {Code}";
}

/// <summary>One process of the function. What it writes to its standard output and error comes, in order, through one pipe.</summary>
internal abstract class FunctionProcess
{
    internal abstract int Id { get; }

    /// <summary>Completes when the process has ended, its children are killed and all of its output was handed on.</summary>
    internal abstract Task<ProcessEnd> Ended { get; }

    /// <summary>Hands on what the process has written so far, on the calling thread.</summary>
    internal abstract void FlushOutput();

    /// <summary>Ends the process and its children at once.</summary>
    internal abstract void Kill();

    /// <summary>Asks the process to end (SIGTERM).</summary>
    internal abstract void Terminate();

    /// <summary>Stops it from running, as Lambda does between invocations.</summary>
    internal abstract void Freeze();

    internal abstract void Thaw();

    /// <param name="command">What to start.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="output">Called with what it writes, by one thread at a time.</param>
    /// <exception cref="FunctionStartException">There is no such program, or it cannot be executed here.</exception>
    internal static FunctionProcess Start(FunctionCommand command, IReadOnlyDictionary<string, string> environment, ProcessOutput output) =>
        OperatingSystem.IsWindows() ? PortableProcess.Start(command, environment, output) : UnixProcess.Start(command, environment, output);
}

/// <summary>Takes a piece of a process's output; the memory is the caller's.</summary>
internal delegate void ProcessOutput(ReadOnlySpan<byte> bytes);

/// <summary>The program could not be started; the message is in Lambda's words.</summary>
internal sealed class FunctionStartException(string message) : Exception(message);
