using System.Buffers;

namespace Lambda.Native.Emulator;

/// <summary>Shows the log on a terminal or in a pipe. A thread of its own writes, so that a slow terminal is not counted as the function's time, until a few megabytes wait.</summary>
internal sealed class ConsoleLog : IDisposable
{
    private const int MaxWaiting = 4 << 20;

    /// <summary>Gathers what a busy function logs, no longer than an eye sees: to wake a thread for each piece would cost more than the rest of an invocation.</summary>
    private static readonly TimeSpan s_gathering = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly Stream _output;
    private readonly bool _colours;
    private readonly Thread _thread;
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _writing = new();
    private bool _ended;

    internal ConsoleLog(Stream output, bool colours)
    {
        (_output, _colours) = (output, colours);
        _thread = new Thread(WriteOut) { IsBackground = true, Name = "console" };
        _thread.Start();
    }

    internal void Write(LogSource source, string? requestId, ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            while (_waiting.WrittenCount > MaxWaiting && !_ended)
                Monitor.Wait(_gate);
            bool isIdle = _waiting.WrittenCount == 0;
            if (_colours && source == LogSource.Platform)
            {
                _waiting.Write(IsOrdinary(lines) ? "\e[2m"u8 : "\e[31m"u8);
                _waiting.Write(lines.TrimEnd((byte)'\n'));
                _waiting.Write("\e[0m\n"u8);
            }
            else
            {
                _waiting.Write(lines);
            }
            if (isIdle || _waiting.WrittenCount > MaxWaiting)
                Monitor.PulseAll(_gate);
        }
    }

    private static bool IsOrdinary(ReadOnlySpan<byte> lines) =>
        (lines.StartsWith("START "u8) || lines.StartsWith("END "u8) || lines.StartsWith("EXTENSION\t"u8) || lines.StartsWith("TELEMETRY\t"u8) || lines.StartsWith("INIT_REPORT "u8) || lines.StartsWith("RESTORE_"u8) || lines.StartsWith("{"u8)) && lines.IndexOf("Status: "u8) < 0 && lines.IndexOf("Error Type: "u8) < 0;

    private void WriteOut()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_waiting.WrittenCount == 0 && !_ended)
                    Monitor.Wait(_gate);
                if (!_ended && _waiting.WrittenCount <= MaxWaiting)
                    Monitor.Wait(_gate, s_gathering);
                if (_waiting.WrittenCount == 0)
                    return;
                (_waiting, _writing) = (_writing, _waiting);
                Monitor.PulseAll(_gate);
            }
            try
            {
                _output.Write(_writing.WrittenSpan);
                _output.Flush();
            }
            catch (IOException)
            {
                // Whoever read it has gone; the function goes on.
            }
            _writing.ResetWrittenCount();
        }
    }

    /// <summary>Writes what waits.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
    }
}
