namespace Lambda.Native.Buffers;

/// <summary>Walks the lines of a stack trace. The base library's enumerator knows seven line ends and brings 10 KiB of search tables for them.</summary>
internal ref struct Lines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The line, without white space at its ends.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    public readonly Lines GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            int end = 0;
            while (end < _rest.Length && _rest[end] != '\n')
                end++;
            Current = _rest[..end].Trim();
            _rest = end < _rest.Length ? _rest[(end + 1)..] : default;
            if (!Current.IsEmpty)
                return true;
        }
        return false;
    }
}
