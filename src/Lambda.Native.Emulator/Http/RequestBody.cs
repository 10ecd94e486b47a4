using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Native.Emulator;

/// <summary>Reads a request's body into memory, but no more of it than asked for.</summary>
internal static class RequestBody
{
    /// <summary>
    /// What the server takes of a body, for Kestrel's limit. No endpoint reads as much, but one who is told in the middle of his body that it is too large sees that only if what he still sends is
    /// taken off his hands: Kestrel does so after the answer, for this much or 5 s.
    /// </summary>
    internal const long MaxTaken = 64 << 20;

    /// <summary>The whole body.</summary>
    /// <exception cref="RequestTooLargeException">It is larger than <paramref name="most"/> bytes: nothing further is read, and the connection ends with the answer.</exception>
    /// <exception cref="IOException">The body ended before its time.</exception>
    internal static async ValueTask<byte[]> ReadAsync(HttpRequest request, int most)
    {
        if (request.ContentLength == 0)
            return [];
        if (request.ContentLength > most)
            throw TooLarge(request, most);
        PipeReader reader = request.BodyReader;
        if (request.ContentLength is { } length)
        {
            byte[] whole = new byte[length];
            int filled = 0;
            while (true)
            {
                ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
                read.Buffer.CopyTo(whole.AsSpan(filled));
                filled += (int)read.Buffer.Length;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return whole;
            }
        }
        var gathered = new ArrayBufferWriter<byte>();
        while (true)
        {
            ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > most - gathered.WrittenCount)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(request, most);
            }
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                gathered.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return gathered.WrittenSpan.ToArray();
        }
    }

    /// <summary>Lets the server take a longer body than <see cref="MaxTaken"/>, before any of it is read.</summary>
    internal static void AllowLength(HttpRequest request, long most)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = most + MaxTaken;
    }

    private static RequestTooLargeException TooLarge(HttpRequest request, int most)
    {
        request.HttpContext.Response.Headers.Connection = "close";
        return new RequestTooLargeException(most);
    }
}
