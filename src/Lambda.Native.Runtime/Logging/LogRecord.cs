using System.Buffers.Binary;
using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.CompilerServices;

namespace Lambda.Native.Logging;

/// <summary>
/// Builds one record and writes it with one system call: framed to the platform's telemetry descriptor where there is one, as a line to standard output elsewhere.
/// Text or JSON. A record is cut at the platform's limit, at a character and with a mark that says how much.
/// </summary>
internal static class LogRecord
{
    /// <summary>The platform's 256 KiB less its own overhead.</summary>
    internal const int MaxLength = (256 << 10) - 26;

    private const int FrameHeaderLength = 16;
    private const int MaxCutMarkLength = 32;

    // In characters, of everything but the message: cut short enough that what is left of a record is always whole JSON.
    private const int MaxFieldLength = 8 << 10;
    private const int MaxEscapedLength = 6;

    // Writes of more than a pipe's atomic 4 096 bytes would mix.
    private static readonly object s_lock = new();

    [ThreadStatic]
    private static Utf8Buffer? t_record;

    internal static void Write(LambdaLogLevel level, ReadOnlySpan<byte> message, Invocation? invocation, Exception? exception)
    {
        LogSettings settings = LogSettings.Current;
        Utf8Buffer record = t_record ?? new Utf8Buffer();
        // A ToString that logs must not write into the record that calls it.
        t_record = null;
        DateTime now = DateTime.UtcNow;
        if (settings.Json)
            FillWithJson(record, now, level, message, invocation, exception);
        else
            FillWithText(record, now, level, message, invocation, exception);
        lock (s_lock)
            Emit(settings, record, level, now);
        t_record = record;
    }

