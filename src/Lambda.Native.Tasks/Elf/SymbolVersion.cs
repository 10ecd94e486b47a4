using System.Globalization;

namespace Lambda.Native.Tasks;

/// <summary>A version of symbols such as GLIBC_2.34: a family and numbers.</summary>
internal sealed class SymbolVersion
{
    private readonly int[] _numbers;

    private SymbolVersion(string family, int[] numbers)
    {
        Family = family;
        _numbers = numbers;
    }

    /// <summary>Oldest first; names that are no versions before all.</summary>
    internal static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    /// <summary>GLIBC of GLIBC_2.34.</summary>
    internal string Family { get; }

    /// <summary>Null for a name that is not numbered, such as GLIBC_PRIVATE.</summary>
    internal static SymbolVersion? Parse(string name)
    {
        int underscore = name.LastIndexOf('_');
        if (underscore < 0)
            return null;
        string[] parts = name.Substring(underscore + 1).Split('.');
        var numbers = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }
        return new SymbolVersion(name.Substring(0, underscore), numbers);
    }

    internal int CompareTo(SymbolVersion other)
    {
        for (int i = 0; i < _numbers.Length && i < other._numbers.Length; i++)
        {
            if (_numbers[i] != other._numbers[i])
                return _numbers[i].CompareTo(other._numbers[i]);
        }
        return _numbers.Length.CompareTo(other._numbers.Length);
    }

    private static int Compare(string x, string y) => (Parse(x), Parse(y)) switch
    {
        (null, null) => string.CompareOrdinal(x, y),
        (null, _) => -1,
        (_, null) => 1,
        var (a, b) => a!.CompareTo(b!),
    };
}
