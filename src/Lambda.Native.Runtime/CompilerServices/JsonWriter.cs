using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.CompilerServices;

/// <summary>
/// Writes JSON for generated code, straight into the answer's buffer. Utf8JsonWriter would do, at 0.11 ms for its encoder at first use. Members and separators are
/// the caller's; this writes values.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref partial struct JsonWriter
{
    /// <summary>The serializer's own default: a cycle is an error, not a stack overflow.</summary>
    private const int MaxDepth = 64;

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _free;
    private int _used;
    private int _depth;

    /// <summary>Call <see cref="Flush"/> at the end.</summary>
    public JsonWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _free = output.GetSpan();
    }

    /// <summary>Hands over what has been written.</summary>
    public void Flush()
    {
        _output.Advance(_used);
        _free = default;
        _used = 0;
    }

    /// <summary>Begins an object or array.</summary>
    public void Enter()
    {
        if (++_depth > MaxDepth)
            ThrowTooDeep();
    }

    /// <summary>Ends an object or array.</summary>
    public void Leave() => _depth--;

    /// <summary>JSON as it is.</summary>
    public void Raw(scoped ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        _used += json.Length;
    }

    /// <summary>JSON <c>null</c>.</summary>
    public void Null() => Raw("null"u8);

    internal void WriteByContext<T>(T value, JsonTypeInfo<T> type)
    {
        Flush();
        JsonSerializerOptions options = type.Options;
        using (var writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = options.Encoder, Indented = options.WriteIndented, MaxDepth = MaxDepth, SkipValidation = true }))
            JsonSerializer.Serialize(writer, value, type);
        _free = _output.GetSpan();
    }

    /// <summary>At least so many bytes to write to.</summary>
    private Span<byte> Room(int length)
    {
        if (_free.Length - _used < length)
            Grow(length);
        return _free[_used..];
    }

    private void Grow(int length)
    {
        _output.Advance(_used);
        _used = 0;
        _free = _output.GetSpan(length);
    }

    [DoesNotReturn]
    private static void ThrowTooDeep() => throw new JsonException("The answer is nested more than 64 levels deep, or contains itself.");
}
