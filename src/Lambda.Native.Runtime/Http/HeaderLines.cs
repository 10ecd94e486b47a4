namespace Lambda.Native.Http;

/// <summary>Walks header lines, each <c>Name: value</c> and CR LF, up to the empty line.</summary>
internal ref struct HeaderLines(ReadOnlySpan<byte> lines)
{
    private ReadOnlySpan<byte> _rest = lines;

    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Without the white space around it.</summary>
    internal ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Whether the walk ended at something that is not a header line.</summary>
    internal bool Malformed { get; private set; }

    internal bool MoveNext()
    {
        int end = _rest.IndexOf("\r\n"u8);
        if (end <= 0)
        {
            Malformed = end < 0;
            return false;
        }
        ReadOnlySpan<byte> line = _rest[..end];
        int colon = line.IndexOf((byte)':');
        // A folded line begins with white space, a name that ends in it is another name to others, a broken line holds a bare CR, LF or NUL: none of them is
        // something to guess at.
        if (colon <= 0 || line[0] is (byte)' ' or (byte)'\t' || line[colon - 1] is (byte)' ' or (byte)'\t'
            || line.Contains((byte)'\r') || line.Contains((byte)'\n') || line.Contains((byte)0))
        {
            Malformed = true;
            return false;
        }
        Name = line[..colon];
        Value = line[(colon + 1)..].Trim(" \t"u8);
        _rest = _rest[(end + 2)..];
        return true;
    }
}
