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
