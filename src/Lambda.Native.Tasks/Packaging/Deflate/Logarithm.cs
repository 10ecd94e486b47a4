namespace Lambda.Native.Tasks;

/// <summary>Logarithms to the base of two in whole numbers: floating point may differ in its last bit from one processor to another.</summary>
internal static class Logarithm
{
    internal const int FractionBits = 8;

    private const int TableBits = 13;

    private static readonly ushort[] s_table = MakeTable();

    /// <param name="value">At least 1.</param>
    internal static int Of(int value)
    {
        int shift = 0;
        for (; value >= 1 << TableBits; value >>= 1)
            shift++;
        return s_table[value] + (shift << FractionBits);
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[1 << TableBits];
        for (int value = 1; value < table.Length; value++)
        {
            int whole = 0;
            while (value >> (whole + 1) != 0)
                whole++;
            // One bit of the fraction for each squaring.
            ulong mantissa = (ulong)value << (31 - whole);
            int fraction = 0;
            for (int bit = 0; bit < FractionBits; bit++)
            {
                mantissa = mantissa * mantissa >> 31;
                fraction <<= 1;
                if (mantissa >= 1ul << 32)
                {
                    mantissa >>= 1;
                    fraction |= 1;
                }
            }
            table[value] = (ushort)(whole << FractionBits | fraction);
        }
        return table;
    }
}
