namespace Lambda.Native.Testing;

/// <summary>An answer that is read while the function still writes it.</summary>
public sealed class LambdaTestStream : IAsyncDisposable
{
    internal LambdaTestStream(string requestId, string contentType, Stream body, Task<LambdaTestResult> end) =>
        (RequestId, ContentType, Body, End) = (requestId, contentType, body, end);

    /// <summary>The request id, as the function saw it.</summary>
    public string RequestId { get; }

    /// <summary>The media type that the function gave its answer; <c>application/vnd.awslambda.http-integration-response</c> when status and headers come first, as JSON and eight zero bytes.</summary>
    public string ContentType { get; }

    /// <summary>The answer, as far as it has come. It ends where the function fails, too.</summary>
    public Stream Body { get; }

    /// <summary>What it came to, when the function is done: the payload is empty, or the error document. The body has to be read to its end for it, or this to be disposed.</summary>
    public Task<LambdaTestResult> End { get; }

    /// <summary>Reads no further. The function goes on to its end.</summary>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
