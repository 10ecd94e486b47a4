using System.Text;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>Writes how an object is written.</summary>
internal static class JsonObjectWriteEmitter
{
    internal static void EmitBody(CodeWriter code, JsonObjectModel type)
    {
        JsonEmitter.WriteNull(code, type);
        JsonMember[] members = [.. type.Members.Where(m => m.IsWritten)];
        JsonEmitter.Callback(code, type, "IJsonOnSerializing", "OnSerializing");
        code.Line("writer.Enter();");
        // Until a member is written for certain, it is only known at run time whether one was.
        bool isCounted = type.HasDiscriminator || (members.Length > 0 ? members[0].WrittenIf is not null : type.Extension is not null);
        bool isFirst = true;
        bool isKnown = true;
        if (type.HasDiscriminator)
        {
            code.Line("writer.Raw(discriminator.IsEmpty ? default : \"{\"u8);");
            code.Line("writer.Raw(discriminator);");
            code.Line("bool isFirst = discriminator.IsEmpty;");
            isFirst = false;
            isKnown = false;
        }
        else if (isCounted)
        {
            code.Line("bool isFirst = true;");
        }
        foreach (JsonMember member in members)
        {
            string name = $"\\\"{EscapeLiteral(JsonNames.Escape(member.JsonName))}\\\":";
            string of = $"value.@{member.Name}";
            string written = member.PromisesValue ? $"JsonMismatch.NotNullIn({of}, {JsonEmitter.Literal($"{type.Shown}.{member.Name}")})" : of;
            if (member.WrittenIf is { } condition)
            {
                code.Open($"if ({condition.Replace("{0}", of)})");
                if (isFirst || !isKnown)
                {
                    code.Line($"writer.Raw(isFirst ? \"{{{name}\"u8 : \",{name}\"u8);");
                    code.Line("isFirst = false;");
                }
                else
                {
                    code.Line($"writer.Raw(\",{name}\"u8);");
                }
                code.Line(member.Codec.Write(written));
                code.Close();
                isKnown &= !isFirst;
                isFirst = false;
                continue;
            }
            code.Line(isFirst ? $"writer.Raw(\"{{{name}\"u8);" : isKnown ? $"writer.Raw(\",{name}\"u8);" : $"writer.Raw(isFirst ? \"{{{name}\"u8 : \",{name}\"u8);");
            code.Line(member.Codec.Write(written));
            isFirst = false;
            isKnown = true;
        }
        if (type.Extension is { } extension)
        {
            code.Open($"if (value.@{extension.Name} is {{ }} extension)");
            code.Open("foreach (var entry in extension)");
            if (isFirst || !isKnown)
            {
                code.Line("writer.Raw(isFirst ? \"{\"u8 : \",\"u8);");
                code.Line("isFirst = false;");
                isKnown = false;
                isFirst = false;
            }
            else
            {
                code.Line("writer.Raw(\",\"u8);");
            }
            code.Line("writer.Name(entry.Key);");
            code.Line(extension.HoldsObjects ? "writer.Object(entry.Value);" : "writer.Element(entry.Value);");
            code.Close();
            code.Close();
        }
        code.Line(isFirst ? "writer.Raw(\"{}\"u8);" : isKnown ? "writer.Raw(\"}\"u8);" : "writer.Raw(isFirst ? \"{}\"u8 : \"}\"u8);");
        code.Line("writer.Leave();");
        JsonEmitter.Callback(code, type, "IJsonOnSerialized", "OnSerialized");
    }

    /// <summary>JSON as the inside of a C# string.</summary>
    private static string EscapeLiteral(string json)
    {
        var literal = new StringBuilder(json.Length);
        foreach (char c in json)
        {
            if (c is '\\' or '"')
                literal.Append('\\');
            literal.Append(c);
        }
        return literal.ToString();
    }
}
