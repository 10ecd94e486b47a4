namespace Lambda.Native.Events;

/// <summary>The encoding of queries and forms: percent signs, and plus for a space.</summary>
internal static class FormEncoding
{
    /// <summary>What is not a valid escape stays as it is.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
