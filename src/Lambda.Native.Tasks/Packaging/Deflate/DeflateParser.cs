namespace Lambda.Native.Tasks;

/// <summary>Turns a piece of the data into blocks of literals and matches.</summary>
internal sealed class DeflateParser
{
    // In tokens: where a block may begin. Programs change their kind often.
    private const int Grid = 1024;

    // The time it takes to cut grows with the square.
    private const int MostCells = 256;

    // How often a block is parsed under the costs of its last parse; a third time saves a ten-thousandth.
    private const int Passes = 2;

    private readonly DeflateMatches _matches = new();
    private byte[] _data = [];
    private int[] _cost = [];
    private uint[] _choice = [];

    /// <param name="data">All of the data.</param>
    /// <param name="start">Where the piece begins; what is before it can be referred to.</param>
    /// <param name="end">Where the piece ends.</param>
    internal List<DeflateBlock> Parse(byte[] data, int start, int end)
    {
        _data = data;
        _matches.Find(data, start, end);
        if (_cost.Length <= end - start)
        {
            _cost = new int[end - start + 1];
            _choice = new uint[end - start + 1];
        }
        var blocks = new List<DeflateBlock>();
        foreach (uint[] tokens in Cut(_choice, ParseLazily(start, end)))
        {
            var block = new DeflateBlock(tokens);
            for (int pass = 0; pass < Passes && block.IsWorthCompressing; pass++)
                block = ParseCheapest(start, start + block.Length, new DeflateCosts(block));
            blocks.Add(block);
            start += block.Length;
        }
        return blocks;
    }

    /// <summary>The longest match, unless the next place has a longer one: good enough to see where the data changes its kind. The tokens are left in _choice.</summary>
    private int ParseLazily(int start, int end)
    {
        int count = 0;
        for (int i = start; i < end;)
        {
            uint match = _matches.Longest(i);
            if (match != 0 && i + 1 < end && DeflateSymbols.LengthOf(_matches.Longest(i + 1)) > DeflateSymbols.LengthOf(match))
                match = 0;
            _choice[count++] = match != 0 ? match : _data[i];
            i += match != 0 ? DeflateSymbols.LengthOf(match) : 1;
        }
        return count;
    }

    /// <summary>Where blocks begin and end so that all together are smallest, by the entropy of what is in them and a price for each table of codes.</summary>
    private static List<uint[]> Cut(uint[] tokens, int count)
    {
        int grid = Math.Max(Grid, count / MostCells);
        int cells = Math.Max(1, (count + grid - 1) / grid);
        var histograms = new DeflateHistogram[cells];
        for (int i = 0; i < cells; i++)
            histograms[i] = new DeflateHistogram(tokens, i * grid, Math.Min((i + 1) * grid, count));
        var cost = new long[cells + 1];
        var from = new int[cells + 1];
        for (int end = 1; end <= cells; end++)
        {
            cost[end] = long.MaxValue;
            var sum = new DeflateHistogram();
            for (int start = end - 1; start >= 0; start--)
            {
                sum.Add(histograms[start]);
                long total = cost[start] + sum.Cost();
                if (total < cost[end])
                    (cost[end], from[end]) = (total, start);
            }
        }
        var blocks = new List<uint[]>();
        for (int end = cells; end > 0; end = from[end])
        {
            int start = from[end] * grid;
            var block = new uint[Math.Min(end * grid, count) - start];
            Array.Copy(tokens, start, block, 0, block.Length);
            blocks.Add(block);
        }
        blocks.Reverse();
        return blocks;
    }

    private DeflateBlock ParseCheapest(int start, int end, DeflateCosts costs)
    {
        int length = end - start;
        int[] cost = _cost;
        uint[] choice = _choice;
        int[] lengthCosts = costs.Lengths;
        for (int i = 1; i <= length; i++)
            cost[i] = int.MaxValue;
        for (int i = 0; i < length; i++)
        {
            int here = cost[i];
            int literal = here + costs.Literals[_data[start + i]];
            if (literal < cost[i + 1])
            {
                cost[i + 1] = literal;
                choice[i + 1] = _data[start + i];
            }
            int longest = Math.Min(length - i, DeflateSymbols.MaxLength);
            int next = DeflateSymbols.MinLength;
            (int first, int last) = _matches.At(start + i);
            // Where the longest fits, a shorter one is next to never better; without this, long runs would take 256 times as long.
            if (last > first && _matches.Length(last - 1) == DeflateSymbols.MaxLength)
                next = Math.Max(next, longest);
            for (int m = first; m < last && next <= longest; m++)
            {
                int to = Math.Min(_matches.Length(m), longest);
                int distance = _matches.Distance(m);
                int withDistance = here + costs.Distances[DeflateSymbols.DistanceSymbol(distance)];
                for (; next <= to; next++)
                {
                    int total = withDistance + lengthCosts[next];
                    if (total < cost[i + next])
                    {
                        cost[i + next] = total;
                        choice[i + next] = DeflateSymbols.Match(next, distance);
                    }
                }
            }
        }
        int count = 0;
        for (int i = length; i > 0; i -= DeflateSymbols.LengthOrOne(choice[i]))
            count++;
        var tokens = new uint[count];
        for (int i = length; i > 0; i -= DeflateSymbols.LengthOrOne(choice[i]))
            tokens[--count] = choice[i];
        return new DeflateBlock(tokens);
    }
}
