using System.IO.Compression;

namespace Lambda.Native.Emulator;

/// <summary>What stands for <c>/opt</c>: the layers of a function, one over the other, in a folder that cannot be written to.</summary>
internal sealed class LayerFolder : IDisposable
{
    private readonly ReadOnlyFolder _folder;

    private LayerFolder(ReadOnlyFolder folder) => _folder = folder;

    internal string Path => _folder.Path;

    /// <param name="layers">Zips, or folders as they would be zipped; a later one wins over an earlier.</param>
    /// <returns>Null without layers.</returns>
    /// <exception cref="CommandLineException">One of them is none.</exception>
    internal static LayerFolder? Create(IReadOnlyList<string> layers)
    {
        if (layers.Count == 0)
            return null;
        string current = layers[0];
        try
        {
            return new LayerFolder(ReadOnlyFolder.Create("lambda-opt-", folder =>
            {
                foreach (string layer in layers)
                {
                    current = layer;
                    if (Directory.Exists(layer))
                        Copy(new DirectoryInfo(layer), folder);
                    else
                        ZipFile.ExtractToDirectory(layer, folder, overwriteFiles: true);
                }
            }));
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"The layer {current} cannot be unpacked: {failure.Message}");
        }
    }

    /// <summary>The programs that Lambda starts as external extensions, executable or not: everything in the folder <c>extensions</c>.</summary>
    internal static string[] FindExtensions(string? folder)
    {
        string? extensions = folder is null ? null : System.IO.Path.Combine(folder, "extensions");
        return Directory.Exists(extensions) ? [.. Directory.EnumerateFiles(extensions).Order(StringComparer.Ordinal)] : [];
    }

    public void Dispose() => _folder.Dispose();

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileSystemInfo entry in from.EnumerateFileSystemInfos())
        {
            string target = System.IO.Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.Delete(target);
                File.CreateSymbolicLink(target, System.IO.Path.GetFullPath(link, from.FullName));
            }
            else if (entry is DirectoryInfo folder)
            {
                Copy(folder, target);
            }
            else
            {
                File.Copy(entry.FullName, target, overwrite: true);
            }
        }
    }
}
