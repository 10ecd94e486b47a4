using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Invokes the function as https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html does.</summary>
internal sealed class StreamingInvokeEndpoint(FunctionInvoker function, EmulatorOptions options)
{
    private const string Path = "/2021-11-15/functions/{name}/response-streaming-invocations";

    /// <summary>More in one message would keep a reader waiting; the service's own are no larger.</summary>
    private const int MaxChunk = 64 << 10;

    internal void Map(WebApplication server) => server.MapPost(Path, (RequestDelegate)InvokeAsync);

    private async Task InvokeAsync(HttpContext context)
    {
        if (await InvokeRequest.ReadAsync(context, options, InvokeRequest.MaxEventLength, "InvokeWithResponseStream") is not { } request)
            return;
        if (context.Request.Headers["X-Amz-Invocation-Type"].ToString() == "DryRun")
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        InvocationStream stream;
        try
        {
            stream = await function.InvokeStreamingAsync(request.Event, request.Options, context.RequestAborted);
        }
        catch (TooManyInvocationsException)
        {
            await InvokeErrors.ThrottledAsync(context);
            return;
        }
        IHeaderDictionary headers = context.Response.Headers;
        headers["X-Amzn-RequestId"] = stream.RequestId;
        headers["X-Amz-Executed-Version"] = "$LATEST";
        headers["X-Amzn-Lambda-Response-Stream-Content-Type"] = stream.ContentType;
        context.Response.ContentType = "application/vnd.amazon.eventstream";
        try
        {
            await CopyAsync(stream, context);
        }
        finally
        {
            await stream.Body.CompleteAsync();
        }
    }

    private static async Task CopyAsync(InvocationStream stream, HttpContext context)
    {
        PipeWriter output = context.Response.BodyWriter;
        var failure = new ArrayBufferWriter<byte>();
        while (true)
        {
            ReadResult read = await stream.Body.ReadAsync(context.RequestAborted);
            ReadOnlySequence<byte> buffer = read.Buffer;
            while (stream.FunctionError is null && buffer.Length > 0)
            {
                ReadOnlySequence<byte> chunk = buffer.Slice(0, Math.Min(buffer.Length, MaxChunk));
                EventStreamMessage.Write(output, "PayloadChunk", "application/octet-stream", chunk.ToArray());
                buffer = buffer.Slice(chunk.End);
            }
            // A failure before the first byte is no payload.
            foreach (ReadOnlyMemory<byte> segment in buffer)
                failure.Write(segment.Span);
            stream.Body.AdvanceTo(read.Buffer.End);
            await output.FlushAsync(context.RequestAborted);
            if (read.IsCompleted)
                break;
        }
        InvocationResult end = await stream.End.WaitAsync(context.RequestAborted);
        EventStreamMessage.Write(output, "InvokeComplete", "application/json", Complete(end, failure.WrittenCount > 0 ? failure.WrittenMemory : end.Payload));
        await output.FlushAsync(context.RequestAborted);
    }

    private static byte[] Complete(InvocationResult end, ReadOnlyMemory<byte> error)
    {
        var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            if (end.FunctionError is { } functionError)
            {
                writer.WriteString("ErrorCode", ErrorType(error) ?? functionError);
                writer.WriteString("ErrorDetails", error.Span);
            }
            if (!end.LogTail.IsEmpty)
                writer.WriteString("LogResult", Convert.ToBase64String(end.LogTail.Span));
            writer.WriteEndObject();
        }
        return body.ToArray();
    }

    private static string? ErrorType(ReadOnlyMemory<byte> document)
    {
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(document);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("errorType", out JsonElement type) ? type.GetString() : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
