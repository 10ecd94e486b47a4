using System.Text;
using Lambda.Native.Buffers;

namespace Lambda.Native.Http;

/// <summary>What of a reply's head decides how its body is read.</summary>
internal readonly ref struct ReplyHead
{
    private const int StatusLineMinimum = 12;

    private ReplyHead(int status, int firstLineLength, long contentLength, bool chunked, bool keepAlive)
    {
        Status = status;
        FirstLineLength = firstLineLength;
        ContentLength = contentLength;
        Chunked = chunked;
        KeepAlive = keepAlive;
    }

    internal int Status { get; }

    /// <summary>The status line with its line end.</summary>
    internal int FirstLineLength { get; }

    /// <summary>-1 when the reply does not say.</summary>
    internal long ContentLength { get; }

    internal bool Chunked { get; }

    internal bool KeepAlive { get; }

    /// <param name="head">From the first byte of the status line to the empty line, both line ends included.</param>
    /// <param name="result">What was found.</param>
    internal static bool TryParse(ReadOnlySpan<byte> head, out ReplyHead result)
    {
        result = default;
        int first = head.IndexOf("\r\n"u8);
        // "HTTP/1.1 200", with or without a reason behind it.
        if (first < StatusLineMinimum || !head.StartsWith("HTTP/1."u8) || head[7] is not ((byte)'0' or (byte)'1') || head[8] != ' ')
            return false;
        int status = 0;
        for (int i = 9; i < StatusLineMinimum; i++)
        {
            int digit = head[i] - '0';
            if ((uint)digit > 9)
                return false;
            status = status * 10 + digit;
        }
        if (status < 100 || (first > StatusLineMinimum && head[StatusLineMinimum] != ' '))
            return false;

        long contentLength = -1;
        bool chunked = false;
        bool keepAlive = head[7] == '1';
        var lines = new HeaderLines(head[(first + 2)..]);
        while (lines.MoveNext())
        {
            ReadOnlySpan<byte> name = lines.Name;
            switch (name.Length)
            {
                case 10 when Ascii.EqualsIgnoreCase(name, "connection"u8):
                    if (Ascii.EqualsIgnoreCase(lines.Value, "close"u8))
                        keepAlive = false;
                    else if (Ascii.EqualsIgnoreCase(lines.Value, "keep-alive"u8))
                        keepAlive = true;
                    break;
                case 14 when Ascii.EqualsIgnoreCase(name, "content-length"u8):
                    if (!Digits.TryParse(lines.Value, out long length) || (contentLength >= 0 && contentLength != length))
                        return false;
                    contentLength = length;
                    break;
                case 17 when Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8):
                    if (chunked || !Ascii.EqualsIgnoreCase(lines.Value, "chunked"u8))
                        return false;
                    chunked = true;
                    break;
            }
        }
        if (lines.Malformed)
            return false;
        // RFC 9112, 6.3: of both only the encoding counts, and the connection is not to be trusted afterwards.
        if (chunked && contentLength >= 0)
            keepAlive = false;
        if (!chunked && contentLength < 0 && status is not (204 or 304))
            keepAlive = false;
        result = new ReplyHead(status, first + 2, contentLength, chunked, keepAlive);
        return true;
    }

    /// <summary>Reads a chunk's size; extensions behind a semicolon are allowed and ignored.</summary>
    internal static bool TryParseChunkSize(ReadOnlySpan<byte> line, out int size)
    {
        size = 0;
        int semicolon = line.IndexOf((byte)';');
        ReadOnlySpan<byte> digits = (semicolon < 0 ? line : line[..semicolon]).TrimEnd(" \t"u8);
        if (digits.Length is 0 or > 7)
            return false;
        foreach (byte c in digits)
        {
            int digit = c switch
            {
                >= (byte)'0' and <= (byte)'9' => c - '0',
                >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
                return false;
            size = size << 4 | digit;
        }
        return true;
    }
}
