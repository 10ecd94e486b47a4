namespace Lambda.Native.Tasks;

/// <summary>
/// Finds libraries where the loader does on Lambda: DT_RPATH, then LD_LIBRARY_PATH, which has the image's folders before /var/task, /var/task/lib and /opt/lib,
/// then DT_RUNPATH. The package is unpacked to /var/task.
/// </summary>
internal sealed class LibrarySearch
{
    private const string TaskRoot = "/var/task";

    private static readonly string[] s_taskFolders = [TaskRoot, TaskRoot + "/lib"];

    private readonly TargetRuntime _runtime;
    private readonly Dictionary<string, PackagedBinary> _byPath = new(StringComparer.Ordinal);
    private readonly string[] _bootstrapFolders = [];

    internal LibrarySearch(TargetRuntime runtime, PackagedBinary[] binaries)
    {
        _runtime = runtime;
        foreach (PackagedBinary binary in binaries)
        {
            _byPath[TaskRoot + "/" + binary.TargetPath] = binary;
            if (binary.IsProgram && binary.File is { RunPath: null } bootstrap)
                _bootstrapFolders = [.. Folders(bootstrap.RunPathOld, binary)];
        }
    }

    /// <summary>False when the loader does not find it. Where it is in the package, the file is given; otherwise the runtime has it.</summary>
    internal bool TryFind(string name, PackagedBinary requester, out PackagedBinary? found)
    {
        found = null;
        if (name.Contains('/'))
            return _byPath.TryGetValue(Normalize(name[0] == '/' ? name : TaskRoot + "/" + name), out found);
        ElfFile file = requester.File!;
        string[] before = file.RunPath is null ? [.. Folders(file.RunPathOld, requester), .. _bootstrapFolders] : [];
        return TryFindIn(before, name, out found)
            || _runtime.HasLibrary(name)
            || TryFindIn(s_taskFolders, name, out found)
            || TryFindIn(Folders(file.RunPath, requester), name, out found);
    }

    /// <summary>Where in the package a file of that name lies outside of the loader's way.</summary>
    internal string? FindElsewhere(string name) =>
        _byPath.Values.FirstOrDefault(b => b.TargetPath.EndsWith("/" + name, StringComparison.Ordinal) || b.TargetPath == name)?.TargetPath;

    private bool TryFindIn(IEnumerable<string> folders, string name, out PackagedBinary? found)
    {
        found = null;
        foreach (string folder in folders)
        {
            if (_byPath.TryGetValue(folder + "/" + name, out found))
                return true;
        }
        return false;
    }

    private static IEnumerable<string> Folders(string? runPath, PackagedBinary owner)
    {
        if (string.IsNullOrEmpty(runPath))
            yield break;
        string origin = TaskRoot + (owner.TargetPath.LastIndexOf('/') is var end and >= 0 ? "/" + owner.TargetPath.Substring(0, end) : "");
        foreach (string folder in runPath!.Split(':'))
            yield return Normalize(folder.Replace("$ORIGIN", origin).Replace("${ORIGIN}", origin));
    }

    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part.Length > 0 && part is not ("." or ".."))
                parts.Add(part);
        }
        return "/" + string.Join("/", parts);
    }
}
