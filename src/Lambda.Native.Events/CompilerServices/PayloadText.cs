using System.Buffers;
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Lambda.Native.CompilerServices;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>JSON within an event, as bytes for generated code to read. What was text is in a buffer that is lent until it is disposed of: a batch makes no garbage of it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PayloadText
{
    private readonly byte[]? _lent;
    private readonly string _what;

    internal PayloadText(ReadOnlyMemory<byte> json, string what)
    {
        Json = json.Span;
        _what = what;
    }

    internal PayloadText(string? json, string what)
    {
        _what = what;
        if (string.IsNullOrEmpty(json))
            return;
        _lent = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(json));
        Json = _lent.AsSpan(0, Encoding.UTF8.GetBytes(json, _lent));
    }

    /// <summary>The JSON.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>What a failure to read it is told as.</summary>
    public JsonException Invalid(JsonException failure, ref Utf8JsonReader reader) =>
        new($"The {_what} cannot be read. {JsonEvent.Describe(Json, failure, ref reader)}", failure);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_lent is not null)
            ArrayPool<byte>.Shared.Return(_lent);
    }
}
