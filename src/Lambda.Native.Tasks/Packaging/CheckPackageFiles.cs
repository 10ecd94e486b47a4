using System.Text;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Refuses files that have no place in a package, before anything is copied or packed.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckPackageFiles : Task
{
    private static readonly Encoding s_strictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is to be packed, with the metadata RelativePath, the path in the package.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The absolute path of the function's native program, the one file that may be called like it; nothing where there is none.</summary>
    public string Bootstrap { get; set; } = "";

    /// <summary>The absolute path of the package, which cannot hold itself or one of its like.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>The absolute path of the project's folder.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The absolute paths of the project's folders for build output.</summary>
    public string[] BuildDirectories { get; set; } = [];

    /// <summary>Whether files that are symbolic links, or lie behind one inside the project, are packed as what they point to: follow or refuse.</summary>
    public string SymbolicLinks { get; set; } = "follow";

    /// <summary>How files that look like secrets are reported: error, warning or none. LambdaSecretChecks of an item goes before it.</summary>
    public string SecretChecks { get; set; } = "warning";

    /// <summary>What was warned of, each "code: text".</summary>
    [Output]
    public string[] Warnings { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        string bootstrapName = Path.GetFileName(Bootstrap);
        string packageName = Path.GetFileName(Package);
        string? packageFolder = FolderOfOutput();
        var taken = new Dictionary<string, PackageFile>(StringComparer.Ordinal);
        foreach (PackageFile file in PackageFile.From(Files))
        {
            string first = file.TargetPath.Split('/')[0];
            if (!IsText(file.TargetPath))
                Log.Error("LN3017", Printable(file.TargetPath), file.Source);
            else if (!StaysInside(file.TargetPath))
                Log.Error("LN3001", file.TargetPath, file.Source);
            else if (first == bootstrapName && file.Source != Bootstrap)
                Log.Error("LN3002", file.Source, file.TargetPath);
            else if (first == packageName || Path.GetFileName(file.Source) == packageName)
                Log.Error("LN3003", file.Source, file.TargetPath);
            else if (file.Source != Bootstrap && (IsBelow(file.Source, packageFolder) || Array.Exists(BuildDirectories, directory => KeepsFolder(file, directory))))
                Log.Error("LN3004", file.Source, file.TargetPath);
            else if (FindOther(taken, file.TargetPath) is { } other)
                Log.Error("LN3005", other.Source, file.Source, file.TargetPath);
            else if (!File.Exists(file.Source))
                Log.Error("LN3008", file.Source, "it does not exist.");
            else if (SymbolicLinks == "refuse" && file.Source != Bootstrap && FindLink(file.Source) is { } link)
                Log.Error("LN3015", link, file.TargetPath);
            else
                taken[file.TargetPath] = file;
        }
        foreach (PackageFile file in taken.Values.Where(SecretFiles.LooksLikeOne))
            ReportSecret(file);
        foreach (string folder in taken.Values.Select(file => Path.GetDirectoryName(file.Source)).Distinct().Where(IsSource))
            ReportUnreadable(folder);
        return !Log.HasLoggedErrors;
    }

    private void ReportSecret(PackageFile file)
    {
        object[] arguments = [file.Source, file.TargetPath];
        switch (file.SecretChecks.Length > 0 ? file.SecretChecks : SecretChecks)
        {
            case "none":
                break;
            case "warning":
                Log.Warning("LN3016", arguments);
                Warnings = [.. Warnings, "LN3016: " + DiagnosticLog.Text("LN3016", arguments)];
                break;
            case "error":
                Log.Error("LN3016", arguments);
                break;
            case var other:
                Log.Error("LN3010", "LambdaSecretChecks of " + file.Source, other, "error, warning or none");
                break;
        }
    }

    private bool IsSource(string folder) => IsBelow(folder, ProjectDirectory) && !Array.Exists(BuildDirectories, directory => IsBelow(folder, directory));

    /// <summary>A pattern leaves out what may not be read, without a word; beside what is packed that is hardly meant.</summary>
    private void ReportUnreadable(string folder)
    {
        foreach (string inner in FoldersIn(folder))
        {
            try
            {
                _ = Directory.EnumerateFileSystemEntries(inner).Any();
            }
            catch (UnauthorizedAccessException refused)
            {
                Log.Error("LN3008", inner, refused.Message);
            }
        }
    }

    private static string[] FoldersIn(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (UnauthorizedAccessException)
        {
            // A pattern finds nothing in it: what is packed of it was named.
            return [];
        }
    }

    /// <summary>The file itself or the folder inside the project that is a link.</summary>
    private string? FindLink(string path)
    {
        string? root = IsBelow(path, ProjectDirectory) ? ProjectDirectory.TrimEnd('/', '\\') : Path.GetDirectoryName(path);
        for (string? part = path; part is not null && part != root; part = Path.GetDirectoryName(part))
        {
            if ((File.GetAttributes(part) & FileAttributes.ReparsePoint) != 0)
                return part;
        }
        return null;
    }

    /// <summary>Half a surrogate pair has no name in a zip.</summary>
    private static bool IsText(string path)
    {
        try
        {
            _ = s_strictUtf8.GetByteCount(path);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static string Printable(string path) => new([.. path.Select(c => char.IsSurrogate(c) ? '?' : c)]);

    private static bool StaysInside(string path)
    {
        if (path.Length == 0 || path.IndexOf('\0') >= 0 || path.IndexOf(':') >= 0)
            return false;
        return Array.TrueForAll(path.Split('/'), part => part.Length > 0 && part != "." && part != "..");
    }

    /// <summary>A file that has the same place, or whose place would have to be a folder.</summary>
    private static PackageFile? FindOther(Dictionary<string, PackageFile> taken, string path)
    {
        for (int end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (taken.TryGetValue(path.Substring(0, end), out PackageFile other))
                return other;
        }
        return null;
    }

    /// <summary>The publish folder, unless the project lies in it: then what is in it may well be source.</summary>
    private string? FolderOfOutput()
    {
        string folder = Path.GetDirectoryName(Package);
        return IsBelow(Path.Combine(ProjectDirectory, "x"), folder) ? null : folder;
    }

    /// <summary>Whether a file of a build folder goes to the same place in the package: a pattern too wide, not somebody's choice.</summary>
    private bool KeepsFolder(PackageFile file, string directory)
    {
        if (!IsBelow(file.Source, directory) || !IsBelow(directory, ProjectDirectory))
            return false;
        string relative = directory.Substring(ProjectDirectory.TrimEnd('/', '\\').Length).Replace('\\', '/').Trim('/');
        return file.TargetPath.StartsWith(relative + "/", StringComparison.Ordinal);
    }

    private static bool IsBelow(string path, string? directory) =>
        directory is not null && path.StartsWith(directory.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
