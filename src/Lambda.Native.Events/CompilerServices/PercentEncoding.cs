using System.Text;
using System.Text.Unicode;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>Percent-encoded text, strictly: half an escape and escapes that are no UTF-8 are refused, not passed on as they are.</summary>
internal static class PercentEncoding
{
    /// <summary>The text that a form or query encodes; null if it is malformed.</summary>
    internal static string? DecodeForm(string text)
    {
        if (text.AsSpan().IndexOfAny('%', '+') < 0)
            return text;
        byte[] bytes = Encoding.UTF8.GetBytes(text.Replace('+', ' '));
        return TryDecode(bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>Decodes in place.</summary>
    internal static bool TryDecode(Span<byte> text, out int length)
    {
        length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[i + 1]) || !char.IsAsciiHexDigit((char)text[i + 2]))
                    return false;
                b = (byte)(Digit(text[i + 1]) << 4 | Digit(text[i + 2]));
                i += 2;
            }
            text[length++] = b;
        }
        return Utf8.IsValid(text[..length]);
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
