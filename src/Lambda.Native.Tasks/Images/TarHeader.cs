using System.Globalization;
using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>Where the fields of a tar's header block lie (POSIX.1-2001, ustar) and how its numbers are written.</summary>
internal static class TarHeader
{
    internal const int BlockLength = 512;
    internal const int NameLength = 100;
    internal const int ModeOffset = 100;
    internal const int UserOffset = 108;
    internal const int GroupOffset = 116;
    internal const int SizeOffset = 124;
    internal const int TimeOffset = 136;
    internal const int ChecksumOffset = 148;
    internal const int TypeOffset = 156;
    internal const int MagicOffset = 257;
    internal const int ShortNumberLength = 8;
    internal const int LongNumberLength = 12;

    internal const byte RegularFile = (byte)'0';
    internal const byte Folder = (byte)'5';
    internal const byte Attributes = (byte)'x';

    internal static void WriteNumber(byte[] block, int offset, int length, long value)
    {
        string digits = Convert.ToString(value, 8).PadLeft(length - 1, '0');
        Encoding.ASCII.GetBytes(digits, 0, length - 1, block, offset);
    }

    /// <summary>-1 for what is no number.</summary>
    internal static long ReadNumber(byte[] block, int offset, int length)
    {
        string digits = Encoding.ASCII.GetString(block, offset, length).Trim('\0', ' ');
        long value = 0;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7')
                return -1;
            value = (value * 8) + (digit - '0');
        }
        return digits.Length > 0 ? value : -1;
    }

    /// <summary>The sum of all bytes, with spaces in the place of the sum itself.</summary>
    internal static int Checksum(byte[] block)
    {
        int sum = 0;
        for (int i = 0; i < BlockLength; i++)
            sum += i is >= ChecksumOffset and < ChecksumOffset + ShortNumberLength ? ' ' : block[i];
        return sum;
    }

    internal static long Padding(long length) => (BlockLength - (length % BlockLength)) % BlockLength;

    /// <summary>A record of a pax header: its own length in decimal, a space, name=value and a line feed.</summary>
    internal static byte[] Record(string name, string value)
    {
        int rest = Encoding.UTF8.GetByteCount($" {name}={value}\n");
        int length = rest + 1;
        while (rest + length.ToString(CultureInfo.InvariantCulture).Length != length)
            length++;
        return Encoding.UTF8.GetBytes($"{length.ToString(CultureInfo.InvariantCulture)} {name}={value}\n");
    }
}
