namespace Lambda.Native.Tasks;

/// <summary>For each place of a piece of the data, the earlier places with the same bytes: each length at its smallest distance, longer ones further away.</summary>
internal sealed class DeflateMatches
{
    // How many earlier places are looked at; twice as many find next to nothing more.
    private const int Depth = 64;

    // A place has one or two matches in programs and three or four in text; what is beyond this was made to be.
    private const int MatchesPerPlace = 16;
    private const int MostHashBits = 16;
    private const int FewestHashBits = 8;
    private const int TreeLength = 4;
    private const int NoPlace = -1;

    private byte[] _data = [];
    private int _start;
    private int _end;
    private int _hashBits = FewestHashBits;
    private int[] _first = [];
    private ushort[] _lengths = [];
    private ushort[] _distances = [];
    private int _count;

    // The last place of each three bytes.
    private int[] _recent = [];

    // For each four bytes a binary search tree of their places in the order of the bytes that follow; the newest is the root, so that a walk down meets each length at
    // its smallest distance first. A place's two children are overwritten when it is too far away to be referred to.
    private int[] _roots = [];
    private int[] _children = [];

    /// <summary>Forgets what was found and looks at another piece.</summary>
    /// <param name="data">All of the data.</param>
    /// <param name="start">Where the piece begins; what is before it can be referred to.</param>
    /// <param name="end">Where the piece ends; no match reaches beyond it.</param>
    internal void Find(byte[] data, int start, int end)
    {
        (_data, _start, _end, _count) = (data, start, end, 0);
        Reserve();
        for (int place = Math.Max(0, start - DeflateSymbols.MaxDistance); place < end; place++)
        {
            if (place >= start)
                _first[place - start] = _count;
            Visit(place);
        }
        _first[end - start] = _count;
    }

    /// <summary>The numbers of the matches at a place, shortest first.</summary>
    internal (int First, int Last) At(int place) => (_first[place - _start], _first[place - _start + 1]);

    internal int Length(int match) => _lengths[match];

    internal int Distance(int match) => _distances[match];

    /// <summary>The longest match at a place as a token, or 0.</summary>
    internal uint Longest(int place)
    {
        (int first, int last) = At(place);
        return last > first ? DeflateSymbols.Match(Length(last - 1), Distance(last - 1)) : 0;
    }

    private void Reserve()
    {
        int length = _end - _start + 1;
        if (_first.Length < length)
        {
            _first = new int[length];
            _lengths = new ushort[length];
            _distances = new ushort[length];
        }
        while (_hashBits < MostHashBits && 1 << _hashBits < _end)
            _hashBits++;
        if (_recent.Length < 1 << _hashBits)
        {
            _recent = new int[1 << _hashBits];
            _roots = new int[1 << _hashBits];
            _children = new int[2 * Math.Min(1 << _hashBits, DeflateSymbols.MaxDistance + 1)];
        }
        for (int i = 0; i < _recent.Length; i++)
            _recent[i] = _roots[i] = NoPlace;
    }

    private int Hash(int bytes) => (int)((uint)bytes * 0x9e3779b1u >> (32 - _hashBits));

    /// <summary>Makes the place the root of its tree: what is smaller goes below its one child, what is greater below the other, and what is met on the way is a match.</summary>
    private void Visit(int place)
    {
        byte[] data = _data;
        int limit = Math.Min(_end - place, DeflateSymbols.MaxLength);
        if (limit < TreeLength)
            return;
        int oldest = Math.Max(0, place - DeflateSymbols.MaxDistance);
        int three = data[place] << 16 | data[place + 1] << 8 | data[place + 2];
        int hash = Hash(three);
        int candidate = _recent[hash];
        _recent[hash] = place;
        int longest = DeflateSymbols.MinLength - 1;
        if (candidate >= oldest && data[candidate] == data[place] && data[candidate + 1] == data[place + 1] && data[candidate + 2] == data[place + 2])
        {
            longest = DeflateSymbols.MinLength;
            Add(place, longest, place - candidate);
        }
        hash = Hash(three << 8 | data[place + 3]);
        candidate = _roots[hash];
        _roots[hash] = place;
        int[] children = _children;
        int smaller = Children(place), greater = smaller + 1;
        int smallerLength = 0, greaterLength = 0;
        for (int depth = Depth; candidate >= oldest && depth > 0; depth--)
        {
            // Whatever lies between two places in the order begins like both of them.
            int length = Math.Min(smallerLength, greaterLength);
            while (length + sizeof(ulong) <= limit && BitConverter.ToUInt64(data, candidate + length) == BitConverter.ToUInt64(data, place + length))
                length += sizeof(ulong);
            while (length < limit && data[candidate + length] == data[place + length])
                length++;
            if (length > longest)
            {
                longest = length;
                Add(place, length, place - candidate);
            }
            int below = Children(candidate);
            if (length == limit)
            {
                // As good as this place in every comparison to come, and further away: it is replaced.
                children[smaller] = children[below];
                children[greater] = children[below + 1];
                return;
            }
            if (data[candidate + length] < data[place + length])
            {
                children[smaller] = candidate;
                smaller = below + 1;
                candidate = children[smaller];
                smallerLength = length;
            }
            else
            {
                children[greater] = candidate;
                greater = below;
                candidate = children[greater];
                greaterLength = length;
            }
        }
        children[smaller] = children[greater] = NoPlace;
    }

    private static int Children(int place) => 2 * (place & DeflateSymbols.MaxDistance);

    private void Add(int place, int length, int distance)
    {
        if (place < _start || _count == MatchesPerPlace * (_end - _start))
            return;
        if (_count == _lengths.Length)
        {
            Array.Resize(ref _lengths, 2 * _count);
            Array.Resize(ref _distances, 2 * _count);
        }
        _lengths[_count] = (ushort)length;
        _distances[_count++] = (ushort)distance;
    }
}
