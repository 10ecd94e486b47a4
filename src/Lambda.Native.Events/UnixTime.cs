using System.Globalization;

namespace Lambda.Native.Events;

/// <summary>The numbers AWS writes for points in time.</summary>
internal static class UnixTime
{
    /// <summary>A fraction has no more than milliseconds in it; a double has no room for ticks.</summary>
    public static DateTimeOffset FromSeconds(double seconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000));

    public static DateTimeOffset? FromMilliseconds(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
