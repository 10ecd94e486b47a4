using System.Globalization;
using System.Text;
using Lambda.Native.Transport;

namespace Lambda.Native;

/// <summary>The runtime's own log records: one line each on standard output, as CloudWatch takes them.</summary>
internal static class Log
{
    internal static void Warn(string message, string? requestId = null) => Write("WARN", message, requestId);

    internal static void Error(string message, string? requestId = null) => Write("ERROR", message, requestId);

    internal static void Fatal(string message, string? requestId = null) => Write("FATAL", message, requestId);

    private static void Write(string level, string message, string? requestId)
    {
        string time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        // A line feed would end the record.
        string text = message.Replace("\r\n", "\r").Replace('\n', '\r');
        StandardStream.Output.Write(Encoding.UTF8.GetBytes($"{time}\t{requestId ?? "-"}\t{level}\t{text}\n"));
    }
}
