using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Refuses files that have no place in a package, before anything is copied or packed.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckPackageFiles : Task
{
    /// <summary>What is to be packed, with the metadata TargetPath.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The absolute path of the function's native program, the one file that may be called like it.</summary>
    [Required]
    public string Bootstrap { get; set; } = "";

    /// <summary>The name of the package, which cannot hold itself.</summary>
    [Required]
    public string PackageName { get; set; } = "";

    /// <summary>The absolute paths of the project's folders for build output.</summary>
    public string[] BuildDirectories { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        string bootstrapName = Path.GetFileName(Bootstrap);
        PackageFile? previous = null;
        foreach (PackageFile file in PackageFile.From(Files))
        {
            if (!StaysInside(file.TargetPath))
                Log.Error("LN3001", file.TargetPath, file.Source);
            else if (file.TargetPath == bootstrapName && file.Source != Bootstrap)
                Log.Error("LN3002", file.Source, file.TargetPath);
            else if (file.TargetPath == PackageName)
                Log.Error("LN3003", file.Source, file.TargetPath);
            else if (Array.Exists(BuildDirectories, directory => KeepsFolder(file, directory)))
                Log.Error("LN3004", file.Source, file.TargetPath);
            else if (previous?.TargetPath == file.TargetPath && file.TargetPath != bootstrapName)
                Log.Error("LN3005", previous.Source, file.Source, file.TargetPath);
            previous = file;
        }
        return !Log.HasLoggedErrors;
    }

    private static bool StaysInside(string path)
    {
        if (path.Length == 0 || path.IndexOf('\0') >= 0 || path.IndexOf(':') >= 0)
            return false;
        return Array.TrueForAll(path.Split('/'), part => part.Length > 0 && part != "." && part != "..");
    }

    /// <summary>Whether a file below the project's bin/ or obj/ goes to bin/ or obj/ in the package: a pattern too wide, not somebody's choice.</summary>
    private static bool KeepsFolder(PackageFile file, string directory)
    {
        string trimmed = directory.TrimEnd('/', '\\');
        return file.Source.StartsWith(trimmed + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && file.TargetPath.StartsWith(Path.GetFileName(trimmed) + "/", StringComparison.Ordinal);
    }
}
