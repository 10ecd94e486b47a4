namespace Lambda.Native.Tasks;

/// <summary>How often each symbol occurs.</summary>
internal sealed class DeflateHistogram
{
    // What a block's header costs, and what each symbol in its tables does, in bits: near enough to decide where to cut.
    private const int HeaderBits = 80;
    private const int SymbolBits = 3;

    internal DeflateHistogram()
    {
    }

    internal DeflateHistogram(uint[] tokens, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            uint token = tokens[i];
            if (DeflateSymbols.IsMatch(token))
            {
                Literals[DeflateSymbols.LengthSymbol(DeflateSymbols.LengthOf(token))]++;
                Distances[DeflateSymbols.DistanceSymbol(DeflateSymbols.DistanceOf(token))]++;
            }
            else
            {
                Literals[token]++;
            }
        }
    }

    /// <summary>Literals, the end of the block, lengths.</summary>
    internal int[] Literals { get; } = new int[DeflateSymbols.Literals];

    internal int[] Distances { get; } = new int[DeflateSymbols.Distances];

    internal void Add(DeflateHistogram other)
    {
        for (int i = 0; i < Literals.Length; i++)
            Literals[i] += other.Literals[i];
        for (int i = 0; i < Distances.Length; i++)
            Distances[i] += other.Distances[i];
    }

    /// <summary>About what a block of these symbols takes, without extra bits, in parts of a bit.</summary>
    internal long Cost() => ((long)HeaderBits << Logarithm.FractionBits) + Cost(Literals) + Cost(Distances);

    private static long Cost(int[] counts)
    {
        long total = 0, sum = 0;
        foreach (int count in counts)
        {
            if (count == 0)
                continue;
            total += count;
            sum += ((long)SymbolBits << Logarithm.FractionBits) - (long)count * Logarithm.Of(count);
        }
        return total == 0 ? 0 : sum + total * Logarithm.Of((int)total);
    }
}