    private static void Emit(LogSettings settings, Utf8Buffer record, LambdaLogLevel level, DateTime now)
    {
        if (settings.TelemetryDescriptor >= 0)
        {
            Span<byte> frame = record.WrittenSpan;
            BinaryPrimitives.WriteUInt32BigEndian(frame, FrameType(settings.Json, level));
            BinaryPrimitives.WriteUInt32BigEndian(frame[4..], (uint)(frame.Length - FrameHeaderLength));
            BinaryPrimitives.WriteUInt64BigEndian(frame[8..], (ulong)((now.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond));
            new StandardStream(settings.TelemetryDescriptor).Write(frame);
            return;
        }
        // A line feed would end the record.
        record.WrittenSpan.Replace((byte)'\n', (byte)'\r');
        record.Write((byte)'\n');
        if (InProcessHost.IsSupported && InProcessHost.Current is { } host)
            host.Log(record.WrittenMemory[FrameHeaderLength..]);
        else
            StandardStream.Output.Write(record.Written[FrameHeaderLength..]);
    }

    private static void FillWithText(Utf8Buffer record, DateTime now, LambdaLogLevel level, ReadOnlySpan<byte> message, Invocation? invocation, Exception? exception)
    {
        Begin(record);
        record.WriteTime(now);
        record.Write((byte)'\t');
        record.WriteText(invocation?.RequestId ?? "-");
        record.Write((byte)'\t');
        record.Write(Name(level));
        record.Write((byte)'\t');
        record.Write(message);
        if (exception is not null)
        {
            if (message.Length > 0)
                record.Write((byte)'\n');
            record.WriteText(Describe(exception, e => e.ToString()));
        }
        if (Excess(record) <= 0)
            return;
        int whole = record.Length;
        record.Truncate(CharacterStart(record.Written, FrameHeaderLength + MaxLength - MaxCutMarkLength));
        WriteCutMark(record, whole - record.Length);
    }

    private static void FillWithJson(Utf8Buffer record, DateTime now, LambdaLogLevel level, ReadOnlySpan<byte> message, Invocation? invocation, Exception? exception)
    {
        int most = message.Length;
        while (true)
        {
            Begin(record);
            WriteJson(record, now, level, message, most, invocation, exception);
            int excess = Excess(record);
            if (excess <= 0 || most == 0)
                return;
            // By proportion: escaping may have made the message several times as long.
            most = CharacterStart(message, Math.Max(0, (int)((long)most * MaxLength / (MaxLength + excess)) - MaxCutMarkLength));
        }
    }

    /// <summary>Leaves room for the frame's header.</summary>
    private static void Begin(Utf8Buffer record)
    {
        record.Clear();
        for (int i = 0; i < FrameHeaderLength; i++)
            record.Write((byte)0);
    }

    private static int Excess(Utf8Buffer record) => record.Length - FrameHeaderLength - MaxLength;

    private static void WriteJson(Utf8Buffer record, DateTime now, LambdaLogLevel level, ReadOnlySpan<byte> message, int most, Invocation? invocation, Exception? exception)
    {
        record.Write("{\"timestamp\":\""u8);
        record.WriteTime(now);
        record.Write("\",\"level\":\""u8);
        record.Write(Name(level));
        record.Write("\",\"message\":"u8);
        JsonText.WriteString(record, message[..most]);
        if (most < message.Length)
        {
            // Inside the closing quote.
            record.Truncate(record.Length - 1);
            WriteCutMark(record, message.Length - most);
            record.Write((byte)'"');
        }
        WriteField(record, ",\"requestId\":"u8, invocation?.RequestId);
        WriteField(record, ",\"traceId\":"u8, invocation?.TraceId);
        WriteField(record, ",\"tenantId\":"u8, invocation?.TenantId);
        if (exception is not null)
        {
            WriteField(record, ",\"errorType\":"u8, exception.GetType().Name);
            WriteField(record, ",\"errorMessage\":"u8, Describe(exception, e => e.Message));
            record.Write(",\"stackTrace\":["u8);
            bool first = true;
            // Inner exceptions and their stacks are in here, line by line.
            foreach (ReadOnlySpan<char> line in new Lines(Describe(exception, e => e.ToString())))
            {
                if (record.Length > MaxLength - MaxFieldLength * MaxEscapedLength)
                    break;
                if (!first)
                    record.Write((byte)',');
                first = false;
                JsonText.WriteString(record, line[..Math.Min(line.Length, MaxFieldLength)]);
            }
            record.Write("]"u8);
        }
        record.Write((byte)'}');
    }

    private static void WriteField(Utf8Buffer record, ReadOnlySpan<byte> name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        record.Write(name);
        JsonText.WriteString(record, value.AsSpan(0, Math.Min(value.Length, MaxFieldLength)));
    }

    private static void WriteCutMark(Utf8Buffer record, int cut)
    {
        if (cut == 0)
            return;
        record.Write("…["u8);
        record.WriteNumber(cut);
        record.Write(" bytes cut]"u8);
    }

    /// <summary>What an exception says of itself; some cannot even do that.</summary>
    private static string Describe(Exception exception, Func<Exception, string> aspect)
    {
        try
        {
            return aspect(exception);
        }
        catch (Exception second)
        {
            return string.Concat(exception.GetType().Name, "; describing it failed with ", second.GetType().Name);
        }
    }

    /// <summary>The last position at or before <paramref name="at"/> where a character begins.</summary>
    private static int CharacterStart(ReadOnlySpan<byte> utf8, int at)
    {
        while (at > 0 && at < utf8.Length && (utf8[at] & 0xc0) == 0x80)
            at--;
        return at;
    }

    private static ReadOnlySpan<byte> Name(LambdaLogLevel level) => level switch
    {
        LambdaLogLevel.Trace => "TRACE"u8,
        LambdaLogLevel.Debug => "DEBUG"u8,
        LambdaLogLevel.Info => "INFO"u8,
        LambdaLogLevel.Warn => "WARN"u8,
        LambdaLogLevel.Error => "ERROR"u8,
        _ => "FATAL"u8,
    };

    private static uint FrameType(bool json, LambdaLogLevel level)
    {
        uint type = level switch
        {
            LambdaLogLevel.Trace => 0x06,
            LambdaLogLevel.Debug => 0x0a,
            LambdaLogLevel.Info => 0x0e,
            LambdaLogLevel.Warn => 0x12,
            LambdaLogLevel.Error => 0x16,
            _ => 0x1a,
        };
        return 0xa55a0000 | type | (json ? 0u : 1u);
    }
}
