using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>What comes before the body of a streamed answer: status and headers as JSON, then eight zero bytes.</summary>
internal static class StreamPrelude
{
    /// <summary>The media type of an answer that begins with one.</summary>
    internal const string ContentType = "application/vnd.awslambda.http-integration-response";

    /// <summary>As API Gateway documents it for its streams.</summary>
    private const int MaxLength = 16 << 10;

    private static ReadOnlySpan<byte> Delimiter => [0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Reads it; what follows stays in the pipe.</summary>
    /// <exception cref="MalformedAnswerException">There is none, or not of the right form.</exception>
    internal static async Task<JsonDocument> ReadAsync(PipeReader body)
    {
        while (true)
        {
            ReadResult read = await body.ReadAsync();
            if (TryFind(read.Buffer, out long length))
            {
                JsonDocument document = Parse(read.Buffer.Slice(0, length));
                body.AdvanceTo(read.Buffer.GetPosition(length + Delimiter.Length));
                return document;
            }
            if (read.Buffer.Length > MaxLength + Delimiter.Length)
                throw new MalformedAnswerException($"the streamed answer has no eight zero bytes after a prelude within its first {MaxLength >> 10} KB");
            if (read.IsCompleted)
                throw new MalformedAnswerException("the streamed answer ends within its prelude: JSON with statusCode and headers, then eight zero bytes");
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static bool TryFind(ReadOnlySequence<byte> buffer, out long length)
    {
        var reader = new SequenceReader<byte>(buffer);
        bool found = reader.TryReadTo(out ReadOnlySequence<byte> before, Delimiter);
        length = found ? before.Length : 0;
        return found && length <= MaxLength;
    }

    private static JsonDocument Parse(ReadOnlySequence<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json.ToArray());
        }
        catch (JsonException exception)
        {
            throw new MalformedAnswerException($"the prelude of the streamed answer is not JSON: {exception.Message}");
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new MalformedAnswerException("the prelude of the streamed answer is no object");
    }
}
