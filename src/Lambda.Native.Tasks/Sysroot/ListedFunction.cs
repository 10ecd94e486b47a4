using System.Globalization;

namespace Lambda.Native.Tasks;

/// <summary>A function's machine code.</summary>
internal sealed class ListedFunction(string name, bool isHidden)
{
    private const int RelocatedBytes = 4;

    private readonly List<byte> _code = [];
    private readonly List<ListedRelocation> _relocations = [];
    private readonly List<string> _assembly = [];

    internal string Name { get; } = name;

    /// <summary>Not exported by a program that holds it.</summary>
    internal bool IsHidden { get; } = isHidden;

    internal IReadOnlyList<byte> Code => _code;

    internal IReadOnlyList<ListedRelocation> Relocations => _relocations;

    /// <summary>The same instructions in the words of the GNU assembler.</summary>
    internal IReadOnlyList<string> Assembly => _assembly;

    internal void Add(byte[] code, string assembly)
    {
        _code.AddRange(code);
        _assembly.Add(assembly);
    }

    /// <summary>Has the linker fill in the last four bytes so far, which is where both processors have the field.</summary>
    /// <param name="type">The relocation's name in the processor's ABI.</param>
    /// <param name="target">A symbol, or a symbol and a number to add, as in `main-4`.</param>
    internal bool TryRelocate(string type, string target)
    {
        if (_code.Count < RelocatedBytes)
            return false;
        int sign = target.LastIndexOfAny(['+', '-']);
        long addend = 0;
        if (sign > 0 && !long.TryParse(target.Substring(sign), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out addend))
            return false;
        string symbol = sign > 0 ? target.Substring(0, sign) : target;
        _relocations.Add(new ListedRelocation((ulong)(_code.Count - RelocatedBytes), type, symbol, addend));
        return true;
    }
}

/// <summary>A place in a function that the linker fills in.</summary>
internal sealed class ListedRelocation(ulong offset, string type, string symbol, long addend)
{
    internal ulong Offset { get; } = offset;

    internal string Type { get; } = type;

    internal string Symbol { get; } = symbol;

    internal long Addend { get; } = addend;
}
