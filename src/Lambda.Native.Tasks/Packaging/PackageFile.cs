using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks;

/// <summary>A file on its way into the package.</summary>
internal sealed class PackageFile
{
    internal PackageFile(string source, string targetPath, bool markedExecutable)
    {
        Source = source;
        TargetPath = targetPath;
        MarkedExecutable = markedExecutable;
    }

    /// <summary>The absolute path of what is packed.</summary>
    internal string Source { get; }

    /// <summary>The path in the package, with forward slashes.</summary>
    internal string TargetPath { get; }

    /// <summary>Whether the item says Executable=true. Files that begin with the ELF magic or #! are executable without it.</summary>
    internal bool MarkedExecutable { get; }

    /// <summary>The files in the package's order, which is that of the target paths' UTF-16 code units: the same on every machine.</summary>
    internal static PackageFile[] From(ITaskItem[] items)
    {
        var files = new PackageFile[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            files[i] = new PackageFile(
                items[i].GetMetadata("FullPath"),
                items[i].GetMetadata("TargetPath").Replace('\\', '/'),
                string.Equals(items[i].GetMetadata("Executable"), "true", StringComparison.OrdinalIgnoreCase));
        }
        Array.Sort(files, (a, b) => string.CompareOrdinal(a.TargetPath, b.TargetPath));
        return files;
    }
}
