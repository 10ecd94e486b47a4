using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Buffers;

namespace Lambda.Native.Handlers;

/// <summary>Writes a handler's answer as JSON, with one writer for all invocations.</summary>
internal sealed class JsonAnswerWriter<TAnswer>(JsonTypeInfo<TAnswer> type)
{
    /// <summary>The serializer's own default; the writer's would be 1000, and a cycle would be found that much later.</summary>
    private const int DefaultMaxDepth = 64;

    private Utf8JsonWriter? _writer;

    internal void Write(Utf8Buffer answer, TAnswer value)
    {
        if (_writer is null)
        {
            JsonSerializerOptions options = type.Options;
            _writer = new Utf8JsonWriter(answer, new JsonWriterOptions
            {
                Encoder = options.Encoder,
                Indented = options.WriteIndented,
                MaxDepth = options.MaxDepth == 0 ? DefaultMaxDepth : options.MaxDepth,
                SkipValidation = true,
            });
        }
        else
        {
            _writer.Reset(answer);
        }
        JsonSerializer.Serialize(_writer, value, type);
        _writer.Flush();
    }
}
