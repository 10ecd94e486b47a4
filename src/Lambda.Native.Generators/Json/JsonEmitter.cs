using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Json;

/// <summary>Writes the class that reads and writes a type.</summary>
internal static class JsonEmitter
{
    internal static string Emit(JsonTypeModel model, string generatedNamespace)
    {
        var code = new CodeWriter();
        code.OpenNamespace(generatedNamespace);
        code.Open($"internal static class {model.Name}");
        if (model.Reads)
        {
            string named = model is JsonObjectModel { HasDiscriminator: true } ? ", ReadOnlySpan<byte> property, bool isNamed" : "";
            code.Open($"internal static {model.Type} Read{(model is JsonEnumModel { IsKey: true } ? "Key" : "")}(ref Utf8JsonReader reader{named})");
            switch (model)
            {
                case JsonObjectModel type: new JsonObjectReadEmitter(code, type).EmitBody(); break;
                case JsonSequenceModel type: EmitRead(code, type); break;
                case JsonDictionaryModel type: EmitRead(code, type); break;
                case JsonPolymorphicModel type: JsonPolymorphicEmitter.EmitRead(code, type); break;
                case JsonEnumModel type: JsonEnumEmitter.EmitRead(code, type); break;
            }
            code.Close();
        }
        if (model.Reads && model.Writes)
            code.Line();
        if (model.Writes)
        {
            string discriminator = model is JsonObjectModel { HasDiscriminator: true } ? ", ReadOnlySpan<byte> discriminator" : "";
            code.Open($"internal static void Write{(model is JsonEnumModel { IsKey: true } ? "Key" : "")}(ref JsonWriter writer, {model.Type} value{discriminator})");
            switch (model)
            {
                case JsonObjectModel type: JsonObjectWriteEmitter.EmitBody(code, type); break;
                case JsonSequenceModel type: EmitWrite(code, type); break;
                case JsonDictionaryModel type: EmitWrite(code, type); break;
                case JsonPolymorphicModel type: JsonPolymorphicEmitter.EmitWrite(code, type); break;
                case JsonEnumModel type: JsonEnumEmitter.EmitWrite(code, type); break;
            }
            code.Close();
        }
        if (model is JsonObjectModel { Reads: true } read)
            new JsonObjectReadEmitter(code, read).EmitHelpers();
        if (model is JsonEnumModel { Names.Count: > 0 } names)
            JsonEnumEmitter.EmitHelpers(code, names);
        code.Close();
        code.Close();
        return code.ToString();
    }

    internal static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Calls a type that wants to know.</summary>
    internal static void Callback(CodeWriter code, JsonObjectModel type, string callback, string method)
    {
        if (type.Callbacks.Contains(callback))
            code.Line($"((global::System.Text.Json.Serialization.{callback})value).{method}();");
    }

    internal static void ReadNull(CodeWriter code, JsonTypeModel type)
    {
        if (!type.IsReference)
            return;
        code.Line("if (JsonRead.IsNull(ref reader))");
        code.Indented("return null;");
    }

    internal static void WriteNull(CodeWriter code, JsonTypeModel type)
    {
        if (!type.IsReference)
            return;
        code.Open("if (value is null)");
        code.Line("writer.Null();");
        code.Line("return;");
        code.Close();
    }

    private static void EmitRead(CodeWriter code, JsonSequenceModel type)
    {
        ReadNull(code, type);
        code.Line($"JsonRead.StartArray(ref reader, {Literal($"an array ({type.Shown})")});");
        if (type.Filling is Filling.Array or Filling.Factory)
        {
            code.Line($"var items = global::System.Array.Empty<{type.Element}>();");
            code.Line("int count = 0;");
            code.Open("while (JsonRead.NextElement(ref reader))");
            code.Line("if (count == items.Length)");
            code.Indented("global::System.Array.Resize(ref items, JsonRead.Grow(count));");
            code.Line($"items[count++] = {type.Codec.ReadExpression};");
            code.Close();
            code.Line("if (count < items.Length)");
            code.Indented("global::System.Array.Resize(ref items, count);");
            code.Line(type.Filling == Filling.Array ? "return items;" : $"return {type.Make}(items);");
            return;
        }
        code.Line($"var items = new {type.Make}();");
        code.Open("while (JsonRead.NextElement(ref reader))");
        code.Line(type.Add.StartsWith("(", StringComparison.Ordinal) ? $"({type.Add}items).Add({type.Codec.ReadExpression});" : $"items.{type.Add}({type.Codec.ReadExpression});");
        code.Close();
        code.Line("return items;");
    }

    private static void EmitWrite(CodeWriter code, JsonSequenceModel type)
    {
        WriteNull(code, type);
        if (type.MayBeDefault)
        {
            code.Line("if (value.IsDefault)");
            code.Indented($"JsonMismatch.ThrowDefault({Literal(type.Shown)});");
        }
        code.Line("writer.Enter();");
        code.Line("bool isFirst = true;");
        code.Open($"foreach ({type.Element} item in value)");
        code.Line("writer.Raw(isFirst ? \"[\"u8 : \",\"u8);");
        code.Line("isFirst = false;");
        code.Line(type.Codec.Write("item"));
        code.Close();
        code.Line("writer.Raw(isFirst ? \"[]\"u8 : \"]\"u8);");
        code.Line("writer.Leave();");
    }

    private static void EmitRead(CodeWriter code, JsonDictionaryModel type)
    {
        ReadNull(code, type);
        code.Line($"JsonRead.StartObject(ref reader, {Literal($"an object ({type.Shown})")});");
        code.Line($"var entries = new {type.Make}();");
        code.Open("while (JsonRead.NextMember(ref reader))");
        code.Line($"{type.Key} key = {type.KeyCodec.ReadExpression};");
        code.Line("reader.Read();");
        code.Line($"entries[key] = {type.Codec.ReadExpression};");
        code.Close();
        code.Line(type.Finish.Length == 0 ? "return entries;" : $"return {type.Finish}(entries);");
    }

    private static void EmitWrite(CodeWriter code, JsonDictionaryModel type)
    {
        WriteNull(code, type);
        code.Line("writer.Enter();");
        code.Line("bool isFirst = true;");
        code.Open($"foreach (global::System.Collections.Generic.KeyValuePair<{type.Key}, {type.Value}> entry in value)");
        code.Line("writer.Raw(isFirst ? \"{\"u8 : \",\"u8);");
        code.Line("isFirst = false;");
        code.Line(type.KeyCodec.Write("entry.Key"));
        code.Line(type.Codec.Write("entry.Value"));
        code.Close();
        code.Line("writer.Raw(isFirst ? \"{}\"u8 : \"}\"u8);");
        code.Line("writer.Leave();");
    }
}
