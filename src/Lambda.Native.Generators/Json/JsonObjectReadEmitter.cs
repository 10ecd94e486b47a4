using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>Writes how an object is read: member by member, as one would by hand.</summary>
internal sealed class JsonObjectReadEmitter
{
    private const int BitsPerWord = 64;
    private const string Accessor = "[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.";

    private readonly CodeWriter _code;
    private readonly JsonObjectModel _type;
    private readonly JsonMember[] _members;

    // Whether they were there is a bit each: those that are required, and those that wait in a variable for the object to be made.
    private readonly JsonMember[] _marked;
    private readonly JsonMember[] _initialised;
    private readonly bool _isMadeFirst;

    internal JsonObjectReadEmitter(CodeWriter code, JsonObjectModel type)
    {
        _code = code;
        _type = type;
        _members = [.. type.Members.Where(m => m.IsRead)];
        _initialised = [.. _members.Where(m => m.Setting == Setting.Initialiser)];
        _isMadeFirst = type.Parameters.Count == 0 && _initialised.Length == 0;
        _marked = [.. _members.Where(m => m.IsRequired || Waits(m))];
    }

    /// <summary>The body of the method that reads.</summary>
    internal void EmitBody()
    {
        JsonEmitter.ReadNull(_code, _type);
        _code.Line($"JsonRead.StartObject(ref reader, {JsonEmitter.Literal($"an object ({_type.Shown})")});");
        if (_type.HasDiscriminator)
        {
            _code.Line("if (isNamed)");
            _code.Indented("JsonRead.SkipMember(ref reader);");
        }
        EmitVariables();
        EmitLoop();
        EmitMissing();
        EmitEnd();
    }

    /// <summary>What the body calls.</summary>
    internal void EmitHelpers()
    {
        if (_type.Making == Making.Accessor)
        {
            _code.Line();
            _code.Line(Accessor + "Constructor)]");
            _code.Line($"private static extern {_type.Type} Make({string.Join(", ", _type.Parameters.Select((p, i) => $"{p.Type} argument{i}"))});");
        }
        foreach (JsonMember member in _members.Where(m => m.Setting == Setting.Accessor))
        {
            _code.Line();
            _code.Line($"{Accessor}Method, Name = {JsonEmitter.Literal("set_" + member.Name)})]");
            _code.Line($"private static extern void Set{member.Name}({(_type.IsReference ? "" : "ref ")}{member.Declaring} value, {member.Type} member);");
        }
        JsonMember[] required = [.. _members.Where(m => m.IsRequired)];
        if (required.Length == 0)
            return;
        _code.Line();
        _code.Open($"private static void ThrowMissing({string.Join(", ", Words.Select(w => $"ulong {Seen(w)}"))})");
        foreach (JsonMember member in required)
        {
            _code.Line($"if (!({Has(member)}))");
            _code.Indented($"JsonMismatch.ThrowMissing({JsonEmitter.Literal(member.JsonName)});");
        }
        _code.Close();
    }

    private void EmitVariables()
    {
        if (_isMadeFirst)
        {
            _code.Line($"{_type.Type} value = {Make};");
            JsonEmitter.Callback(_code, _type, "IJsonOnDeserializing", "OnDeserializing");
        }
        else if (_type.Extension is not null)
        {
            _code.Line($"{_type.Extension.Make} extension = null;");
        }
        for (int i = 0; i < _type.Parameters.Count; i++)
            _code.Line($"{_type.Parameters[i].Type} argument{i} = {_type.Parameters[i].Default};");
        foreach (JsonMember member in _members.Where(Waits))
            _code.Line($"{member.Type} {Variable(member)} = default;");
        foreach (int word in Words)
            _code.Line($"ulong {Seen(word)} = 0;");
    }

    private void EmitLoop()
    {
        _code.Open("while (JsonRead.NextMember(ref reader))");
        bool needsName = _members.Length > 0 || _type.Extension is not null || _type.HasDiscriminator || _type.RefusesUnknown;
        // Even where no name counts, one that is no text is refused.
        _code.Line(needsName ? "ReadOnlySpan<byte> name = JsonRead.Name(ref reader);" : "JsonRead.Name(ref reader);");
        _code.Line("reader.Read();");
        JsonMember[] ascii = [.. _members.Where(m => m.JsonName.All(c => c < 0x80))];
        if (ascii.Length > 0)
        {
            _code.Open("switch (name.Length)");
            foreach (IGrouping<int, JsonMember> ofLength in ascii.GroupBy(m => m.JsonName.Length).OrderBy(g => g.Key))
            {
                _code.Line($"case {ofLength.Key}:");
                _code.Indent();
                foreach (JsonMember member in ofLength)
                    EmitMember(member, "u8");
                _code.Line("break;");
                _code.Unindent();
            }
            _code.Close();
        }
        // Beyond ASCII the length of a name may change with its case.
        foreach (JsonMember member in _members.Except(ascii))
            EmitMember(member, "");
        EmitUnknown();
        _code.Close();
    }

    private void EmitMember(JsonMember member, string suffix)
    {
        _code.Open($"if (JsonRead.Is(name, {JsonEmitter.Literal(member.JsonName)}{suffix}))");
        string value = member.Codec.ReadExpression;
        if (member.RefusesNull)
            value = $"JsonMismatch.NotNull({value}, {JsonEmitter.Literal(member.Type == "string" ? "a string" : "a value other than null")})";
        _code.Line(member.Parameter >= 0 ? $"argument{member.Parameter} = {value};" : _isMadeFirst ? Set(member, value) : $"{Variable(member)} = {value};");
        if (Array.IndexOf(_marked, member) is >= 0 and var bit)
            _code.Line($"{Seen(bit / BitsPerWord)} |= {Bit(bit)};");
        _code.Line("continue;");
        _code.Close();
    }

