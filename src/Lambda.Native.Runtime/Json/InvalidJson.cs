using System.Text;
using System.Text.Json;
using Lambda.Native.Buffers;

namespace Lambda.Native.Json;

/// <summary>Says of an event that could not be read what is wrong with it and where: by its path, which is found by reading it again, and by its offset in bytes.</summary>
internal static class InvalidJson
{
    internal static string Describe(ReadOnlySpan<byte> json, JsonException failure, ref Utf8JsonReader reader)
    {
        // The library's own reader knows the place inside of a token; everything else is about the token at hand.
        long offset = failure is { LineNumber: { } line, BytePositionInLine: { } column } ? OffsetOf(json, line, column) : reader.TokenStartIndex;
        var text = new Utf8Buffer(256);
        text.WriteText(FirstSentence(failure.Message));
        text.Write(" at "u8);
        WritePath(text, json, offset);
        text.Write(", byte "u8);
        text.WriteNumber(offset);
        text.Write((byte)'.');
        return Encoding.UTF8.GetString(text.Written);
    }

    /// <summary>Without the position that System.Text.Json adds in its own terms.</summary>
    private static ReadOnlySpan<char> FirstSentence(string message)
    {
        int end = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        ReadOnlySpan<char> text = end < 0 ? message : message.AsSpan(0, end);
        int path = text.IndexOf(" Path: ", StringComparison.Ordinal);
        return (path < 0 ? text : text[..path]).TrimEnd('.');
    }

    private static long OffsetOf(ReadOnlySpan<byte> json, long line, long column)
    {
        int start = 0;
        for (; line > 0; line--)
        {
            int end = json[start..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            start += end + 1;
        }
        return Math.Min(start + column, json.Length);
    }

    /// <summary>The members and elements that lead to the last token that begins at the offset or before it.</summary>
    private static void WritePath(Utf8Buffer text, ReadOnlySpan<byte> json, long offset)
    {
        var steps = new List<Step>();
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        steps[^1] = new Step(Encoding.UTF8.GetString(reader.ValueSpan), 0);
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        steps.RemoveAt(steps.Count - 1);
                        continue;
                }
                if (steps.Count > 0 && steps[^1].Name is null)
                    steps[^1] = new Step(null, steps[^1].Index + 1);
                if (reader.TokenType == JsonTokenType.StartObject)
                    steps.Add(new Step("", 0));
                else if (reader.TokenType == JsonTokenType.StartArray)
                    steps.Add(new Step(null, -1));
            }
        }
        catch (JsonException)
        {
            // The event ends here for every reader; what was read so far is the way to it.
        }
        text.Write((byte)'$');
        foreach (Step step in steps)
        {
            if (step.Name is null && step.Index >= 0)
            {
                text.Write((byte)'[');
                text.WriteNumber(step.Index);
                text.Write((byte)']');
            }
            else if (step.Name?.Length > 0)
            {
                text.Write((byte)'.');
                text.WriteText(step.Name);
            }
        }
    }

    /// <summary>A member of an object, or an element of an array. A class: a list of structs is code of its own in the bootstrap.</summary>
    private sealed class Step(string? name, int index)
    {
        internal string? Name => name;

        internal int Index => index;
    }
}
