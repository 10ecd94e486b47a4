namespace Lambda.Native.Tasks;

/// <summary>A block: literals and matches that share their codes.</summary>
internal sealed class DeflateBlock
{
    private const int LongestCode = 15;
    private const int LongestLengthCode = 7;
    private const int StoredLimit = 65535;

    private static readonly int[] s_lengthCodeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private static readonly HuffmanCode s_fixedLiterals = new([.. Enumerable.Range(0, 288).Select(symbol => (byte)(symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))]);
    private static readonly HuffmanCode s_fixedDistances = new([.. Enumerable.Repeat((byte)5, DeflateSymbols.Distances)]);

    internal DeflateBlock(uint[] tokens)
    {
        Tokens = tokens;
        Histogram = new DeflateHistogram(tokens, 0, tokens.Length);
        Histogram.Literals[DeflateSymbols.EndOfBlock] = 1;
        foreach (uint token in tokens)
            Length += DeflateSymbols.LengthOrOne(token);
    }

    internal uint[] Tokens { get; }

    internal DeflateHistogram Histogram { get; }

    /// <summary>In bytes of the data.</summary>
    internal int Length { get; }

    /// <summary>Whether it is no noise, which a better parse does not make smaller.</summary>
    internal bool IsWorthCompressing => Histogram.Cost() < 8L * Length << Logarithm.FractionBits;

    /// <summary>In the smallest of the three forms: stored, with the fixed codes, with codes of its own.</summary>
    /// <param name="data">All of the data.</param>
    /// <param name="start">Where in it the block begins.</param>
    /// <param name="bits">Where it is written.</param>
    /// <param name="isLast">Whether nothing comes after it.</param>
    internal void Write(byte[] data, int start, BitWriter bits, bool isLast)
    {
        var literals = HuffmanCode.Optimal(Histogram.Literals, LongestCode);
        int[] distanceCounts = (int[])Histogram.Distances.Clone();
        // Some readers refuse a code of fewer than two symbols.
        for (int symbol = 0; distanceCounts.Count(count => count > 0) < 2; symbol++)
            distanceCounts[symbol] = Math.Max(1, distanceCounts[symbol]);
        var distances = HuffmanCode.Optimal(distanceCounts, LongestCode);
        int literalCount = Used(literals.Lengths, 257), distanceCount = Used(distances.Lengths, 1);
        (int Symbol, int Extra)[] lengths = [.. RunLengths([.. literals.Lengths.Take(literalCount), .. distances.Lengths.Take(distanceCount)])];
        var lengthCounts = new int[s_lengthCodeOrder.Length];
        foreach ((int symbol, _) in lengths)
            lengthCounts[symbol]++;
        var lengthCode = HuffmanCode.Optimal(lengthCounts, LongestLengthCode);
        int lengthCodeCount = s_lengthCodeOrder.Length;
        while (lengthCodeCount > 4 && lengthCode.Lengths[s_lengthCodeOrder[lengthCodeCount - 1]] == 0)
            lengthCodeCount--;

        long ownSize = 14 + 3 * lengthCodeCount + lengths.Sum(l => (long)lengthCode.Lengths[l.Symbol] + ExtraBits(l.Symbol)) + BodySize(literals, distances);
        long fixedSize = BodySize(s_fixedLiterals, s_fixedDistances);
        long storedSize = 8L * Length + 40L * Math.Max(1, (Length + StoredLimit - 1) / StoredLimit);
        if (storedSize < Math.Min(ownSize, fixedSize))
        {
            WriteStored(data, start, bits, isLast);
            return;
        }
        bits.Write(isLast ? 1u : 0u, 1);
        if (fixedSize <= ownSize)
        {
            bits.Write(1, 2);
            WriteBody(bits, s_fixedLiterals, s_fixedDistances);
            return;
        }
        bits.Write(2, 2);
        bits.Write((uint)literalCount - 257, 5);
        bits.Write((uint)distanceCount - 1, 5);
        bits.Write((uint)lengthCodeCount - 4, 4);
        for (int i = 0; i < lengthCodeCount; i++)
            bits.Write(lengthCode.Lengths[s_lengthCodeOrder[i]], 3);
        foreach ((int symbol, int extra) in lengths)
        {
            lengthCode.Write(bits, symbol);
            bits.Write((uint)extra, ExtraBits(symbol));
        }
        WriteBody(bits, literals, distances);
    }

