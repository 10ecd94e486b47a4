using System.Text;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>Writes how an object is read and written: member by member, as one would by hand.</summary>
internal static class JsonObjectEmitter
{
    private const int BitsPerWord = 64;
    private const string ExtensionType = "global::System.Collections.Generic.Dictionary<string, JsonElement>";

    internal static void EmitRead(CodeWriter code, JsonObjectModel type)
    {
        JsonEmitter.ReadNull(code, type);
        code.Line($"JsonRead.StartObject(ref reader, {JsonEmitter.Literal($"an object ({type.Shown})")});");
        if (type.HasDiscriminator)
        {
            code.Line("if (isNamed)");
            code.Indented("JsonRead.SkipMember(ref reader);");
        }
        bool isMadeFirst = IsMadeFirst(type);
        if (isMadeFirst)
        {
            code.Line($"{type.Type} value = {Make(type)};");
            EmitCallback(code, type, "IJsonOnDeserializing", "OnDeserializing");
        }
        if (type.Extension is not null && !isMadeFirst)
            code.Line($"{ExtensionType} extension = null;");
        for (int i = 0; i < type.Parameters.Count; i++)
            code.Line($"{type.Parameters[i].Type} argument{i} = {type.Parameters[i].Default};");

        JsonMember[] members = [.. type.Members.Where(m => m.IsRead)];
        // A member that is set after the object is made waits in a variable; whether it was there is a bit, as it is for required ones.
        bool Waits(JsonMember member) => !isMadeFirst && member.Parameter < 0;
        JsonMember[] marked = [.. members.Where(m => m.IsRequired || Waits(m))];
        foreach (JsonMember member in members.Where(Waits))
            code.Line($"{member.Type} member{Array.IndexOf(members, member)} = default;");
        for (int word = 0; word * BitsPerWord < marked.Length; word++)
            code.Line($"ulong {Seen(word)} = 0;");

        code.Open("while (JsonRead.NextMember(ref reader))");
        if (members.Length > 0 || type.Extension is not null || type.HasDiscriminator)
            code.Line("ReadOnlySpan<byte> name = JsonRead.Name(ref reader);");
        else if (type.RefusesUnknown)
            code.Line("JsonMismatch.ThrowUnknown(JsonRead.Name(ref reader));");
        code.Line("reader.Read();");
        void EmitMember(JsonMember member)
        {
            string expression = member.RefusesNull ? $"JsonMismatch.NotNull({member.Codec.ReadExpression}, {JsonEmitter.Literal(member.Codec.ReadExpression == "JsonRead.String(ref reader)" ? "a string" : "a value other than null")})" : member.Codec.ReadExpression;
            if (member.Parameter >= 0)
                code.Line($"argument{member.Parameter} = {expression};");
            else if (isMadeFirst)
                code.Line(Set(type, member, expression));
            else
                code.Line($"member{Array.IndexOf(members, member)} = {expression};");
            int bit = Array.IndexOf(marked, member);
            if (bit >= 0)
                code.Line($"{Seen(bit / BitsPerWord)} |= {Bit(bit)};");
            code.Line("continue;");
        }
        JsonMember[] ascii = [.. members.Where(m => IsAscii(m.JsonName))];
        if (ascii.Length > 0)
        {
            code.Open("switch (name.Length)");
            foreach (IGrouping<int, JsonMember> ofLength in ascii.GroupBy(m => m.JsonName.Length).OrderBy(g => g.Key))
            {
                code.Line($"case {ofLength.Key}:");
                code.Indent();
                foreach (JsonMember member in ofLength)
                {
                    code.Open($"if (JsonRead.Is(name, {JsonEmitter.Literal(member.JsonName)}u8))");
                    EmitMember(member);
                    code.Close();
                }
                code.Line("break;");
                code.Unindent();
            }
            code.Close();
        }
        foreach (JsonMember member in members.Except(ascii))
        {
            code.Open($"if (JsonRead.Is(name, {JsonEmitter.Literal(member.JsonName)}))");
            EmitMember(member);
            code.Close();
        }
        if (type.HasDiscriminator)
            code.Line("JsonMismatch.ThrowIfMetadata(name, property);");
        if (type.RefusesUnknown && members.Length > 0)
            code.Line("JsonMismatch.ThrowUnknown(name);");
        if (type.Extension is { } extension)
            code.Line(isMadeFirst ? $"{ExtensionOf(extension)}[JsonRead.Text(name)] = JsonRead.Element(ref reader);" : $"(extension ??= new {ExtensionType}())[JsonRead.Text(name)] = JsonRead.Element(ref reader);");
        else
            code.Line("JsonRead.Skip(ref reader);");
        code.Close();

        EmitMissing(code, marked);
        if (isMadeFirst)
        {
            EmitCallback(code, type, "IJsonOnDeserialized", "OnDeserialized");
            code.Line("return value;");
            return;
        }
        if (!members.Any(Waits) && type.Extension is null && type.Callbacks.Count == 0)
        {
            code.Line($"return {Make(type)};");
            return;
        }
        JsonMember[] initialised = [.. members.Where(m => m.Setting == Setting.Initialiser)];
        if (initialised.Length == 0)
            code.Line($"{type.Type} value = {Make(type)};");
        else
            EmitInitialiser(code, type, members, initialised, marked);
        EmitCallback(code, type, "IJsonOnDeserializing", "OnDeserializing");
        foreach (JsonMember member in members.Where(Waits).Except(initialised))
        {
            int bit = Array.IndexOf(marked, member);
            string set = Set(type, member, $"member{Array.IndexOf(members, member)}");
            if (member.IsRequired)
            {
                code.Line(set);
                continue;
            }
            code.Line($"if (({Seen(bit / BitsPerWord)} & {Bit(bit)}) != 0)");
            code.Indented(set);
        }
        if (type.Extension is { } collected)
        {
            code.Open("if (extension is not null)");
            code.Open("foreach (var entry in extension)");
            code.Line($"{ExtensionOf(collected)}[entry.Key] = entry.Value;");
            code.Close();
            code.Close();
        }
        EmitCallback(code, type, "IJsonOnDeserialized", "OnDeserialized");
        code.Line("return value;");
    }

