using System.Buffers.Text;
using System.Text;
using Lambda.Native.Json;

namespace Lambda.Native.CompilerServices;

/// <content>Strings, escaped as <c>JavaScriptEncoder.UnsafeRelaxedJsonEscaping</c> does: as little as JSON asks for, but for what no font shows and what is beyond the Basic Multilingual Plane.</content>
public ref partial struct JsonWriter
{
    private const int MaxBytesPerChar = 6;
    private const int PieceLength = 8192;

    /// <summary>A string, or null.</summary>
    public void String(string? value)
    {
        if (value is null)
            Null();
        else
            String(value.AsSpan());
    }

    /// <summary>A string.</summary>
    public void String(scoped ReadOnlySpan<char> value)
    {
        Byte((byte)'"');
        Escaped(value);
        Byte((byte)'"');
    }

    /// <summary>A string that is UTF-8 already and may hold anything: JSON in JSON. Escaped is only what JSON asks for.</summary>
    public void Text(scoped ReadOnlySpan<byte> utf8)
    {
        Byte((byte)'"');
        while (JsonEscapes.IndexOfEscape(utf8) is >= 0 and int escape)
        {
            Raw(utf8[..escape]);
            EscapedCharacter([(char)utf8[escape]]);
            utf8 = utf8[(escape + 1)..];
        }
        Raw(utf8);
        Byte((byte)'"');
    }

    /// <summary>A string of one character.</summary>
    public void Char(char value) => String([value]);

    /// <summary>A name of a member that is known at run time only, and the colon.</summary>
    public void Name(scoped ReadOnlySpan<char> name)
    {
        String(name);
        Byte((byte)':');
    }

    /// <summary>A URI as it was given, or null.</summary>
    public void Uri(Uri? value) => String(value?.OriginalString);

    /// <summary>A version, or null.</summary>
    public void Version(Version? value) => String(value?.ToString());

    /// <summary>Bytes in base64, or null.</summary>
    public void Bytes(byte[]? value)
    {
        if (value is null)
            Null();
        else
            Bytes(value.AsSpan());
    }

    /// <summary>Bytes in base64.</summary>
    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        Span<byte> room = Room(checked(Base64.GetMaxEncodedToUtf8Length(value.Length) + 2));
        room[0] = (byte)'"';
        Base64.EncodeToUtf8(value, room[1..], out _, out int written);
        room[written + 1] = (byte)'"';
        _used += written + 2;
    }

    private void Byte(byte value)
    {
        Room(1)[0] = value;
        _used++;
    }

    private void Escaped(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Span<byte> room = Room(text.Length);
            // A piece at a time, so that what has just been written is looked through while it is in the first cache.
            int length = Math.Min(text.Length, PieceLength);
            // Stops at the first character beyond ASCII.
            Ascii.FromUtf16(text[..length], room, out int plain);
            int escape = JsonEscapes.IndexOfEscape(room[..plain]);
            if (escape < 0)
            {
                _used += plain;
                text = text[plain..];
                if (plain == length)
                    continue;
            }
            else
            {
                _used += escape;
                text = text[escape..];
            }
            text = text[EscapedCharacter(text)..];
        }
    }

    /// <summary>Writes one character that is not plain ASCII, escaped where it has to be, and says how many UTF-16 code units it was.</summary>
    private int EscapedCharacter(scoped ReadOnlySpan<char> text)
    {
        Span<byte> room = Room(2 * MaxBytesPerChar);
        char c = text[0];
        switch (c)
        {
            case '"' or '\\': return Short(room, (byte)c);
            case '\b': return Short(room, (byte)'b');
            case '\t': return Short(room, (byte)'t');
            case '\n': return Short(room, (byte)'n');
            case '\f': return Short(room, (byte)'f');
            case '\r': return Short(room, (byte)'r');
        }
        if (char.IsHighSurrogate(c) && text.Length > 1 && char.IsLowSurrogate(text[1]))
        {
            Hex(room, c);
            Hex(room[MaxBytesPerChar..], text[1]);
            _used += 2 * MaxBytesPerChar;
            return 2;
        }
        if (char.IsSurrogate(c))
            c = '\uFFFD';
        else if (c >= 0x80 && !JsonEscapes.IsEscaped(c))
        {
            _used += Encoding.UTF8.GetBytes([c], room);
            return 1;
        }
        Hex(room, c);
        _used += MaxBytesPerChar;
        return 1;
    }

    private int Short(Span<byte> room, byte letter)
    {
        room[0] = (byte)'\\';
        room[1] = letter;
        _used += 2;
        return 1;
    }

    private static void Hex(Span<byte> room, char c)
    {
        room[0] = (byte)'\\';
        room[1] = (byte)'u';
        for (int i = 0; i < 4; i++)
            room[2 + i] = "0123456789ABCDEF"u8[c >> (12 - 4 * i) & 15];
    }
}
