using System.Globalization;

namespace Lambda.Native.Tasks;

/// <summary>The text form of a shared library's interface: one symbol a line.</summary>
internal static class SymbolList
{
    internal const string Extension = ".symbols";

    private const string NoVersion = "-";

    internal static IReadOnlyList<LibrarySymbol> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        var symbols = new List<LibrarySymbol>(lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && lines[i][0] != '#')
                symbols.Add(ReadLine(lines[i]) ?? throw new FormatException($"{path}({i + 1}): '{lines[i]}' is not a symbol."));
        }
        return symbols;
    }

    internal static string Line(LibrarySymbol symbol)
    {
        string start = $"{symbol.Name} {symbol.Version ?? NoVersion} ";
        return symbol.IsObject
            ? FormattableString.Invariant($"{start}object {(symbol.IsWeak ? "weak" : "global")} {symbol.Size} {symbol.Alignment} {symbol.AddressGroup}")
            : start + "function global";
    }

    private static LibrarySymbol? ReadLine(string line)
    {
        string[] words = line.Split(' ');
        if (words.Length < 4 || Array.Exists(words, word => word.Length == 0) || words[3] is not ("global" or "weak"))
            return null;
        string? version = words[1] == NoVersion ? null : words[1];
        if (words.Length == 4 && words[2] == "function" && words[3] == "global")
            return LibrarySymbol.Function(words[0], version);
        if (words.Length == 7 && words[2] == "object" && Number(words[4]) is ulong size && Number(words[5]) is ulong alignment)
            return LibrarySymbol.Object(words[0], version, words[3] == "weak", size, alignment, words[6]);
        return null;
    }

    private static ulong? Number(string word) =>
        ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number > 0 ? number : null;
}
