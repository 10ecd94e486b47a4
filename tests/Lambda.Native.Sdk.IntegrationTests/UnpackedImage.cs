using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>lambda.tar as a container engine reads it: every blob is what its digest says, the layers one over the other make the root.</summary>
internal sealed class UnpackedImage
{
    private readonly string _folder;

    internal UnpackedImage(string archive, string folder)
    {
        _folder = folder;
        TarFile.ExtractToDirectory(archive, Directory.CreateDirectory(folder).FullName, overwriteFiles: false);
        JsonElement index = Document("index.json");
        Manifest = Document(Path.Combine("blobs", Digest(index.GetProperty("manifests")[0]).Replace(':', '/')));
        Configuration = Blob(Digest(Manifest.GetProperty("config")));
        DockerManifest = Document("manifest.json")[0];
        foreach (string blob in Directory.GetFiles(Path.Combine(folder, "blobs", "sha256")))
            Assert.Equal("sha256:" + Path.GetFileName(blob), LocalRegistry.Digest(File.ReadAllBytes(blob)));
    }

    internal JsonElement Manifest { get; }

    internal JsonElement Configuration { get; }

    /// <summary>What docker load reads of the same archive.</summary>
    internal JsonElement DockerManifest { get; }

    internal string[] Layers => [.. Manifest.GetProperty("layers").EnumerateArray().Select(Digest)];

    internal string[] Setting(string name) => [.. Configuration.GetProperty("config").GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    /// <summary>The entries of the layer that the publish added, each with its mode.</summary>
    internal string[] NewEntries()
    {
        var entries = new List<string>();
        using var reader = new TarReader(Layer(Layers[^1]));
        while (reader.GetNextEntry() is { } entry)
            entries.Add($"{entry.Name} {Convert.ToString((int)entry.Mode, 8)} {entry.Uid}:{entry.Gid}");
        return [.. entries];
    }

    internal string UnpackRoot(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string layer in Layers)
        {
            using Stream content = Layer(layer);
            TarFile.ExtractToDirectory(content, folder, overwriteFiles: true);
        }
        return folder;
    }

    internal static string Digest(JsonElement descriptor) => descriptor.GetProperty("digest").GetString()!;

    private Stream Layer(string digest)
    {
        var tar = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(Path.Combine(_folder, "blobs", digest.Replace(':', '/'))), CompressionMode.Decompress))
            gzip.CopyTo(tar);
        int index = Array.IndexOf(Layers, digest);
        Assert.Equal(Configuration.GetProperty("rootfs").GetProperty("diff_ids")[index].GetString(), LocalRegistry.Digest(tar.ToArray()));
        tar.Position = 0;
        return tar;
    }

    private JsonElement Blob(string digest) => Document("blobs/" + digest.Replace(':', '/'));

    private JsonElement Document(string path) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, path))).RootElement;
}
