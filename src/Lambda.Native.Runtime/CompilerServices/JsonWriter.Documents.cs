using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lambda.Native.CompilerServices;

/// <content>Whatever JSON there is, by the library's own writer.</content>
public ref partial struct JsonWriter
{
    /// <summary>Any value.</summary>
    public void Element(JsonElement value)
    {
        using Utf8JsonWriter writer = OpenLibrary();
        value.WriteTo(writer);
        CloseLibrary(writer);
    }

    /// <summary>Any value; null for no document.</summary>
    public void Document(JsonDocument? value)
    {
        if (value is null)
            Null();
        else
            Element(value.RootElement);
    }

    /// <summary>Any value, or null.</summary>
    public void Node(JsonNode? value)
    {
        if (value is null)
        {
            Null();
            return;
        }
        using Utf8JsonWriter writer = OpenLibrary();
        value.WriteTo(writer);
        CloseLibrary(writer);
    }

    /// <summary>A value of extension data: JSON, as it is read, or a string, number, date or the like.</summary>
    /// <exception cref="NotSupportedException">It is of another type, which nothing has been generated for.</exception>
    public void Object(object? value)
    {
        switch (value)
        {
            case null: Null(); break;
            case JsonElement element: Element(element); break;
            case JsonNode node: Node(node); break;
            case JsonDocument document: Document(document); break;
            case string text: String(text); break;
            case bool truth: Boolean(truth); break;
            case int number: Number(number); break;
            case long number: Number(number); break;
            case double number: Number(number); break;
            case decimal number: Number(number); break;
            case Guid guid: Guid(guid); break;
            case DateTime time: DateTime(time); break;
            case DateTimeOffset time: DateTimeOffset(time); break;
            default: throw new NotSupportedException($"The answer cannot be written: its extension data has a {value.GetType().Name}; a JsonElement or JsonNode holds any JSON.");
        }
    }

    private Utf8JsonWriter OpenLibrary()
    {
        Flush();
        return new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Math.Max(1, MaxDepth - _depth), SkipValidation = true });
    }

    private void CloseLibrary(Utf8JsonWriter writer)
    {
        writer.Flush();
        _free = _output.GetSpan();
    }
}
