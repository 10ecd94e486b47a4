using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>How a streamed answer ended.</summary>
/// <param name="Error">The error document when it did not come to a good end; null when it did.</param>
/// <param name="IsTooLarge">It was cut off at the limit.</param>
internal readonly record struct StreamEnd(byte[]? Error, bool IsTooLarge = false);

/// <summary>An answer that the function streams, on its way to the invoker at the speed Lambda allows.</summary>
internal sealed class ResponseStream(EmulatorOptions options)
{
    internal const long MaxLength = 200L << 20;

    private const long Unthrottled = 6 << 20;
    private const long BytesPerSecond = 2 << 20;

    private readonly Pipe _pipe = new();
    private readonly CancellationTokenSource _broken = new();
    private readonly TimeProvider _time = options.Time;
    private TimeSpan _paidUntil;
    private int _ended;

    internal PipeReader Reader => _pipe.Reader;

    /// <summary>How much has passed so far.</summary>
    internal long Length { get; private set; }

    /// <summary>Hands on the body of a request until its end, or until nobody wants it.</summary>
    internal async Task<StreamEnd> CopyFromAsync(HttpRequest request)
    {
        StreamEnd end = await CopyBodyAsync(request);
        End();
        return end;
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

    private async Task<StreamEnd> CopyBodyAsync(HttpRequest request)
    {
        PipeReader body = request.BodyReader;
        long begun = _time.GetTimestamp();
        long length = 0;
        bool wanted = true;
        try
        {
            while (true)
            {
                ReadResult read = await body.ReadAsync(_broken.Token);
                ReadOnlySequence<byte> piece = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, MaxLength - length));
                bool tooLarge = piece.Length < read.Buffer.Length;
                length += piece.Length;
                Length = length;
                if (wanted && piece.Length > 0)
                {
                    foreach (ReadOnlyMemory<byte> segment in piece)
                        _pipe.Writer.Write(segment.Span);
                    wanted = !(await _pipe.Writer.FlushAsync(_broken.Token)).IsCompleted;
                }
                body.AdvanceTo(read.Buffer.End);
                if (tooLarge)
                {
                    request.HttpContext.Response.Headers.Connection = "close";
                    return new StreamEnd(LambdaErrors.Document(LambdaErrors.ResponseTooLarge, $"Response payload size exceeded maximum allowed payload size ({MaxLength} bytes)."), IsTooLarge: true);
                }
                if (read.IsCompleted)
                    return new StreamEnd(Trailer(request));
                if (options.Throttle && wanted)
                    await PaceAsync(begun, Math.Min(piece.Length, length - Unthrottled));
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or InvalidOperationException)
        {
            return new StreamEnd(LambdaErrors.Document(LambdaErrors.TruncatedResponse, "The response stream ended before its time."));
        }
    }

    /// <summary>Waits for as long as so many bytes take; a pause of the function is not made up for.</summary>
    private Task PaceAsync(long begun, long bytes)
    {
        if (bytes <= 0)
            return Task.CompletedTask;
        TimeSpan now = _time.GetElapsedTime(begun);
        _paidUntil = (_paidUntil > now ? _paidUntil : now) + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        return Task.Delay(_paidUntil - now, _time, _broken.Token);
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
