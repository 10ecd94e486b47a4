using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Puts files into one order on every machine. MSBuild lists a pattern's files as the file system does, and the compiler writes types and resources in the order
/// it is given them: without this, the same sources would give other bytes elsewhere.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class SortFiles : Task
{
    /// <summary>The files, in any order.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The absolute path of the project's folder, from which paths are compared: that of the clone must not count.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The same items by their paths' UTF-16 code units; those of one path stay as they came.</summary>
    [Output]
    public ITaskItem[] SortedFiles { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var directory = new Uri(Path.Combine(ProjectDirectory, "x"));
        SortedFiles = [.. Files.OrderBy(file => Relative(directory, file.GetMetadata("FullPath")), StringComparer.Ordinal)];
        return true;
    }

    private static string Relative(Uri directory, string path) =>
        Uri.TryCreate(path, UriKind.Absolute, out Uri? file) ? Uri.UnescapeDataString(directory.MakeRelativeUri(file).ToString()) : path;
}
