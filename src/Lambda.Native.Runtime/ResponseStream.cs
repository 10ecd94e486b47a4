using System.Buffers;
using System.Buffers.Text;
using System.Runtime.ExceptionServices;
using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native;

/// <summary>
/// Takes an answer that leaves while it is being written. Nothing is sent before the first <see cref="Flush"/> or 16 KiB; until then an exception of the handler
/// becomes the invocation's error, afterwards it ends the answer with error trailers.
/// </summary>
/// <remarks>
/// <para>A write waits when the other side does not keep up (Lambda takes 2 MiB/s after the first 6 MiB, 200 MB in all); memory stays what it was. The asynchronous
/// methods wait on the calling thread as well. One thread at a time may write.</para>
/// <para>The answer ends when the handler has. One that is disposed before that, or of which a write was cancelled, may lack its rest: it fails as <c>Function.StreamDisposed</c>
/// or by the cancellation, and is never a success. What disposes the stream under it, such as a <see cref="StreamWriter"/>, is made with <c>leaveOpen</c>.</para>
/// </remarks>
public sealed class ResponseStream : Stream, IBufferWriter<byte>
{
    private const int SendThreshold = 16 << 10;
    private const string HttpContentType = "application/vnd.awslambda.http-integration-response";

    private readonly RuntimeApiClient _client;
    private readonly Invocation _invocation;
    private readonly int _generation;
    private readonly Utf8Buffer _buffer = new(SendThreshold);
    private readonly Utf8Buffer _frame = new(64);
    private string _contentType = "application/octet-stream";
    private HttpPrelude? _prelude;
    private SendResult _sent = SendResult.Sent;
    private bool _over;
    private Exception? _cutOff;
    private bool _anyChunk;

    internal ResponseStream(RuntimeApiClient client, Invocation invocation)
    {
        _client = client;
        _invocation = invocation;
        _generation = invocation.Generation;
    }

    /// <summary>Whether some of the answer has been sent.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The content type of a raw answer, without a prelude; <c>application/octet-stream</c>.</summary>
    /// <exception cref="ArgumentException">The value holds a control character.</exception>
    /// <exception cref="InvalidOperationException">The answer has begun.</exception>
    public string ContentType
    {
        get => _contentType;
        set
        {
            ThrowIfBegun();
            ThrowIfNotHeader(value, nameof(value));
            _contentType = value;
        }
    }

