namespace Lambda.Native.Buffers;

/// <summary>Reads decimal numbers strictly: digits and nothing else. The base library's parsers would bring culture data along.</summary>
internal static class Digits
{
    private const int MaxDigits = 18;

    internal static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > MaxDigits)
            return false;
        foreach (byte c in text)
        {
            uint digit = (uint)(c - '0');
            if (digit > 9)
                return false;
            value = value * 10 + digit;
        }
        return true;
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > MaxDigits)
            return false;
        foreach (char c in text)
        {
            uint digit = (uint)(c - '0');
            if (digit > 9)
                return false;
            value = value * 10 + digit;
        }
        return true;
    }
}
