namespace Lambda.Native.Buffers;

/// <summary>Writes JSON strings without System.Text.Json, so that a function which handles raw bytes does not link it.</summary>
internal static class JsonText
{
    internal static void WriteString(Utf8Buffer output, ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        while (!text.IsEmpty)
        {
            int plain = 0;
            while (plain < text.Length && text[plain] is >= ' ' and not ('"' or '\\'))
                plain++;
            if (plain > 0)
            {
                output.WriteText(text[..plain]);
                text = text[plain..];
                continue;
            }
            WriteEscaped(output, text[0]);
            text = text[1..];
        }
        output.Write((byte)'"');
    }

    /// <summary>A string of bytes that are UTF-8 already.</summary>
    internal static void WriteString(Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        output.Write((byte)'"');
        while (!utf8.IsEmpty)
        {
            int plain = 0;
            while (plain < utf8.Length && utf8[plain] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
                plain++;
            if (plain > 0)
            {
                output.Write(utf8[..plain]);
                utf8 = utf8[plain..];
                continue;
            }
            WriteEscaped(output, (char)utf8[0]);
            utf8 = utf8[1..];
        }
        output.Write((byte)'"');
    }

    /// <summary>With every character beyond ASCII escaped, for JSON in a header.</summary>
    internal static void WriteAsciiString(Utf8Buffer output, ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        foreach (char c in text)
        {
            if (c is < ' ' or '"' or '\\' or >= '\x7f')
                WriteEscaped(output, c);
            else
                output.Write((byte)c);
        }
        output.Write((byte)'"');
    }

    private static void WriteEscaped(Utf8Buffer output, char c)
    {
        switch (c)
        {
            case '"': output.Write("\\\""u8); break;
            case '\\': output.Write("\\\\"u8); break;
            case '\n': output.Write("\\n"u8); break;
            case '\r': output.Write("\\r"u8); break;
            case '\t': output.Write("\\t"u8); break;
            default:
                output.Write("\\u"u8);
                for (int shift = 12; shift >= 0; shift -= 4)
                    output.Write("0123456789abcdef"u8[c >> shift & 15]);
                break;
        }
    }
}
