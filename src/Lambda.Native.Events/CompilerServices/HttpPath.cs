using System.Runtime.CompilerServices;
using System.Text;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>A request's path in segments, decoded. A slash at the end does not count; one that is encoded belongs to its segment.</summary>
internal sealed class HttpPath
{
    /// <summary>Routes have no more; of longer paths only the number of segments is known, and the rest as one text.</summary>
    internal const int MaxSegments = 32;

    private readonly char[] _text;
    private readonly int _length;
    private readonly Ends _ends;
    private readonly int _count;
    private int _first;

    private HttpPath(char[] text, int length, Ends ends, int count)
    {
        _text = text;
        _length = length;
        _ends = ends;
        _count = count;
    }

    internal int Count => _count - _first;

    internal ReadOnlySpan<char> this[int index]
    {
        get
        {
            index += _first;
            return index >= Math.Min(_count, MaxSegments) ? default : _text.AsSpan(StartOf(index).._ends[index]);
        }
    }

    /// <summary>The segments from one on, with the slashes between.</summary>
    internal ReadOnlySpan<char> From(int index)
    {
        index += _first;
        return index >= Math.Min(_count, MaxSegments) ? default : _text.AsSpan(StartOf(index).._length);
    }

    /// <summary>Takes the first segment off if it is the stage.</summary>
    internal void SkipStage(ReadOnlySpan<char> stage)
    {
        if (_first == 0 && stage is not (['$', ..] or []) && this[0].SequenceEqual(stage))
            _first = 1;
    }

    /// <summary>Null if the path is malformed.</summary>
    /// <param name="path">As the event has it; overwritten.</param>
    /// <param name="isEncoded">Whether it is percent-encoded: HTTP APIs decode it.</param>
    internal static HttpPath? Parse(Span<byte> path, bool isEncoded)
    {
        if (path is [(byte)'/', ..])
            path = path[1..];
        if (path is [.., (byte)'/'])
            path = path[..^1];
        var text = new char[path.Length];
        var ends = new Ends();
        int count = 0, length = 0;
        bool more = path.Length > 0;
        while (more)
        {
            int slash = path.IndexOf((byte)'/');
            more = slash >= 0;
            Span<byte> segment = more ? path[..slash] : path;
            path = more ? path[(slash + 1)..] : default;
            int bytes = segment.Length;
            if (isEncoded && !PercentEncoding.TryDecode(segment, out bytes))
                return null;
            length += Encoding.UTF8.GetChars(segment[..bytes], text.AsSpan(length));
            if (count < MaxSegments)
                ends[count] = length;
            count++;
            if (more)
                text[length++] = '/';
        }
        return new HttpPath(text, length, ends, count);
    }

    private int StartOf(int index) => index == 0 ? 0 : _ends[index - 1] + 1;

    [InlineArray(MaxSegments)]
    private struct Ends
    {
        private int _first;
    }
}
