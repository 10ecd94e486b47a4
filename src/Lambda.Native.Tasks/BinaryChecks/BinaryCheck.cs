namespace Lambda.Native.Tasks;

/// <summary>Judges a binary of the package as the kernel and the loader of the target runtime will.</summary>
internal sealed class BinaryCheck(TargetRuntime runtime, LibrarySearch libraries, SymbolOrigins origins, bool positionIndependent, bool isStatic)
{
    private const int SymbolsShown = 3;

    internal IEnumerable<BinaryFinding> Judge(PackagedBinary binary)
    {
        string name = binary.DisplayName;
        if (binary.Header is not { } header)
            return [Broken(binary.IsProgram ? "LN2023" : "LN2024", name, binary.Fault)];
        // An object is data to a function, whatever it is for.
        if (!binary.IsProgram && header.Type is not (ElfHeader.TypeExecutable or ElfHeader.TypeShared))
            return [];
        if (header.Architecture != runtime.Architecture)
            return [Broken("LN2025", name, header.Architecture, runtime.Architecture)];
        if (binary.File is not { } file)
            return [Broken("LN2024", name, binary.Fault)];
        if (binary.IsProgram)
            return WrongKind(file) is { } kind ? [Broken("LN2026", name, kind)] : [.. JudgeLoading(binary, file), .. JudgeBootstrap(name, file), .. JudgeHardening(binary, file)];
        return !file.IsDebugFile ? [.. JudgeLoading(binary, file), .. JudgeHardening(binary, file)] : [];
    }

    private static string? WrongKind(ElfFile file)
    {
        if (file.IsDebugFile)
            return "the debug information of a program";
        return file.Header.Type switch
        {
            ElfHeader.TypeExecutable => null,
            ElfHeader.TypeShared when file.Interpreter is not null || file.IsMarkedPie => null,
            ElfHeader.TypeShared => "a shared library",
            ElfHeader.TypeObject => "an object file",
            var other => $"a file of type {other}",
        };
    }

    private IEnumerable<BinaryFinding> JudgeLoading(PackagedBinary binary, ElfFile file)
    {
        string name = binary.DisplayName;
        if (file.Interpreter is { } loader && loader != runtime.Loader)
            yield return Broken("LN2027", name, loader, runtime.Name, runtime.Loader);
        foreach (string library in file.Needed.Distinct())
        {
            if (!libraries.TryFind(library, binary, out _))
                yield return Broken("LN2028", name, library, runtime.Name, libraries.FindElsewhere(library) is { } place ? $" It is packed as {place}, where the loader does not look." : "");
        }
        Dictionary<ushort, List<string>> symbols = NeededSymbols(file);
        foreach (ElfVersionNeed need in file.VersionNeeds)
        {
            symbols.TryGetValue(need.Index, out List<string>? names);
            if (!libraries.TryFind(need.Library, binary, out PackagedBinary? provider))
                continue;
            if (provider is null && !runtime.HasVersion(need.Version, out string newest))
                yield return Broken("LN2029", name, Symbols(names), need.Version, need.Library, runtime.Name, newest, Origin(binary, names));
            else if (provider?.File is { VersionDefinitions: { Count: > 0 } defined } && !defined.Exists(d => d.Version == need.Version))
                yield return Broken("LN2030", name, Symbols(names), need.Version, provider.TargetPath);
        }
    }

    private IEnumerable<BinaryFinding> JudgeBootstrap(string name, ElfFile file)
    {
        bool fileIsStatic = file.Interpreter is null;
        if (fileIsStatic != isStatic)
            yield return Broken("LN2031", name, fileIsStatic ? "static" : "dynamic", isStatic ? "static" : "dynamic");
        bool isPie = file.Header.Type == ElfHeader.TypeShared;
        if (isPie != positionIndependent)
            yield return Weak("LN2035", name, isPie ? "is" : "is not", positionIndependent ? "true" : "false");
    }

    private static IEnumerable<BinaryFinding> JudgeHardening(PackagedBinary binary, ElfFile file)
    {
        BinaryFindingKind kind = binary.IsProgram ? BinaryFindingKind.LessProtected : BinaryFindingKind.CustomaryInLibraries;
        if (file.HasExecutableStack)
            yield return Weak("LN2032", binary.DisplayName);
        if (!file.HasRelro)
            yield return new BinaryFinding("LN2033", kind, binary.DisplayName);
        // A static program has nothing to bind.
        if (file.Needed.Length > 0 && !file.BindsNow)
            yield return new BinaryFinding("LN2034", kind, binary.DisplayName);
    }

    private static string Symbols(List<string>? names) => names is null
        ? "it"
        : string.Join(", ", names.Take(SymbolsShown)) + (names.Count > SymbolsShown ? ", …" : "");

    /// <summary>By the index of their version, and of each not more than one over what is shown: a file can have millions, and a name may be of any length.</summary>
    private static Dictionary<ushort, List<string>> NeededSymbols(ElfFile file)
    {
        var names = new Dictionary<ushort, List<string>>();
        foreach (ElfSymbol symbol in file.DynamicSymbols)
        {
            if (!symbol.IsUndefined)
                continue;
            if (!names.TryGetValue(symbol.VersionIndex, out List<string> ofVersion))
                names[symbol.VersionIndex] = ofVersion = [];
            if (ofVersion.Count <= SymbolsShown)
                ofVersion.Add(symbol.Name);
        }
        return names;
    }

    private string Origin(PackagedBinary binary, List<string>? names)
    {
        if (!binary.IsProgram || names is null)
            return "";
        string[] wanting = origins.Find(names[0]);
        return wanting.Length == 0 ? "" : $" {names[0]} is asked for by {string.Join(", ", wanting)}.";
    }

    private static BinaryFinding Broken(string code, params string[] arguments) => new(code, BinaryFindingKind.WouldNotRun, arguments);

    private static BinaryFinding Weak(string code, params string[] arguments) => new(code, BinaryFindingKind.LessProtected, arguments);
}
