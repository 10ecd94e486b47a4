namespace Lambda.Native.Generators.Json;

/// <summary>How generated code reads and writes a value of a type.</summary>
/// <param name="ReadExpression">Reads the value whose first token <c>reader</c> is at. JSON null gives null where the type has one.</param>
/// <param name="WriteFormat">A statement, or a block, that writes the value <c>{0}</c> to <c>writer</c>.</param>
internal sealed record JsonCodec(string ReadExpression, string WriteFormat)
{
    internal string Write(string value) => WriteFormat.Replace("{0}", value);
}

/// <summary>How generated code reads and writes a key of a dictionary.</summary>
/// <param name="ReadExpression">Reads the name that <c>reader</c> is at.</param>
/// <param name="WriteFormat">A statement that writes the key <c>{0}</c> and the colon.</param>
internal sealed record JsonKeyCodec(string ReadExpression, string WriteFormat)
{
    internal string Write(string value) => WriteFormat.Replace("{0}", value);
}
