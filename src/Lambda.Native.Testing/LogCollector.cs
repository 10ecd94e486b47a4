using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using Lambda.Native.Emulator;

namespace Lambda.Native.Testing;

/// <summary>Keeps the log of a function: of all, and of each invocation that somebody waits for.</summary>
internal sealed class LogCollector
{
    private readonly Piece _all = new();
    private readonly ConcurrentDictionary<string, Piece> _invocations = new(StringComparer.Ordinal);

    internal string Text => _all.Text;

    /// <summary>A listener of <see cref="FunctionLog"/>.</summary>
    internal void Write(LogSource source, string? requestId, ReadOnlySpan<byte> lines)
    {
        _all.Add(lines);
        if (requestId is not null && _invocations.TryGetValue(requestId, out Piece? invocation))
            invocation.Add(lines);
    }

    internal void Begin(string requestId) => _invocations[requestId] = new Piece();

    internal string End(string requestId) => _invocations.TryRemove(requestId, out Piece? invocation) ? invocation.Text : "";

    /// <summary>The last megabyte of what is written to it.</summary>
    private sealed class Piece
    {
        private const int Kept = 1 << 20;

        private readonly object _gate = new();
        private ArrayBufferWriter<byte> _bytes = new();

        internal string Text
        {
            get
            {
                lock (_gate)
                    return Encoding.UTF8.GetString(LastLines(_bytes.WrittenSpan));
            }
        }

        internal void Add(ReadOnlySpan<byte> lines)
        {
            lock (_gate)
            {
                _bytes.Write(lines);
                if (_bytes.WrittenCount <= 2 * Kept)
                    return;
                var kept = new ArrayBufferWriter<byte>(2 * Kept);
                kept.Write(LastLines(_bytes.WrittenSpan));
                _bytes = kept;
            }
        }

        private static ReadOnlySpan<byte> LastLines(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length <= Kept)
                return bytes;
            bytes = bytes[^Kept..];
            return bytes[(bytes.IndexOf((byte)'\n') + 1)..];
        }
    }
}