    private void EmitUnknown()
    {
        if (_type.HasDiscriminator)
            _code.Line("JsonMismatch.ThrowIfMetadata(name, property);");
        if (_type.RefusesUnknown)
            _code.Line("JsonMismatch.ThrowUnknown(name);");
        else if (_type.Extension is null)
            _code.Line("JsonRead.Skip(ref reader);");
        else
            _code.Line($"{(_isMadeFirst ? Extension : $"(extension ??= new {_type.Extension.Make}())")}[JsonRead.Text(name)] = "
                + (_type.Extension.HoldsObjects ? "JsonRead.IsNull(ref reader) ? null : (object)JsonRead.Element(ref reader);" : "JsonRead.Element(ref reader);"));
    }

    private void EmitMissing()
    {
        List<string> conditions = [];
        foreach (int word in Words)
        {
            ulong mask = 0;
            for (int bit = word * BitsPerWord; bit < Math.Min(_marked.Length, (word + 1) * BitsPerWord); bit++)
            {
                if (_marked[bit].IsRequired)
                    mask |= 1UL << (bit % BitsPerWord);
            }
            if (mask != 0)
                conditions.Add($"({Seen(word)} & 0x{mask:X}) != 0x{mask:X}");
        }
        if (conditions.Count == 0)
            return;
        _code.Line($"if ({string.Join(" || ", conditions)})");
        _code.Indented($"ThrowMissing({string.Join(", ", Words.Select(Seen))});");
    }

    private void EmitEnd()
    {
        if (!_isMadeFirst)
        {
            EmitMaking();
            JsonEmitter.Callback(_code, _type, "IJsonOnDeserializing", "OnDeserializing");
            foreach (JsonMember member in _members.Where(Waits).Except(_initialised))
            {
                if (!member.IsRequired)
                    _code.Line($"if ({Has(member)})");
                _code.Line((member.IsRequired ? "" : "    ") + Set(member, Variable(member)));
            }
            if (_type.Extension is not null)
            {
                _code.Open("if (extension is not null)");
                _code.Open("foreach (var entry in extension)");
                _code.Line($"{Extension}[entry.Key] = entry.Value;");
                _code.Close();
                _code.Close();
            }
        }
        JsonEmitter.Callback(_code, _type, "IJsonOnDeserialized", "OnDeserialized");
        _code.Line("return value;");
    }

    /// <summary>Makes the object with all members that can only be initialised; those that are absent get what they get when nothing is said.</summary>
    private void EmitMaking()
    {
        if (_initialised.Length == 0)
        {
            _code.Line($"{_type.Type} value = {Make};");
            return;
        }
        string make = _type.Making == Making.Default ? $"new {_type.Type}()" : Make;
        JsonMember[] optional = [.. _initialised.Where(m => !m.IsRequired)];
        if (optional.Length > 0)
        {
            _code.Line($"{_type.Type} initial = default;");
            _code.Line($"if (!({string.Join(" && ", optional.Select(Has))}))");
            _code.Indented($"initial = {make} {{ {string.Join(", ", _initialised.Except(optional).Select(m => $"@{m.Name} = {Variable(m)}"))} }};");
        }
        _code.Open($"{_type.Type} value = {make}");
        foreach (JsonMember member in _initialised)
            _code.Line(member.IsRequired ? $"@{member.Name} = {Variable(member)}," : $"@{member.Name} = {Has(member)} ? {Variable(member)} : initial.@{member.Name},");
        _code.Close(";");
    }

    private bool Waits(JsonMember member) => !_isMadeFirst && member.Parameter < 0;

    private string Make
    {
        get
        {
            string arguments = string.Join(", ", Enumerable.Range(0, _type.Parameters.Count).Select(i => $"argument{i}"));
            return _type.Making switch
            {
                Making.Default => "default",
                Making.Accessor => $"Make({arguments})",
                _ => $"new {_type.Type}({arguments})",
            };
        }
    }

    /// <summary>What takes the members that the type does not have, made if need be.</summary>
    private string Extension => _type.Extension!.CanSet ? $"(value.@{_type.Extension.Name} ??= new {_type.Extension.Make}())" : $"value.@{_type.Extension.Name}";

    private IEnumerable<int> Words => Enumerable.Range(0, (_marked.Length + BitsPerWord - 1) / BitsPerWord);

    private string Set(JsonMember member, string expression) => member.Setting == Setting.Accessor
        ? $"Set{member.Name}({(_type.IsReference ? "" : "ref ")}value, {expression});"
        : $"value.@{member.Name} = {expression};";

    private string Variable(JsonMember member) => $"member{Array.IndexOf(_members, member)}";

    private string Has(JsonMember member)
    {
        int bit = Array.IndexOf(_marked, member);
        return $"({Seen(bit / BitsPerWord)} & {Bit(bit)}) != 0";
    }

    private static string Seen(int word) => word == 0 ? "seen" : $"seen{word}";

    private static string Bit(int bit) => $"0x{1UL << (bit % BitsPerWord):X}";
}
