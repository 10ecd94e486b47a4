using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>Writes how a hierarchy is read and written: the discriminator, which comes first, chooses the type.</summary>
internal static class JsonPolymorphicEmitter
{
    internal static void EmitRead(CodeWriter code, JsonPolymorphicModel type)
    {
        JsonEmitter.ReadNull(code, type);
        code.Line($"JsonRead.StartObject(ref reader, {JsonEmitter.Literal($"an object ({type.Shown})")});");
        code.Line($"ReadOnlySpan<byte> property = {JsonEmitter.Literal(type.Property)}u8;");
        code.Line("ReadOnlySpan<byte> discriminator = JsonRead.Discriminator(reader, property);");
        foreach (JsonDerivedType derived in type.Derived.Where(d => d.Discriminator.Length > 0))
        {
            code.Line($"if (discriminator.SequenceEqual({JsonEmitter.Literal(derived.Discriminator)}u8))");
            code.Indented($"return {derived.Codec}.Read(ref reader, property, isNamed: true);");
        }
        if (!type.IgnoresUnknown)
        {
            code.Line("if (!discriminator.IsEmpty)");
            code.Indented("JsonMismatch.ThrowDiscriminator(discriminator);");
        }
        if (type.Base.Length > 0)
        {
            code.Line($"return {type.Base}.Read(ref reader, property, isNamed: !discriminator.IsEmpty);");
            return;
        }
        code.Line($"JsonMismatch.ThrowMissing({JsonEmitter.Literal(type.Property)});");
        code.Line("return null;");
    }

    internal static void EmitWrite(CodeWriter code, JsonPolymorphicModel type)
    {
        JsonEmitter.WriteNull(code, type);
        code.Line("Type type = value.GetType();");
        foreach (JsonDerivedType derived in type.Derived)
        {
            string discriminator = derived.Discriminator.Length == 0 ? "default" : JsonEmitter.Literal($"\"{JsonNames.Escape(type.Property)}\":{derived.Discriminator}") + "u8";
            code.Open($"if (type == typeof({derived.Type}))");
            code.Line($"{derived.Codec}.Write(ref writer, ({derived.Type})value, {discriminator});");
            code.Line("return;");
            code.Close();
        }
        if (type.Base.Length > 0 && !type.Derived.Any(d => d.Type == type.Type))
        {
            code.Open($"if (type == typeof({type.Type}))");
            code.Line($"{type.Base}.Write(ref writer, value, default);");
            code.Line("return;");
            code.Close();
        }
        code.Line($"JsonMismatch.ThrowUnknownType(type, {JsonEmitter.Literal(type.Shown)});");
    }
}
