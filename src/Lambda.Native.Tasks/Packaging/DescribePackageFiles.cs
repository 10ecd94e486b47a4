using System.Globalization;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Says in one line a file what of it decides the package's bytes, so that a changed list means a package to be made anew.</summary>
[MSBuildMultiThreadableTask]
public sealed class DescribePackageFiles : Task
{
    /// <summary>What is to be packed, with the metadata RelativePath, the path in the package, and Executable.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>Target path, executable or not, length, time of the last change and source of each file, in the package's order.</summary>
    [Output]
    public string[] Lines { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        Lines = Array.ConvertAll(PackageFile.From(Files), Describe);
        return true;
    }

    private static string Describe(PackageFile file)
    {
        var info = new FileInfo(file.Source);
        return string.Join("|",
            file.TargetPath,
            file.MarkedExecutable ? "x" : "-",
            info.Exists ? info.Length.ToString(CultureInfo.InvariantCulture) : "missing",
            info.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture),
            file.Source);
    }
}
