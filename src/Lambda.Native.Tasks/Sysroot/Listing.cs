using System.Globalization;

namespace Lambda.Native.Tasks;

/// <summary>
/// Machine code as an assembler lists it: an instruction a line, in three columns of bytes (arm64: a word), relocation and assembly. The bytes are what is used;
/// that they are what the assembly says, a test asks an assembler.
/// </summary>
internal sealed class Listing
{
    internal const string Extension = ".listing";

    private readonly List<ListedFunction> _functions = [];
    private readonly List<ListedZeros> _zeros = [];

    internal IReadOnlyList<ListedFunction> Functions => _functions;

    internal IReadOnlyList<ListedZeros> Zeros => _zeros;

    /// <summary>Reads a file of `function name` or `hidden function name`, each followed by its instructions, and `hidden zeros name size`.</summary>
    internal static Listing Read(string path)
    {
        var listing = new Listing();
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            int comment = line.IndexOf("//", StringComparison.Ordinal);
            if (comment >= 0)
                line = line.Substring(0, comment);
            line = line.Trim();
            if (line.Length > 0 && !listing.TryAdd(line))
                throw new FormatException($"{path}({i + 1}): '{line}' is neither an instruction nor the start of a function.");
        }
        return listing;
    }

    private bool TryAdd(string line)
    {
        if (line.Contains("|"))
            return _functions.Count > 0 && TryAddInstruction(_functions[_functions.Count - 1], line.Split('|'));
        string[] words = line.Split(' ');
        bool isHidden = words[0] == "hidden";
        switch (words.Length, words[isHidden && words.Length > 1 ? 1 : 0])
        {
            case (2, "function") when !isHidden:
                _functions.Add(new ListedFunction(words[1], isHidden: false));
                return true;
            case (3, "function") when isHidden:
                _functions.Add(new ListedFunction(words[2], isHidden: true));
                return true;
            case (4, "zeros") when isHidden && ulong.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out ulong size):
                _zeros.Add(new ListedZeros(words[2], size));
                return true;
            default:
                return false;
        }
    }

    private static bool TryAddInstruction(ListedFunction function, string[] columns)
    {
        if (columns.Length != 3 || ReadCode(columns[0]) is not byte[] code)
            return false;
        function.Add(code, columns[2].Trim());
        string[] relocation = columns[1].Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return relocation.Length switch
        {
            0 => true,
            2 => function.TryRelocate(relocation[0], relocation[1]),
            _ => false,
        };
    }

    /// <summary>Bytes, or one word of eight digits that is stored with its low byte first.</summary>
    private static byte[]? ReadCode(string column)
    {
        string[] numbers = column.Trim().Split(' ');
        bool isWord = numbers.Length == 1 && numbers[0].Length == 8;
        if (!isWord && Array.Exists(numbers, number => number.Length != 2))
            return null;
        string digits = string.Concat(numbers);
        var code = new byte[digits.Length / 2];
        for (int i = 0; i < code.Length; i++)
        {
            if (!byte.TryParse(digits.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code[isWord ? code.Length - 1 - i : i]))
                return null;
        }
        return code;
    }
}

/// <summary>Hidden data that starts as zeros.</summary>
internal sealed class ListedZeros(string name, ulong size)
{
    internal string Name { get; } = name;

    internal ulong Size { get; } = size;
}