    private static bool IsMadeFirst(JsonObjectModel type) => type.Parameters.Count == 0 && !type.Members.Any(m => m.Setting == Setting.Initialiser);

    /// <summary>Makes the object with all members that can only be initialised; those that are absent get what they get when nothing is said.</summary>
    private static void EmitInitialiser(CodeWriter code, JsonObjectModel type, JsonMember[] members, JsonMember[] initialised, JsonMember[] marked)
    {
        string Local(JsonMember member) => $"member{Array.IndexOf(members, member)}";
        string Has(JsonMember member) => $"({Seen(Array.IndexOf(marked, member) / BitsPerWord)} & {Bit(Array.IndexOf(marked, member))}) != 0";
        JsonMember[] optional = [.. initialised.Where(m => !m.IsRequired)];
        string required = string.Join(", ", initialised.Except(optional).Select(m => $"@{m.Name} = {Local(m)}"));
        string make = type.Making == Making.Default ? $"new {type.Type}()" : Make(type);
        if (optional.Length > 0)
        {
            code.Line($"{type.Type} initial = default;");
            code.Line($"if (!({string.Join(" && ", optional.Select(Has))}))");
            code.Indented($"initial = {make} {{ {required} }};");
        }
        code.Open($"{type.Type} value = {make}");
        foreach (JsonMember member in initialised)
            code.Line(member.IsRequired ? $"@{member.Name} = {Local(member)}," : $"@{member.Name} = {Has(member)} ? {Local(member)} : initial.@{member.Name},");
        code.Close(";");
    }

    /// <summary>The object that takes what no member takes, made if need be.</summary>
    private static string ExtensionOf(JsonExtension extension) => extension.CanSet ? $"(value.@{extension.Name} ??= new {ExtensionType}())" : $"value.@{extension.Name}";

    private static void EmitCallback(CodeWriter code, JsonObjectModel type, string callback, string method)
    {
        if (type.Callbacks.Contains(callback))
            code.Line($"((global::System.Text.Json.Serialization.{callback})value).{method}();");
    }

