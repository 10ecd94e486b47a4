using System.IO.Pipelines;

namespace Lambda.Native.Emulator;

/// <summary>An invocation whose answer is read while the function still writes it.</summary>
internal sealed class InvocationStream
{
    /// <summary>The request id, as the function saw it.</summary>
    public required string RequestId { get; init; }

    /// <summary>The media type the function gave its answer: <c>application/vnd.awslambda.http-integration-response</c> when a prelude with status and headers comes first.</summary>
    public required string ContentType { get; init; }

    /// <summary>Whether the function streams its answer (<c>Lambda-Runtime-Function-Response-Mode: streaming</c>).</summary>
    public bool Streamed { get; init; }

    /// <summary><c>Unhandled</c> when the function failed before the first byte: the body is the error document. An error later is that of <see cref="End"/>.</summary>
    public string? FunctionError { get; init; }

    /// <summary>The answer; to be read to its end or completed by the reader.</summary>
    public required PipeReader Body { get; init; }

    /// <summary>What it came to in the end: the payload is empty, or the error document where the function failed in mid-stream.</summary>
    public required Task<InvocationResult> End { get; init; }
}