    private static int Used(byte[] lengths, int atLeast)
    {
        int count = lengths.Length;
        while (count > atLeast && lengths[count - 1] == 0)
            count--;
        return count;
    }

    /// <summary>Code lengths with their repetitions: 16 repeats the one before 3 to 6 times, 17 and 18 are 3 to 10 and 11 to 138 zeros.</summary>
    private static IEnumerable<(int Symbol, int Extra)> RunLengths(byte[] lengths)
    {
        for (int i = 0; i < lengths.Length;)
        {
            byte length = lengths[i];
            int run = 1;
            while (i + run < lengths.Length && lengths[i + run] == length)
                run++;
            i += run;
            if (length == 0)
            {
                for (; run >= 11; run -= Math.Min(run, 138))
                    yield return (18, Math.Min(run, 138) - 11);
                if (run >= 3)
                {
                    yield return (17, run - 3);
                    run = 0;
                }
            }
            else
            {
                yield return (length, 0);
                run--;
                for (; run >= 3; run -= Math.Min(run, 6))
                    yield return (16, Math.Min(run, 6) - 3);
            }
            for (; run > 0; run--)
                yield return (length, 0);
        }
    }

    private static int ExtraBits(int lengthSymbol) => lengthSymbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };

    private long BodySize(HuffmanCode literals, HuffmanCode distances)
    {
        long size = 0;
        for (int symbol = 0; symbol < Histogram.Literals.Length; symbol++)
            size += (long)Histogram.Literals[symbol] * (literals.Lengths[symbol] + (symbol > DeflateSymbols.EndOfBlock ? DeflateSymbols.LengthExtraBits(symbol) : 0));
        for (int symbol = 0; symbol < Histogram.Distances.Length; symbol++)
            size += (long)Histogram.Distances[symbol] * (distances.Lengths[symbol] + DeflateSymbols.DistanceExtraBits(symbol));
        return size;
    }

    private void WriteBody(BitWriter bits, HuffmanCode literals, HuffmanCode distances)
    {
        foreach (uint token in Tokens)
        {
            if (!DeflateSymbols.IsMatch(token))
            {
                literals.Write(bits, (int)token);
                continue;
            }
            int length = DeflateSymbols.LengthOf(token), distance = DeflateSymbols.DistanceOf(token);
            int symbol = DeflateSymbols.LengthSymbol(length), extraBits = DeflateSymbols.LengthExtraBits(symbol);
            literals.Write(bits, symbol);
            bits.Write(DeflateSymbols.LengthExtra(length, extraBits), extraBits);
            symbol = DeflateSymbols.DistanceSymbol(distance);
            extraBits = DeflateSymbols.DistanceExtraBits(symbol);
            distances.Write(bits, symbol);
            bits.Write(DeflateSymbols.DistanceExtra(distance, extraBits), extraBits);
        }
        literals.Write(bits, DeflateSymbols.EndOfBlock);
    }

    private void WriteStored(byte[] data, int start, BitWriter bits, bool isLast)
    {
        int left = Length;
        do
        {
            int count = Math.Min(left, StoredLimit);
            bits.Write(isLast && count == left ? 1u : 0u, 3);
            bits.Align();
            bits.Write((uint)count, 16);
            bits.Write((uint)~count & 0xffff, 16);
            bits.Write(data, start + Length - left, count);
            left -= count;
        }
        while (left > 0);
    }
}
