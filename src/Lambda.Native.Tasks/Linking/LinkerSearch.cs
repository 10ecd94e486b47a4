namespace Lambda.Native.Tasks;

/// <summary>Where an lld may be on a machine, best first.</summary>
internal sealed class LinkerSearch
{
    private const string Prefix = "ld.lld";

    private readonly string _exe;
    private readonly string[] _path;
    private readonly string[] _usualPlaces;

    /// <param name="windows">Whether programs end in .exe.</param>
    /// <param name="path">The folders of PATH.</param>
    /// <param name="usualPlaces">Folders where installers put LLVM without adding it to PATH.</param>
    internal LinkerSearch(bool windows, string[] path, string[] usualPlaces)
    {
        _exe = windows ? ".exe" : "";
        _path = path;
        _usualPlaces = usualPlaces;
    }

    /// <param name="path">PATH, as the system writes it.</param>
    internal static LinkerSearch OfThisMachine(string path)
    {
        bool windows = Path.DirectorySeparatorChar == '\\';
        return new LinkerSearch(windows, path.Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries), windows ? WindowsPlaces() : UnixPlaces());
    }

    /// <summary>lld itself, by its plain name, then with a version in it, the newest first.</summary>
    internal IEnumerable<Linker> Lld()
    {
        foreach (string folder in _path)
        {
            if (Has(folder, Prefix + _exe, out string file))
                yield return new Linker(file);
        }
        foreach (string file in _path.SelectMany(Versioned).OrderByDescending(found => found.Version).Select(found => found.File))
            yield return new Linker(file);
        foreach (string folder in _usualPlaces)
        {
            if (Has(folder, Prefix + _exe, out string file))
                yield return new Linker(file);
        }
    }

    /// <summary>zig carries lld.</summary>
    internal IEnumerable<Linker> Zig()
    {
        foreach (string folder in _path)
        {
            if (Has(folder, "zig" + _exe, out string file))
                yield return new Linker(file);
        }
    }

    private IEnumerable<(string File, int Version)> Versioned(string folder)
    {
        string[] files;
        try
        {
            files = Directory.GetFiles(folder, Prefix + "-*" + _exe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // PATH may name folders that are not there.
            yield break;
        }
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            if (int.TryParse(name.Substring(Prefix.Length + 1, name.Length - Prefix.Length - 1 - _exe.Length), out int version))
                yield return (file, version);
        }
    }

    private static bool Has(string folder, string name, out string file)
    {
        file = "";
        try
        {
            file = Path.Combine(folder, name);
            return File.Exists(file);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string[] WindowsPlaces()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return
        [
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "LLVM", "bin"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Programs", "LLVM", "bin"),
            Path.Combine(home, "scoop", "apps", "llvm", "current", "bin"),
        ];
    }

    private static string[] UnixPlaces() =>
    [
        "/opt/homebrew/opt/lld/bin", "/opt/homebrew/opt/llvm/bin", "/usr/local/opt/lld/bin", "/usr/local/opt/llvm/bin",
        "/home/linuxbrew/.linuxbrew/opt/lld/bin", "/home/linuxbrew/.linuxbrew/opt/llvm/bin",
    ];
}
