namespace Lambda.Native.Tasks;

/// <summary>What literals, lengths and distances cost in a block like the one given, extra bits included, in parts of a bit.</summary>
internal sealed class DeflateCosts
{
    internal DeflateCosts(DeflateBlock block)
    {
        int[] literals = Costs(block.Histogram.Literals);
        Array.Copy(literals, Literals, Literals.Length);
        for (int length = DeflateSymbols.MinLength; length <= DeflateSymbols.MaxLength; length++)
        {
            int symbol = DeflateSymbols.LengthSymbol(length);
            Lengths[length] = literals[symbol] + (DeflateSymbols.LengthExtraBits(symbol) << Logarithm.FractionBits);
        }
        Distances = Costs(block.Histogram.Distances);
        for (int symbol = 0; symbol < Distances.Length; symbol++)
            Distances[symbol] += DeflateSymbols.DistanceExtraBits(symbol) << Logarithm.FractionBits;
    }

    internal int[] Literals { get; } = new int[256];

    /// <summary>By the length, not its symbol.</summary>
    internal int[] Lengths { get; } = new int[DeflateSymbols.MaxLength + 1];

    /// <summary>By the distance's symbol.</summary>
    internal int[] Distances { get; }

    private static int[] Costs(int[] counts)
    {
        int total = Logarithm.Of(Math.Max(1, counts.Sum()));
        // What has not occurred costs as much as what occurred once; nothing is free.
        return Array.ConvertAll(counts, count => Math.Max(1 << (Logarithm.FractionBits - 1), total - Logarithm.Of(Math.Max(1, count))));
    }
}
