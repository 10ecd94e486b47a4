using System.Buffers;
using System.Text;

namespace Lambda.Native.Loop;

/// <summary>Writes JSON strings without System.Text.Json, so that a function which handles raw bytes does not link it.</summary>
internal static class JsonText
{
    private const int MaxBytesPerChar = 3;

    internal static void WriteString(ResponseBuffer output, ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        while (!text.IsEmpty)
        {
            int plain = 0;
            while (plain < text.Length && text[plain] is >= ' ' and not ('"' or '\\'))
                plain++;
            if (plain > 0)
            {
                // Lone surrogates become U+FFFD: the document stays valid UTF-8 whatever the message holds.
                int written = Encoding.UTF8.GetBytes(text[..plain], output.GetSpan(checked(plain * MaxBytesPerChar)));
                output.Advance(written);
                text = text[plain..];
                continue;
            }
            WriteEscaped(output, text[0]);
            text = text[1..];
        }
        output.Write((byte)'"');
    }

    private static void WriteEscaped(ResponseBuffer output, char c)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\r': output.Write("\\r"u8); break;
            case '\t': output.Write("\\t"u8); break;
            default:
                output.Write("\\u00"u8);
                output.Write("0123456789abcdef"u8[c >> 4]);
                output.Write("0123456789abcdef"u8[c & 15]);
                break;
        }
    }
}
