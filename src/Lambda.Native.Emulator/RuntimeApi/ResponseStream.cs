using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>An answer that the function streams, on its way to the invoker at the speed Lambda allows.</summary>
internal sealed class ResponseStream(bool throttle)
{
    private const long MaxLength = 200L << 20;
    private const long Unthrottled = 6 << 20;
    private const long BytesPerSecond = 2 << 20;

    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _broken = new();
    private int _ended;

    internal PipeReader Reader => _pipe.Reader;

    /// <summary>Hands on the body of a request until its end, or until nobody wants it.</summary>
    /// <returns>The error document when it did not come to a good end; null when it did.</returns>
    internal async Task<byte[]?> CopyFromAsync(HttpRequest request)
    {
        byte[]? error = await CopyBodyAsync(request);
        End();
        return error;
    }

    /// <summary>The function is gone: ends the answer where it is. False when it had ended.</summary>
    internal bool Break()
    {
        if (!End())
            return false;
        _broken.Cancel();
        return true;
    }

    private bool End()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return false;
        _pipe.Writer.Complete();
        return true;
    }

    private async Task<byte[]?> CopyBodyAsync(HttpRequest request)
    {
        PipeReader body = request.BodyReader;
        long begun = Stopwatch.GetTimestamp();
        long length = 0;
        bool wanted = true;
        try
        {
            while (true)
            {
                ReadResult read = await body.ReadAsync(_broken.Token);
                length += read.Buffer.Length;
                if (length > MaxLength)
                    return LambdaErrors.Document(LambdaErrors.ResponseTooLarge, "Response payload size exceeded maximum allowed payload size (209715200 bytes).");
                if (wanted && read.Buffer.Length > 0)
                {
                    foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                        _pipe.Writer.Write(segment.Span);
                    wanted = !(await _pipe.Writer.FlushAsync(_broken.Token)).IsCompleted;
                }
                body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    return Trailer(request);
                if (throttle && wanted)
                    await WaitAsync(begun, length);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException)
        {
            return LambdaErrors.Document(LambdaErrors.TruncatedResponse, "The response stream ended before its time.");
        }
    }

    private Task WaitAsync(long begun, long length)
    {
        if (length <= Unthrottled)
            return Task.CompletedTask;
        TimeSpan due = TimeSpan.FromSeconds((double)(length - Unthrottled) / BytesPerSecond);
        TimeSpan wait = due - Stopwatch.GetElapsedTime(begun);
        return wait > TimeSpan.Zero ? Task.Delay(wait, _broken.Token) : Task.CompletedTask;
    }

    private static byte[]? Trailer(HttpRequest request)
    {
        if (!request.SupportsTrailers() || !request.CheckTrailersAvailable())
            return null;
        string type = request.GetTrailer("Lambda-Runtime-Function-Error-Type").ToString();
        string body = request.GetTrailer("Lambda-Runtime-Function-Error-Body").ToString();
        if (type.Length == 0 && body.Length == 0)
            return null;
        byte[] document = new byte[body.Length];
        if (body.Length > 0 && Convert.TryFromBase64String(body, document, out int length))
            return document[..length];
        return body.Length > 0 ? Encoding.UTF8.GetBytes(body) : LambdaErrors.Document(type, "");
    }
}
