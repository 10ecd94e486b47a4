using System.Buffers;
using System.IO.Pipelines;

namespace Lambda.Native.Emulator;

/// <summary>Reads a request's body into memory, but no more of it than asked for.</summary>
internal static class RequestBody
{
    /// <summary>The body, cut off at <paramref name="most"/> bytes; the rest is read and dropped so that the connection stays usable.</summary>
    /// <exception cref="IOException">The body ended before its time.</exception>
    internal static async ValueTask<byte[]> ReadAsync(HttpRequest request, int most)
    {
        if (request.ContentLength == 0)
            return [];
        PipeReader reader = request.BodyReader;
        if (request.ContentLength is { } length)
        {
            byte[] whole = new byte[Math.Min(length, most)];
            int filled = 0;
            while (true)
            {
                ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
                filled += Copy(read.Buffer, whole.AsSpan(filled));
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return whole;
            }
        }
        var gathered = new ArrayBufferWriter<byte>();
        while (true)
        {
            ReadResult read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            ReadOnlySequence<byte> kept = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, most - gathered.WrittenCount));
            foreach (ReadOnlyMemory<byte> segment in kept)
                gathered.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return gathered.WrittenSpan.ToArray();
        }
    }

    private static int Copy(ReadOnlySequence<byte> from, Span<byte> to)
    {
        ReadOnlySequence<byte> kept = from.Slice(0, Math.Min(from.Length, to.Length));
        kept.CopyTo(to);
        return (int)kept.Length;
    }
}
