using System.IO.Compression;
using System.Security.Cryptography;

namespace Lambda.Native.Tasks;

/// <summary>The package as a layer of an image: the bootstrap where AWS's entry point starts it, everything else where a function's files lie.</summary>
internal sealed class ImageLayer
{
    private const string RuntimeFolder = "var/runtime";
    private const string TaskFolder = "var/task";

    private ImageLayer(string path, string digest, string uncompressedDigest)
    {
        Path = path;
        Digest = digest;
        UncompressedDigest = uncompressedDigest;
    }

    /// <summary>The absolute path of the compressed layer.</summary>
    internal string Path { get; }

    internal long Length => new FileInfo(Path).Length;

    /// <summary>Of the compressed layer, which is what a manifest lists.</summary>
    internal string Digest { get; }

    /// <summary>Of the tar, which is what a configuration lists (diff_ids).</summary>
    internal string UncompressedDigest { get; }

    internal static ImageLayer FromPackage(string package, string path)
    {
        using var hash = SHA256.Create();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
        using (var zlib = new GZipStream(file, CompressionLevel.Optimal))
        using (var hashed = new CryptoStream(zlib, hash, CryptoStreamMode.Write))
            Write(package, hashed);
        using var compressed = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var sha256 = SHA256.Create();
        return new ImageLayer(path, Text(sha256.ComputeHash(compressed)), Text(hash.Hash));
    }

    internal static string DigestOf(byte[] content)
    {
        using var sha256 = SHA256.Create();
        return Text(sha256.ComputeHash(content));
    }

    private static void Write(string package, Stream output)
    {
        using var file = new FileStream(package, FileMode.Open, FileAccess.Read, FileShare.Read);
        ZipDirectory directory = ZipDirectory.Read(file);
        using var archive = new ZipArchive(file, ZipArchiveMode.Read);
        (string Path, ZipArchiveEntry Entry)[] entries =
            [.. archive.Entries.Select(entry => (Place(entry.FullName), entry)).OrderBy(e => e.Item1, StringComparer.Ordinal)];
        var tar = new TarWriter(output);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string path, ZipArchiveEntry entry) in entries)
        {
            // From the first below var/ on: that one is the base's.
            for (int end = path.IndexOf('/', "var/".Length); end >= 0; end = path.IndexOf('/', end + 1))
            {
                if (folders.Add(path.Substring(0, end)))
                    tar.AddFolder(path.Substring(0, end));
            }
            int mode = directory[entry.FullName].Mode == ZipWriter.ExecutableMode ? TarWriter.ExecutableMode : TarWriter.PlainMode;
            using Stream content = entry.Open();
            tar.AddFile(path, content, entry.Length, mode);
        }
        if (folders.Add(TaskFolder))
            tar.AddFolder(TaskFolder);
        tar.Finish();
    }

    private static string Place(string name) => (name == PackageCheck.BootstrapName ? RuntimeFolder : TaskFolder) + "/" + name;

    internal static string Text(byte[] hash) => "sha256:" + BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();
}
