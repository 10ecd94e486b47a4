namespace Lambda.Native.Tasks;

/// <summary>What is wrong with a binary: the diagnostic, and what its text speaks of.</summary>
internal sealed class BinaryFinding(string code, BinaryFindingKind kind, params string[] arguments)
{
    private const int LengthShown = 300;

    internal string Code => code;

    internal BinaryFindingKind Kind => kind;

    /// <summary>Much of it comes out of the file: a diagnostic stays one line of a bearable length whatever stands there.</summary>
    internal object[] Arguments { get; } = Array.ConvertAll(arguments, Printable);

    private static string Printable(string text)
    {
        char[] shown = [.. text.Take(LengthShown).Select(c => char.IsControl(c) ? '?' : c)];
        return new string(shown) + (text.Length > LengthShown ? "…" : "");
    }
}

internal enum BinaryFindingKind
{
    /// <summary>It does not start, or is not loaded.</summary>
    WouldNotRun,

    /// <summary>It runs with less protection than it could have.</summary>
    LessProtected,

    /// <summary>The same, by a default of compilers: nearly every library that others built is so, and nobody who packs it can change that.</summary>
    CustomaryInLibraries,
}
