using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>A type at the root of an event or an answer.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Codec">How it is read and written.</param>
/// <param name="IsRequired">Whether null is refused although the type can be null.</param>
/// <param name="Name">For messages.</param>
internal sealed record JsonRoot(string Type, JsonCodec Codec, bool IsRequired, string Name)
{
    /// <summary>Writes the reading of a whole text, up to the handler of what is wrong with it.</summary>
    /// <param name="code">What is written to; the variable is called <c>reader</c>.</param>
    /// <param name="json">An expression for the bytes.</param>
    internal void EmitRead(CodeWriter code, string json)
    {
        string value = IsRequired ? $"JsonMismatch.NotNull({Codec.ReadExpression}, {JsonEmitter.Literal(Name)})" : Codec.ReadExpression;
        code.Line($"var reader = new Utf8JsonReader({json});");
        code.Open("try");
        code.Line("JsonEvent.Begin(ref reader);");
        code.Line($"{Type} value = {value};");
        code.Line("JsonEvent.End(ref reader);");
        code.Line("return value;");
        code.Close();
        code.Open("catch (JsonException exception)");
    }
}
