namespace Lambda.Native.Tasks;

/// <summary>A prefix code as deflate writes it: each symbol's length follows from how often it occurs, the codes follow from the lengths.</summary>
internal sealed class HuffmanCode
{
    private readonly uint[] _codes;

    internal HuffmanCode(byte[] lengths)
    {
        Lengths = lengths;
        _codes = MakeCodes(lengths);
    }

    /// <summary>In bits, by symbol; 0 for one that does not occur.</summary>
    internal byte[] Lengths { get; }

    /// <summary>The optimal code of which no symbol is longer than the limit.</summary>
    internal static HuffmanCode Optimal(int[] counts, int limit) => new(MakeLengths(counts, limit));

    internal void Write(BitWriter bits, int symbol) => bits.Write(_codes[symbol], Lengths[symbol]);

    /// <summary>By packages: of the cheapest sets of leaves that fill one unit less each time, the ones that are in the last 2n - 2.</summary>
    private static byte[] MakeLengths(int[] counts, int limit)
    {
        var lengths = new byte[counts.Length];
        int[] symbols = [.. Enumerable.Range(0, counts.Length).Where(symbol => counts[symbol] > 0).OrderBy(symbol => counts[symbol]).ThenBy(symbol => symbol)];
        if (symbols.Length < 2)
        {
            foreach (int symbol in symbols)
                lengths[symbol] = 1;
            return lengths;
        }
        Package[] leaves = Array.ConvertAll(symbols, symbol => new Package(counts[symbol], symbol));
        Package[] row = leaves;
        for (int level = 1; level < limit; level++)
        {
            var next = new List<Package>(2 * leaves.Length);
            int leaf = 0;
            for (int pair = 0; pair + 1 < row.Length; pair += 2)
            {
                var package = new Package(row[pair], row[pair + 1]);
                while (leaf < leaves.Length && leaves[leaf].Weight <= package.Weight)
                    next.Add(leaves[leaf++]);
                next.Add(package);
            }
            while (leaf < leaves.Length)
                next.Add(leaves[leaf++]);
            row = [.. next];
        }
        foreach (Package package in row.Take(2 * leaves.Length - 2))
            package.CountLeaves(lengths);
        return lengths;
    }

    private static uint[] MakeCodes(byte[] lengths)
    {
        const int longest = 15;
        var counts = new int[longest + 1];
        foreach (byte length in lengths)
            counts[length]++;
        counts[0] = 0;
        var next = new uint[longest + 1];
        for (int length = 1; length <= longest; length++)
            next[length] = (next[length - 1] + (uint)counts[length - 1]) << 1;
        var codes = new uint[lengths.Length];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
                codes[symbol] = Reverse(next[lengths[symbol]]++, lengths[symbol]);
        }
        return codes;
    }

    private static uint Reverse(uint code, int length)
    {
        uint reversed = 0;
        for (int i = 0; i < length; i++)
            reversed |= (code >> i & 1) << (length - 1 - i);
        return reversed;
    }

    private sealed class Package
    {
        private readonly int _symbol;
        private readonly Package? _first;
        private readonly Package? _second;

        internal Package(int weight, int symbol)
        {
            Weight = weight;
            _symbol = symbol;
        }

        internal Package(Package first, Package second)
        {
            Weight = first.Weight + second.Weight;
            _first = first;
            _second = second;
        }

        internal long Weight { get; }

        internal void CountLeaves(byte[] lengths)
        {
            if (_first is null || _second is null)
            {
                lengths[_symbol]++;
                return;
            }
            _first.CountLeaves(lengths);
            _second.CountLeaves(lengths);
        }
    }
}
