using System.Buffers.Text;

namespace Lambda.Native.CompilerServices;

/// <content>Dates, times and Guids: strings that need no escapes.</content>
public ref partial struct JsonWriter
{
    private const int MaxFormattedLength = 40;
    private const int TimeLength = 19;
    private const int FractionLength = 8;

    /// <summary>A Guid of 36 characters.</summary>
    public void Guid(Guid value)
    {
        Utf8Formatter.TryFormat(value, OpenText(), out int written);
        CloseText(written);
    }

    /// <summary>A date and time in ISO 8601, with as much of the fraction as it has.</summary>
    public void DateTime(DateTime value)
    {
        Span<byte> room = OpenText();
        Utf8Formatter.TryFormat(value, room, out int written, 'O');
        CloseText(TrimFraction(room, written));
    }

    /// <summary>A date and time in ISO 8601, with as much of the fraction as it has, and the offset.</summary>
    public void DateTimeOffset(DateTimeOffset value)
    {
        Span<byte> room = OpenText();
        Utf8Formatter.TryFormat(value, room, out int written, 'O');
        CloseText(TrimFraction(room, written));
    }

    /// <summary>A date, <c>yyyy-MM-dd</c>.</summary>
    public void DateOnly(DateOnly value)
    {
        Span<byte> room = OpenText();
        Digits(room, value.Year, 4);
        room[4] = (byte)'-';
        Digits(room[5..], value.Month, 2);
        room[7] = (byte)'-';
        Digits(room[8..], value.Day, 2);
        CloseText("yyyy-MM-dd".Length);
    }

    /// <summary>A time of day.</summary>
    public void TimeOnly(TimeOnly value) => TimeSpan(value.ToTimeSpan());

    /// <summary>A span of time.</summary>
    public void TimeSpan(TimeSpan value)
    {
        Utf8Formatter.TryFormat(value, OpenText(), out int written, 'c');
        CloseText(written);
    }

    private Span<byte> OpenText()
    {
        Quote();
        return Room(MaxFormattedLength);
    }

    private void CloseText(int length)
    {
        _used += length;
        Quote();
    }

    /// <summary>What follows the fraction, an offset or Z, moves up to its last digit that is not 0.</summary>
    private static int TrimFraction(Span<byte> text, int length)
    {
        int end = TimeLength + FractionLength;
        while (text[end - 1] == '0')
            end--;
        if (text[end - 1] == '.')
            end--;
        text[(TimeLength + FractionLength)..length].CopyTo(text[end..]);
        return end + length - TimeLength - FractionLength;
    }

    private static void Digits(Span<byte> room, int number, int width)
    {
        for (int at = width - 1; at >= 0; at--)
        {
            room[at] = (byte)('0' + number % 10);
            number /= 10;
        }
    }
}