    internal static void EmitHelpers(CodeWriter code, JsonObjectModel type)
    {
        if (type.Making == Making.Accessor)
        {
            code.Line();
            code.Line("[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Constructor)]");
            code.Line($"private static extern {type.Type} Make({string.Join(", ", type.Parameters.Select((p, i) => $"{p.Type} argument{i}"))});");
        }
        foreach (JsonMember member in type.Members.Where(m => m.Setting == Setting.Accessor))
        {
            code.Line();
            code.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = {JsonEmitter.Literal("set_" + member.Name)})]");
            code.Line($"private static extern void Set{member.Name}({(type.IsReference ? "" : "ref ")}{member.Declaring} value, {member.Type} member);");
        }
        JsonMember[] required = [.. type.Members.Where(m => m.IsRead && m.IsRequired)];
        if (required.Length == 0)
            return;
        code.Line();
        code.Open($"private static void ThrowMissing({string.Join(", ", Enumerable.Range(0, Words(type)).Select(w => $"ulong {Seen(w)}"))})");
        JsonMember[] marked = Marked(type);
        foreach (JsonMember member in required)
        {
            int bit = Array.IndexOf(marked, member);
            code.Line($"if (({Seen(bit / BitsPerWord)} & {Bit(bit)}) == 0)");
            code.Indented($"JsonMismatch.ThrowMissing({JsonEmitter.Literal(member.JsonName)});");
        }
        code.Close();
    }

    internal static void EmitWrite(CodeWriter code, JsonObjectModel type)
    {
        JsonEmitter.WriteNull(code, type);
        JsonMember[] members = [.. type.Members.Where(m => m.IsWritten)];
        EmitCallback(code, type, "IJsonOnSerializing", "OnSerializing");
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
            code.Line("writer.Element(entry.Value);");
            code.Close();
            code.Close();
        }
        code.Line(isFirst ? "writer.Raw(\"{}\"u8);" : isKnown ? "writer.Raw(\"}\"u8);" : "writer.Raw(isFirst ? \"{}\"u8 : \"}\"u8);");
        code.Line("writer.Leave();");
        EmitCallback(code, type, "IJsonOnSerialized", "OnSerialized");
    }

    private static void EmitMissing(CodeWriter code, JsonMember[] marked)
    {
        List<string> conditions = [];
        List<string> words = [];
        for (int word = 0; word * BitsPerWord < marked.Length; word++)
        {
            words.Add(Seen(word));
            ulong mask = 0;
            for (int bit = word * BitsPerWord; bit < Math.Min(marked.Length, (word + 1) * BitsPerWord); bit++)
            {
                if (marked[bit].IsRequired)
                    mask |= 1UL << (bit % BitsPerWord);
            }
            if (mask != 0)
                conditions.Add($"({Seen(word)} & 0x{mask:X}) != 0x{mask:X}");
        }
        if (conditions.Count == 0)
            return;
        code.Line($"if ({string.Join(" || ", conditions)})");
        code.Indented($"ThrowMissing({string.Join(", ", words)});");
    }

    private static JsonMember[] Marked(JsonObjectModel type) =>
        [.. type.Members.Where(m => m.IsRead && (m.IsRequired || (!IsMadeFirst(type) && m.Parameter < 0)))];

    private static int Words(JsonObjectModel type) => (Marked(type).Length + BitsPerWord - 1) / BitsPerWord;

    private static string Make(JsonObjectModel type)
    {
        string arguments = string.Join(", ", Enumerable.Range(0, type.Parameters.Count).Select(i => $"argument{i}"));
        return type.Making switch
        {
            Making.Default => "default",
            Making.Accessor => $"Make({arguments})",
            _ => $"new {type.Type}({arguments})",
        };
    }

    private static string Set(JsonObjectModel type, JsonMember member, string expression) => member.Setting == Setting.Accessor
        ? $"Set{member.Name}({(type.IsReference ? "" : "ref ")}value, {expression});"
        : $"value.@{member.Name} = {expression};";

    private static string Seen(int word) => word == 0 ? "seen" : $"seen{word}";

    private static string Bit(int bit) => $"0x{1UL << (bit % BitsPerWord):X}";

    private static bool IsAscii(string name) => name.All(c => c < 0x80);

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
