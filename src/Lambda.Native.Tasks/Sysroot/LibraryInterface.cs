namespace Lambda.Native.Tasks;

/// <summary>What an older release of a shared library offered, told from a newer one: a library whose symbols have versions only ever gains symbols.</summary>
internal static class LibraryInterface
{
    // What the ABIs of both processors ask for at most, short of vectors wider than any object of these libraries holds.
    private const ulong LargestAlignment = 16;

    /// <summary>Ordered by name.</summary>
    /// <param name="library">The library, of that release or newer.</param>
    /// <param name="newest">The newest version that counts.</param>
    /// <param name="retired">Names that later releases no longer let programs link with.</param>
    /// <exception cref="FormatException">There is a symbol that is neither function nor object.</exception>
    internal static IReadOnlyList<LibrarySymbol> Read(ElfFile library, SymbolVersion newest, ICollection<string> retired)
    {
        var chosen = new List<(ElfSymbol Symbol, string Name, string? Version)>();
        foreach (IGrouping<string, ElfSymbol> versions in library.DynamicSymbols.Where(IsOffered).GroupBy(symbol => symbol.Name, StringComparer.Ordinal))
        {
            // Without a default version a name is there for old programs only; no new one can be linked with it.
            if (retired.Contains(versions.Key) || versions.All(symbol => symbol.IsHiddenVersion))
                continue;
            var candidates = versions
                .Select(symbol => (Symbol: symbol, Name: versions.Key, Version: library.VersionOf(symbol)))
                .Where(candidate => candidate.Version is null || IsCounted(candidate.Version, newest))
                .OrderBy(candidate => candidate.Version ?? "", SymbolVersion.Order).ToArray();
            if (candidates.Length > 0)
                chosen.Add(candidates[candidates.Length - 1]);
        }
        ILookup<(ushort, ulong), (ElfSymbol Symbol, string Name, string?)> addresses = chosen.ToLookup(item => (item.Symbol.SectionIndex, item.Symbol.Value));
        return [.. chosen.OrderBy(item => item.Name, StringComparer.Ordinal).Select(item => item.Symbol.Type switch
        {
            // What is an indirect function in one build is an ordinary one in another: programs call both alike.
            ElfSymbol.TypeFunction or ElfSymbol.TypeIndirectFunction => LibrarySymbol.Function(item.Name, item.Version),
            ElfSymbol.TypeObject => LibrarySymbol.Object(item.Name, item.Version, IsWeak(item.Symbol), item.Symbol.Size, Alignment(item.Symbol.Size),
                addresses[(item.Symbol.SectionIndex, item.Symbol.Value)].OrderBy(alias => IsWeak(alias.Symbol)).ThenBy(alias => alias.Name, StringComparer.Ordinal).First().Name),
            int type => throw new FormatException($"{item.Name} has type {type}: it is neither function nor object."),
        })];
    }

    private static bool IsOffered(ElfSymbol symbol) =>
        !symbol.IsUndefined && symbol.SectionIndex != ElfSymbol.SectionAbsolute && symbol.Binding != ElfSymbol.BindingLocal;

    private static bool IsCounted(string version, SymbolVersion newest) =>
        SymbolVersion.Parse(version) is SymbolVersion parsed && parsed.Family == newest.Family && parsed.CompareTo(newest) <= 0;

    private static bool IsWeak(ElfSymbol symbol) => symbol.Binding == ElfSymbol.BindingWeak;

    /// <summary>The most that an object of that size can ask for. Its address would tell more, but that is chance and differs from build to build.</summary>
    private static ulong Alignment(ulong size)
    {
        ulong alignment = 1;
        while (alignment < LargestAlignment && alignment * 2 <= size)
            alignment *= 2;
        return alignment;
    }
}