    /// <summary>Status, headers and cookies, for function URLs and API Gateway; null for a raw answer.</summary>
    /// <exception cref="InvalidOperationException">The answer has begun.</exception>
    public HttpPrelude? Prelude
    {
        get => _prelude;
        set
        {
            ThrowIfBegun();
            _prelude = value;
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_over;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ThrowIfOver();
        _buffer.Advance(count);
        if (_buffer.Length >= SendThreshold)
            SendBuffer();
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        ThrowIfOver();
        return _buffer.GetMemory(sizeHint);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        ThrowIfOver();
        return _buffer.GetSpan(sizeHint);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The answer cannot be sent, or the Runtime API does not take the rest of it.</exception>
    /// <exception cref="ObjectDisposedException">The answer is over.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfOver();
        if (buffer.Length < SendThreshold)
        {
            _buffer.Write(buffer);
            if (_buffer.Length >= SendThreshold)
                SendBuffer();
            return;
        }
        SendBuffer();
        SendChunk(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value]);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfCancelled(cancellationToken);
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ThrowIfCancelled(cancellationToken);
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    /// <summary>Sends what has been written so far.</summary>
    /// <exception cref="IOException">The answer cannot be sent, or the Runtime API does not take the rest of it.</exception>
    public override void Flush()
    {
        ThrowIfOver();
        Begin();
        SendBuffer();
    }

    /// <inheritdoc cref="Flush"/>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        ThrowIfCancelled(cancellationToken);
        Flush();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Cuts the answer off: it fails, whatever the handler does after that.</summary>
    protected override void Dispose(bool disposing)
    {
        if (!_over)
            _cutOff ??= new HandlerException("Function.StreamDisposed", "The response stream was disposed before the handler had ended. It is ended by the runtime: a StreamWriter or GZipStream over it is made with leaveOpen: true.");
        _over = true;
        base.Dispose(disposing);
    }

    /// <summary>Ends the answer as a success.</summary>
    /// <exception cref="Exception">It was cut off.</exception>
    internal void Complete()
    {
        if (_cutOff is not null)
            ExceptionDispatchInfo.Throw(_cutOff);
        _over = true;
        Begin();
        SendBuffer();
        Send(_anyChunk ? "\r\n0\r\n\r\n"u8 : "0\r\n\r\n"u8, default);
    }

    /// <summary>Ends an answer that has begun with the error in its trailers.</summary>
    internal void CompleteWithError(in ErrorReport error)
    {
        _over = true;
        if (_sent != SendResult.Sent)
            return;
        try
        {
            SendBuffer();
            _frame.Clear();
            _frame.Write(_anyChunk ? "\r\n0\r\n"u8 : "0\r\n"u8);
            _frame.Write("Lambda-Runtime-Function-Error-Type: "u8);
            _frame.WriteText(error.Type);
            // In base64: a line end in the document would end the trailer.
            _frame.Write("\r\nLambda-Runtime-Function-Error-Body: "u8);
            Base64.EncodeToUtf8(error.Document, _frame.GetSpan(Base64.GetMaxEncodedToUtf8Length(error.Document.Length)), out _, out int written);
            _frame.Advance(written);
            _frame.Write("\r\n\r\n"u8);
            Send(_frame.Written, default);
        }
        catch (IOException)
        {
            // What becomes of the answer is read next, and logged.
        }
    }

    /// <summary>Reads what became of the answer. False when the worker has to end.</summary>
    internal bool Finish() => _client.FinishStream(_sent);

    private void Begin()
    {
        if (HasBegun)
            return;
        ThrowIfOutlived();
        if (_prelude is null)
        {
            Start(_contentType);
            return;
        }
        var prelude = new Utf8Buffer(512);
        WritePrelude(prelude, _prelude);
        Start(HttpContentType);
        // In front of what has been written before.
        prelude.Write(_buffer.Written);
        _buffer.Clear();
        _buffer.Write(prelude.Written);
    }

    private void Start(string contentType)
    {
        if (!_client.TryStartStream(_invocation, contentType))
            throw new IOException("The answer cannot be sent: the Runtime API cannot be reached.");
        HasBegun = true;
    }

    private static void WritePrelude(Utf8Buffer output, HttpPrelude prelude)
    {
        output.Write("{\"statusCode\":"u8);
        output.WriteNumber(prelude.StatusCode);
        output.Write(",\"headers\":{"u8);
        bool first = true;
        foreach ((string name, string value) in prelude.Headers)
        {
            ThrowIfNotHeader(name, nameof(prelude));
            ThrowIfNotHeader(value, nameof(prelude));
            if (!first)
                output.Write((byte)',');
            first = false;
            JsonText.WriteString(output, name.AsSpan());
            output.Write((byte)':');
            JsonText.WriteString(output, value.AsSpan());
        }
        output.Write("},\"cookies\":["u8);
        first = true;
        foreach (string cookie in prelude.Cookies)
        {
            ThrowIfNotHeader(cookie, nameof(prelude));
            if (!first)
                output.Write((byte)',');
            first = false;
            JsonText.WriteString(output, cookie.AsSpan());
        }
        output.Write("]}\0\0\0\0\0\0\0\0"u8);
    }

    private void SendBuffer()
    {
        if (_buffer.Length == 0)
            return;
        Begin();
        SendChunk(_buffer.Written);
        _buffer.Clear();
    }

    private void SendChunk(ReadOnlySpan<byte> data)
    {
        Begin();
        _frame.Clear();
        // The line end of a chunk travels with the size of the next.
        if (_anyChunk)
            _frame.Write("\r\n"u8);
        _frame.WriteHex(data.Length);
        _frame.Write("\r\n"u8);
        _anyChunk = true;
        Send(_frame.Written, data);
    }

    private void Send(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (_sent == SendResult.Sent)
            _sent = _client.ContinueStream(first, second);
        if (_sent == SendResult.Interrupted)
            throw new IOException("The Runtime API does not take the rest of the answer.");
        if (_sent == SendResult.Lost)
            throw new IOException("The connection to the Runtime API was lost in the middle of the answer.");
    }

    private void ThrowIfBegun()
    {
        if (HasBegun)
            throw new InvalidOperationException("The answer has begun: its head has been sent.");
    }

    private void ThrowIfOver()
    {
        ObjectDisposedException.ThrowIf(_over, this);
        ThrowIfOutlived();
    }

    private void ThrowIfCancelled(CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested)
            return;
        var cancelled = new OperationCanceledException(cancellation);
        _cutOff ??= cancelled;
        throw cancelled;
    }

    /// <summary>A task left running must not write into the answer of the next invocation.</summary>
    private void ThrowIfOutlived() => ObjectDisposedException.ThrowIf(_invocation.Generation != _generation, this);

    private static void ThrowIfNotHeader(string value, string parameter)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (value.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
            throw new ArgumentException("A header cannot hold control characters.", parameter);
    }
}
