using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Json;

/// <summary>Which characters are escaped in strings, and what escapes stand for.</summary>
internal static class JsonEscapes
{
    private const int EscapeLength = 6;

    /// <summary>Where the first quote, backslash or control character is in ASCII text; −1 for none.</summary>
    internal static int IndexOfEscape(ReadOnlySpan<byte> ascii)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var quote = Vector128.Create((byte)'"');
            var backslash = Vector128.Create((byte)'\\');
            var space = Vector128.Create((byte)' ');
            var delete = Vector128.Create((byte)0x7f);
            for (; i + 16 <= ascii.Length; i += 16)
            {
                var text = Vector128.Create(ascii.Slice(i, 16));
                if (((Vector128.Equals(text, quote) | Vector128.Equals(text, backslash))
                    | (Vector128.LessThan(text, space) | Vector128.Equals(text, delete))) != default)
                    break;
            }
        }
        for (; i < ascii.Length; i++)
        {
            if (ascii[i] is < (byte)' ' or (byte)'"' or (byte)'\\' or 0x7f)
                return i;
        }
        return -1;
    }

    /// <summary>Of characters from U+0080 on, surrogates excepted: controls, spaces, separators, private use, the byte order mark, and what Unicode has not assigned.</summary>
    internal static bool IsEscaped(char c) => c == '\uFEFF' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>The inside of a JSON string that the reader has accepted, without its escapes. What is not UTF-8 stays as it is: it is for the one who needs characters to refuse it.</summary>
    /// <exception cref="JsonException">An escape is half of a surrogate pair.</exception>
    internal static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        byte[] plain = new byte[text.Length];
        int length = 0;
        while (!text.IsEmpty)
        {
            if (text[0] != '\\')
            {
                plain[length++] = text[0];
                text = text[1..];
                continue;
            }
            if (text[1] != 'u')
            {
                plain[length++] = Short(text[1]);
                text = text[2..];
                continue;
            }
            int scalar = Hex(text);
            text = text[EscapeLength..];
            if (char.IsHighSurrogate((char)scalar) && text is [(byte)'\\', (byte)'u', ..] && char.IsLowSurrogate((char)Hex(text)))
            {
                scalar = char.ConvertToUtf32((char)scalar, (char)Hex(text));
                text = text[EscapeLength..];
            }
            if (!Rune.TryCreate(scalar, out Rune rune))
                throw new JsonException("Expected a whole surrogate pair");
            length += rune.EncodeToUtf8(plain.AsSpan(length));
        }
        // Not plain[..length]: the copy of a part of an array links reflection and the type loader, 150 KiB of zip.
        return plain.AsSpan(0, length);
    }

    private static byte Short(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'t' => (byte)'\t',
        (byte)'n' => (byte)'\n',
        (byte)'f' => (byte)'\f',
        (byte)'r' => (byte)'\r',
        _ => letter,
    };

    /// <summary>Of <c>\uXXXX</c>, whose digits the reader has checked.</summary>
    private static int Hex(ReadOnlySpan<byte> escape)
    {
        int value = 0;
        foreach (byte digit in escape[2..EscapeLength])
            value = value << 4 | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return value;
    }
}
