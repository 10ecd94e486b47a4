using Lambda.Native.Buffers;

namespace Lambda.Native.Api;

/// <summary>The head of a POST, built anew in one reused buffer.</summary>
internal sealed class RequestHead(byte[] start, byte[] end)
{
    private readonly Utf8Buffer _buffer = new(1024);
    private int _requestIdStart;
    private int _requestIdLength;

    internal ReadOnlySpan<byte> Bytes => _buffer.Written;

    /// <summary>For the log, when the reply has overwritten the buffer the invocation lies in.</summary>
    internal ReadOnlySpan<byte> RequestId => _buffer.Written.Slice(_requestIdStart, _requestIdLength);

    /// <summary>A POST to a call about an invocation; what the server wants back of it is among the headers.</summary>
    internal void ForInvocation(Invocation invocation, ReadOnlySpan<byte> call)
    {
        _buffer.Clear();
        _buffer.Write(start);
        _buffer.Write("invocation/"u8);
        _requestIdStart = _buffer.Length;
        _buffer.Write(invocation.RequestIdBytes);
        _requestIdLength = _buffer.Length - _requestIdStart;
        _buffer.Write(call);
        _buffer.Write(end);
        if (invocation.AttemptId.IsEmpty)
            return;
        Add("Lambda-Runtime-Invocation-Id: "u8, invocation.AttemptId.Span);
    }

    /// <summary>A POST to any other call.</summary>
    internal void For(ReadOnlySpan<byte> call)
    {
        _buffer.Clear();
        _buffer.Write(start);
        _requestIdStart = _requestIdLength = 0;
        _buffer.Write(call);
        _buffer.Write(end);
    }

    internal void Add(ReadOnlySpan<byte> line)
    {
        _buffer.Write(line);
        _buffer.Write("\r\n"u8);
    }

    internal void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _buffer.Write(name);
        Add(value);
    }

    internal void Add(ReadOnlySpan<byte> name, string value)
    {
        _buffer.Write(name);
        _buffer.WriteText(value);
        _buffer.Write("\r\n"u8);
    }

    internal void End(int contentLength)
    {
        _buffer.Write("Content-Length: "u8);
        _buffer.WriteNumber(contentLength);
        _buffer.Write("\r\n\r\n"u8);
    }

    internal void EndChunked() => _buffer.Write("Transfer-Encoding: chunked\r\n\r\n"u8);
}
