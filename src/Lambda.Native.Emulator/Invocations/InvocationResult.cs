namespace Lambda.Native.Emulator;

/// <summary>What an invocation came to.</summary>
internal sealed class InvocationResult
{
    /// <summary>The request id, as the function saw it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The answer, or the error document.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The media type the function gave its answer.</summary>
    public required string ContentType { get; init; }

    /// <summary><c>Unhandled</c> when the function reported an error, ended or took too long; null when it answered.</summary>
    public string? FunctionError { get; init; }

    /// <summary>The last 4 KB of the invocation's log, START to REPORT; empty unless <see cref="InvocationOptions.LogTail"/> asked for it.</summary>
    public ReadOnlyMemory<byte> LogTail { get; init; }

    /// <summary>How long it took.</summary>
    public InvocationTiming Timing { get; init; }
}
