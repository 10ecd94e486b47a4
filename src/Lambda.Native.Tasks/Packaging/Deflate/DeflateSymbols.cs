namespace Lambda.Native.Tasks;

/// <summary>The alphabets of RFC 1951, section 3.2.5. A token is a literal, 0 to 255, or a match: its length in the upper half, its distance in the lower.</summary>
internal static class DeflateSymbols
{
    internal const int MinLength = 3;
    internal const int MaxLength = 258;
    // One less than the format allows, so that as many places have as many numbers and a place's own is not among them.
    internal const int MaxDistance = 32767;
    internal const int EndOfBlock = 256;
    internal const int Literals = 286;
    internal const int Distances = 30;

    private const int FirstLength = 257;
    private const int LastLength = 285;

    private static readonly byte[] s_distanceSymbols = MakeDistances();
    private static readonly ushort[] s_lengthSymbols = MakeLengths();

    internal static uint Match(int length, int distance) => (uint)length << 16 | (uint)distance;

    internal static bool IsMatch(uint token) => token >> 16 != 0;

    internal static int LengthOf(uint token) => (int)(token >> 16);

    /// <summary>Of a match its length; a literal is one byte.</summary>
    internal static int LengthOrOne(uint token) => IsMatch(token) ? LengthOf(token) : 1;

    internal static int DistanceOf(uint token) => (int)(token & 0xffff);

    internal static int LengthSymbol(int length) => s_lengthSymbols[length];

    internal static int DistanceSymbol(int distance) => s_distanceSymbols[distance - 1];

    internal static int LengthExtraBits(int symbol) => symbol is < FirstLength + 8 or LastLength ? 0 : (symbol - FirstLength) / 4 - 1;

    internal static int DistanceExtraBits(int symbol) => symbol < 4 ? 0 : symbol / 2 - 1;

    internal static uint LengthExtra(int length, int bits) => (uint)(length - MinLength) & ((1u << bits) - 1);

    internal static uint DistanceExtra(int distance, int bits) => (uint)(distance - 1) & ((1u << bits) - 1);

    private static ushort[] MakeLengths()
    {
        var symbols = new ushort[MaxLength + 1];
        for (int length = MinLength; length <= MaxLength; length++)
        {
            int x = length - MinLength, high = HighestBit(x);
            symbols[length] = (ushort)(x < 8 ? FirstLength + x : FirstLength + 4 * (high - 1) + (x >> (high - 2) & 3));
        }
        symbols[MaxLength] = LastLength;
        return symbols;
    }

    private static byte[] MakeDistances()
    {
        var symbols = new byte[MaxDistance];
        for (int x = 0; x < MaxDistance; x++)
        {
            int high = HighestBit(x);
            symbols[x] = (byte)(x < 4 ? x : 2 * high + (x >> (high - 1) & 1));
        }
        return symbols;
    }

    private static int HighestBit(int x)
    {
        int bit = 0;
        while (x > 1)
        {
            x >>= 1;
            bit++;
        }
        return bit;
    }
}
