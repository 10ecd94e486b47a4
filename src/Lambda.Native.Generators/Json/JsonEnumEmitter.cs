using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>Writes how an enum is read and written.</summary>
internal static class JsonEnumEmitter
{
    internal static void EmitRead(CodeWriter code, JsonEnumModel type)
    {
        if (!type.IsText && !type.IsKey)
        {
            code.Line($"return ({type.Type})JsonRead.{type.Number}(ref reader, default);");
            return;
        }
        if (type.IsText)
        {
            code.Line("if (JsonRead.IsNumber(ref reader))");
            code.Indented($"return ({type.Type})JsonRead.{type.Number}(ref reader, default);");
        }
        string shown = JsonEmitter.Literal(type.Shown);
        code.Line($"string text = JsonEnum.Text(ref reader, {shown});");
        code.Line($"if (TryParse(text, out {type.Type} value))");
        code.Indented("return value;");
        code.Line("if (!text.Contains(','))");
        code.Indented($"return ({type.Type})JsonEnum.{type.Number}(text, {shown});");
        // Several names are taken together, whether the enum is of flags or not; numbers are not.
        code.Line("value = default;");
        code.Open("foreach (string part in JsonEnum.Parts(text))");
        code.Line($"if (!TryParse(part, out {type.Type} named))");
        code.Indented($"JsonMismatch.Throw({shown});");
        code.Line("value |= named;");
        code.Close();
        code.Line("return value;");
    }

    internal static void EmitWrite(CodeWriter code, JsonEnumModel type)
    {
        string number = $"{JsonBuiltIns.Cast(type.Number)}({type.Underlying})value";
        if (!type.IsText && !type.IsKey)
        {
            code.Line($"writer.Number({number});");
            return;
        }
        code.Line("string name = Name(value);");
        code.Line("if (name is not null)");
        code.Indented(type.IsKey ? "writer.Name(name);" : "writer.String(name);");
        code.Line("else");
        code.Indented(type.IsKey ? $"JsonKey.Write(ref writer, {number});" : $"writer.Number({number});");
    }

    internal static void EmitHelpers(CodeWriter code, JsonEnumModel type)
    {
        if (type.Reads)
            EmitParse(code, type);
        if (!type.Writes)
            return;
        code.Line();
        code.Open($"private static string Name({type.Type} value)");
        if (type.IsFlags)
        {
            EmitFlags(code, type);
            code.Close();
            return;
        }
        // Several names may have one value: a switch would not compile.
        foreach (JsonEnumName name in type.Names)
        {
            code.Line($"if (value == {type.Type}.@{name.Name})");
            code.Indented($"return {JsonEmitter.Literal(name.JsonName)};");
        }
        code.Line("return null;");
        code.Close();
    }

    /// <summary>The names of most bits come first, and take what they stand for; what is left without a name makes a number of it all.</summary>
    private static void EmitFlags(CodeWriter code, JsonEnumModel type)
    {
        code.Line("ulong rest = unchecked((ulong)value);");
        code.Line("if (rest == 0)");
        code.Indented($"return {(type.Names.FirstOrDefault(n => n.Bits == 0) is { } none ? JsonEmitter.Literal(none.JsonName) : "null")};");
        code.Line("string names = null;");
        foreach (JsonEnumName name in type.Names.Where(n => n.Bits != 0).OrderByDescending(n => CountOf(n.Bits)))
        {
            code.Open($"if ((rest & 0x{name.Bits:X}UL) == 0x{name.Bits:X}UL)");
            code.Line($"rest &= ~0x{name.Bits:X}UL;");
            code.Line($"names = names is null ? {JsonEmitter.Literal(name.JsonName)} : names + {JsonEmitter.Literal(", " + name.JsonName)};");
            code.Close();
        }
        code.Line("return rest == 0 ? names : null;");
    }

    private static int CountOf(ulong bits)
    {
        int count = 0;
        for (; bits != 0; bits &= bits - 1)
            count++;
        return count;
    }

    private static void EmitParse(CodeWriter code, JsonEnumModel type)
    {
        code.Line();
        code.Open($"private static bool TryParse(string text, out {type.Type} value)");
        // A name in its own case comes before one that only differs in case.
        code.Open("switch (text)");
        foreach (JsonEnumName name in type.Names)
        {
            code.Line($"case {JsonEmitter.Literal(name.JsonName)}:");
            code.Indented($"value = {type.Type}.@{name.Name};");
            code.Indented("return true;");
        }
        code.Close();
        foreach (JsonEnumName name in type.Names.Where(n => !n.IsRenamed))
        {
            code.Open($"if (text.Equals({JsonEmitter.Literal(name.JsonName)}, StringComparison.OrdinalIgnoreCase))");
            code.Line($"value = {type.Type}.@{name.Name};");
            code.Line("return true;");
            code.Close();
        }
        code.Line("value = default;");
        code.Line("return false;");
        code.Close();
    }
}
