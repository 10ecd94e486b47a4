using System.Buffers.Text;
using System.Text.Json;

namespace Lambda.Native.CompilerServices;

/// <content>Dates and times, in the forms of ISO 8601 that System.Text.Json takes.</content>
public static partial class JsonRead
{
    private const int MaxTimeSpanLength = 26;
    private const int MinTimeLength = 3;
    private const int MaxTimeLength = 16;
    private const int DateLength = 10;

    /// <summary>A date and time.</summary>
    public static DateTime DateTime(ref Utf8JsonReader reader)
    {
        DateTime value = default;
        if (!IsText(ref reader) || !reader.TryGetDateTime(out value))
            JsonMismatch.Throw("a date and time");
        return value;
    }

    /// <summary>A date and time with an offset.</summary>
    public static DateTimeOffset DateTimeOffset(ref Utf8JsonReader reader)
    {
        DateTimeOffset value = default;
        if (!IsText(ref reader) || !reader.TryGetDateTimeOffset(out value))
            JsonMismatch.Throw("a date and time with an offset");
        return value;
    }

    /// <summary>A date, <c>yyyy-MM-dd</c>.</summary>
    public static DateOnly DateOnly(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && Text(ref reader) is { Length: DateLength } text
            && TryDigits(text[..4], out int year) && text[4] == '-' && TryDigits(text[5..7], out int month) && text[7] == '-' && TryDigits(text[8..], out int day)
            && year > 0 && month is > 0 and <= 12 && day > 0 && day <= System.DateTime.DaysInMonth(year, month))
            return new DateOnly(year, month, day);
        JsonMismatch.Throw("a date");
        return default;
    }

    /// <summary>A time of day.</summary>
    public static TimeOnly TimeOnly(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && Text(ref reader) is { Length: >= MinTimeLength and <= MaxTimeLength } text
            && char.IsAsciiDigit((char)text[0]) && text.IndexOfAny((byte)'.', (byte)':') is >= 0 and var separator && text[separator] == ':'
            && Utf8Parser.TryParse(text, out TimeSpan value, out int used, 'c') && used == text.Length && value >= System.TimeSpan.Zero && value < System.TimeSpan.FromDays(1))
            return System.TimeOnly.FromTimeSpan(value);
        JsonMismatch.Throw("a time of day");
        return default;
    }

    /// <summary>A span of time, <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public static TimeSpan TimeSpan(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && Text(ref reader) is { Length: > 0 and <= MaxTimeSpanLength } text
            && (char.IsAsciiDigit((char)text[0]) || text[0] == '-')
            && Utf8Parser.TryParse(text, out TimeSpan value, out int used, 'c') && used == text.Length)
            return value;
        JsonMismatch.Throw("a span of time");
        return default;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = value * 10 + digit - '0';
        }
        return true;
    }
}
