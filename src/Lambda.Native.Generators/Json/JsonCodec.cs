namespace Lambda.Native.Generators.Json;

/// <summary>How generated code reads and writes a value of a type.</summary>
/// <param name="ReadExpression">Reads the value whose first token <c>reader</c> is at.</param>
/// <param name="WriteFormat">A statement that writes the value <c>{0}</c> to <c>writer</c>.</param>
internal sealed record JsonCodec(string ReadExpression, string WriteFormat)
{
    internal string Write(string value) => WriteFormat.Replace("{0}", value);
}
