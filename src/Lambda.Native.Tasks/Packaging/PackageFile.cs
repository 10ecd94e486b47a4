using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks;

/// <summary>A file on its way into the package.</summary>
internal sealed class PackageFile
{
    internal PackageFile(string source, string targetPath, bool markedExecutable, string secretChecks)
    {
        Source = source;
        TargetPath = targetPath;
        MarkedExecutable = markedExecutable;
        SecretChecks = secretChecks;
    }

    /// <summary>The absolute path of what is packed.</summary>
    internal string Source { get; }

    /// <summary>The path in the package, with forward slashes.</summary>
    internal string TargetPath { get; }

    /// <summary>Whether the item says Executable=true. Files that begin with the ELF magic or #! are executable without it.</summary>
    internal bool MarkedExecutable { get; }

    /// <summary>The item's own LambdaSecretChecks, or nothing.</summary>
    internal string SecretChecks { get; }

    /// <summary>
    /// The files in the package's order, which is that of the target paths' UTF-16 code units: the same on every machine. A file that the .NET SDK lists twice for
    /// one place, as it does with some content items, is one file.
    /// </summary>
    internal static PackageFile[] From(ITaskItem[] items)
    {
        var files = new List<PackageFile>();
        foreach (IGrouping<(string Source, string TargetPath), ITaskItem> same in items.GroupBy(i => (i.GetMetadata("FullPath"), i.GetMetadata("RelativePath").Replace('\\', '/'))))
        {
            bool executable = same.Any(item => string.Equals(item.GetMetadata("Executable"), "true", StringComparison.OrdinalIgnoreCase));
            string secretChecks = same.Select(item => item.GetMetadata("LambdaSecretChecks")).FirstOrDefault(checks => checks.Length > 0) ?? "";
            files.Add(new PackageFile(same.Key.Source, same.Key.TargetPath, executable, secretChecks));
        }
        files.Sort((a, b) => string.CompareOrdinal(a.TargetPath, b.TargetPath) is var order and not 0 ? order : string.CompareOrdinal(a.Source, b.Source));
        return [.. files];
    }
}
