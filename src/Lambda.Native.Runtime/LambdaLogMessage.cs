using System.Runtime.CompilerServices;
using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.Logging;

namespace Lambda.Native;

/// <summary>A level that is known to the compiler.</summary>
public interface ILambdaLogLevel
{
    /// <summary>The level.</summary>
    static abstract LambdaLogLevel Level { get; }
}

/// <summary>The levels as types, for <see cref="LambdaLogMessage{TLevel}"/>.</summary>
public static class LambdaLogLevels
{
    /// <summary><see cref="LambdaLogLevel.Trace"/>.</summary>
    public readonly struct Trace : ILambdaLogLevel
    {
        /// <inheritdoc/>
        public static LambdaLogLevel Level => LambdaLogLevel.Trace;
    }

    /// <summary><see cref="LambdaLogLevel.Debug"/>.</summary>
    public readonly struct Debug : ILambdaLogLevel
    {
        /// <inheritdoc/>
        public static LambdaLogLevel Level => LambdaLogLevel.Debug;
    }

    /// <summary><see cref="LambdaLogLevel.Info"/>.</summary>
    public readonly struct Info : ILambdaLogLevel
    {
        /// <inheritdoc/>
        public static LambdaLogLevel Level => LambdaLogLevel.Info;
    }

    /// <summary><see cref="LambdaLogLevel.Warn"/>.</summary>
    public readonly struct Warn : ILambdaLogLevel
    {
        /// <inheritdoc/>
        public static LambdaLogLevel Level => LambdaLogLevel.Warn;
    }

    /// <summary><see cref="LambdaLogLevel.Error"/>.</summary>
    public readonly struct Error : ILambdaLogLevel
    {
        /// <inheritdoc/>
        public static LambdaLogLevel Level => LambdaLogLevel.Error;
    }

    /// <summary><see cref="LambdaLogLevel.Fatal"/>.</summary>
    public readonly struct Fatal : ILambdaLogLevel
    {
        /// <inheritdoc/>
        public static LambdaLogLevel Level => LambdaLogLevel.Fatal;
    }
}

/// <summary>Takes the parts of an interpolated string for <see cref="LambdaLog"/>. Written by the compiler, not by people.</summary>
/// <typeparam name="TLevel">The level of the record.</typeparam>
[InterpolatedStringHandler]
public ref struct LambdaLogMessage<TLevel>
    where TLevel : struct, ILambdaLogLevel
{
    [ThreadStatic]
    private static Utf8Buffer? t_buffer;

    private readonly Utf8Buffer? _buffer;

    /// <summary>Begins a message.</summary>
    /// <param name="literalLength">The length of the literal parts.</param>
    /// <param name="formattedCount">The number of the others.</param>
    /// <param name="log">The log that is written to.</param>
    /// <param name="enabled">Whether the parts are wanted.</param>
    public LambdaLogMessage(int literalLength, int formattedCount, LambdaLog log, out bool enabled)
    {
        _ = literalLength;
        _ = formattedCount;
        enabled = log.IsEnabled(TLevel.Level);
        if (!enabled)
            return;
        // Taken, not borrowed: a part whose ToString logs gets a buffer of its own.
        _buffer = t_buffer ?? new Utf8Buffer(256);
        t_buffer = null;
        _buffer.Clear();
    }

    /// <summary>Adds text.</summary>
    public readonly void AppendLiteral(string value) => _buffer!.WriteText(value);

    /// <summary>Adds text.</summary>
    public readonly void AppendFormatted(string? value) => _buffer!.WriteText(value);

    /// <summary>Adds text.</summary>
    public readonly void AppendFormatted(ReadOnlySpan<char> value) => _buffer!.WriteText(value);

    /// <summary>Adds a whole number.</summary>
    public readonly void AppendFormatted(int value) => _buffer!.WriteNumber(value);

    /// <summary>Adds a whole number.</summary>
    public readonly void AppendFormatted(long value) => _buffer!.WriteNumber(value);

    /// <summary>Adds a value in its invariant form.</summary>
    public readonly void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    /// <summary>Adds a value in its invariant form.</summary>
    public readonly void AppendFormatted<T>(T value, string? format)
    {
        if (value is IUtf8SpanFormattable)
        {
            int room = 64;
            int written;
            // The constraint is met by the test above and costs no box: the compiler sees the concrete type.
            while (!((IUtf8SpanFormattable)value).TryFormat(_buffer!.GetSpan(room), out written, format, System.Globalization.CultureInfo.InvariantCulture))
                room *= 2;
            _buffer.Advance(written);
            return;
        }
        _buffer!.WriteText(value is IFormattable formattable ? formattable.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString());
    }

    /// <summary>Adds a value, padded with spaces to a width: to the left of it, or to its right where the width is negative.</summary>
    public readonly void AppendFormatted<T>(T value, int alignment, string? format = null)
    {
        int start = _buffer!.Length;
        AppendFormatted(value, format);
        int missing = Math.Abs(alignment) - (_buffer.Length - start);
        for (int i = 0; i < missing; i++)
            _buffer.Write((byte)' ');
        if (alignment > 0 && missing > 0)
        {
            Span<byte> field = _buffer.WrittenSpan[start..];
            field[..^missing].CopyTo(field[missing..]);
            field[..missing].Fill((byte)' ');
        }
    }

    internal readonly void Write(Invocation? invocation, Exception? exception = null)
    {
        if (_buffer is null)
            return;
        LogRecord.Write(TLevel.Level, _buffer.Written, invocation, exception);
        t_buffer = _buffer;
    }
}
