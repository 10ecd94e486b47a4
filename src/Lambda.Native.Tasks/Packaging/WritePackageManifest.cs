using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Says of a finished package what scripts and people ask: in a JSON file beside it and as an item with metadata. What it says of the content is read out of the package itself.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class WritePackageManifest : Task
{
    /// <summary>Of the schema in sdk/schemas; the first number changes with what would break a reader.</summary>
    internal const string SchemaVersion = "1.0";

    internal const string Schema = "https://raw.githubusercontent.com/lambda-native/lambda-native/main/sdk/schemas/lambda.publish.1.schema.json";

    private const int LargestFiles = 10;

    /// <summary>The absolute path of the package.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>What the package is: Zip, Image, Layer or Extension.</summary>
    [Required]
    public string PackageType { get; set; } = "";

    /// <summary>The absolute path of the zip with what is packed: the package itself, or what it was made of.</summary>
    [Required]
    public string Content { get; set; } = "";

    /// <summary>The absolute path of the manifest.</summary>
    [Required]
    public string Manifest { get; set; } = "";

    /// <summary>The absolute path of the assembly the bootstrap was compiled from.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The name of the project.</summary>
    [Required]
    public string ProjectName { get; set; } = "";

    /// <summary>Lambda's name of the runtime, as provided.al2023.</summary>
    [Required]
    public string RuntimeName { get; set; } = "";

    /// <summary>The processor in Lambda's words, x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>The processor in .NET's words, linux-x64 or linux-arm64.</summary>
    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>The framework, as net10.0.</summary>
    [Required]
    public string TargetFramework { get; set; } = "";

    /// <summary>What made it, each item with the metadata Version, in the manifest's order; empty versions are written as null.</summary>
    [Required]
    public ITaskItem[] Tools { get; set; } = [];

    /// <summary>The commit it was built from, or nothing.</summary>
    public string Commit { get; set; } = "";

    /// <summary>What this SDK warned of, each "code: text".</summary>
    public string[] Warnings { get; set; } = [];

    /// <summary>The package's path, with all that the manifest says in a word as metadata.</summary>
    [Output]
    public ITaskItem? Item { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Describe();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Error("LN3011", Manifest, failure.Message);
            return false;
        }
    }

    private void Describe()
    {
        using var file = new FileStream(Package, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var content = new FileStream(Content, FileMode.Open, FileAccess.Read, FileShare.Read);
        byte[] hash = Hash(file);
        bool isImage = PackageType == "Image";
        string? imageDigest = isImage ? ImageDigest() : null;
        // What Lambda reports of an image is not made of the archive.
        string? codeSha256 = isImage ? null : Convert.ToBase64String(hash);
        ZipDirectory directory = ZipDirectory.Read(content);
        string? glibc = NewestGlibc(content);
        string[] functions = FunctionNames.Read(Assembly);
        long unzipped = directory.Names.Sum(name => (long)directory[name].Length);

        var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", Schema);
            writer.WriteString("schemaVersion", SchemaVersion);
            writer.WriteString("project", ProjectName);
            writer.WriteStartArray("functions");
            foreach (string function in functions)
            {
                writer.WriteStartObject();
                writer.WriteString("name", function);
                writer.WriteString("handler", function);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("packageType", PackageType);
            writer.WriteString("runtime", RuntimeName);
            writer.WriteString("architecture", Architecture);
            writer.WriteString("runtimeIdentifier", RuntimeIdentifier);
            writer.WriteString("targetFramework", TargetFramework);
            writer.WriteStartObject("package");
            writer.WriteString("file", Path.GetFileName(Package));
            writer.WriteNumber("size", file.Length);
            writer.WriteNumber("unzippedSize", unzipped);
            writer.WriteNumber("fileCount", directory.Names.Count());
            writer.WriteString("sha256", Hex(hash));
            WriteOptional(writer, "codeSha256", codeSha256);
            if (isImage)
                writer.WriteString("imageDigest", imageDigest);
            writer.WriteEndObject();
            writer.WriteStartArray("largestFiles");
            foreach (string name in directory.Names.OrderByDescending(name => directory[name].PackedLength).ThenBy(name => name, StringComparer.Ordinal).Take(LargestFiles))
            {
                writer.WriteStartObject();
                writer.WriteString("path", name);
                writer.WriteNumber("size", directory[name].Length);
                writer.WriteNumber("packedSize", directory[name].PackedLength);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            WriteOptional(writer, "glibc", glibc);
            writer.WriteStartObject("versions");
            foreach (ITaskItem tool in Tools)
                WriteOptional(writer, tool.ItemSpec, tool.GetMetadata("Version"));
            writer.WriteEndObject();
            WriteOptional(writer, "commit", Commit);
            writer.WriteStartArray("warnings");
            foreach (string warning in Warnings)
            {
                int colon = warning.IndexOf(": ", StringComparison.Ordinal);
                writer.WriteStartObject();
                writer.WriteString("code", warning.Substring(0, colon));
                writer.WriteString("message", warning.Substring(colon + 2));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        // One line ending on every host.
        string text = System.Text.Encoding.UTF8.GetString(json.ToArray()).Replace("\r\n", "\n") + "\n";
        if (!File.Exists(Manifest) || File.ReadAllText(Manifest) != text)
            File.WriteAllText(Manifest, text);

        Item = new TaskItem(Package, new Dictionary<string, string>
        {
            ["Manifest"] = Manifest,
            ["PackageType"] = PackageType,
            ["Functions"] = string.Join(";", functions),
            ["Runtime"] = RuntimeName,
            ["Architecture"] = Architecture,
            ["RuntimeIdentifier"] = RuntimeIdentifier,
            ["Size"] = $"{file.Length}",
            ["UnzippedSize"] = $"{unzipped}",
            ["Sha256"] = Hex(hash),
            ["CodeSha256"] = codeSha256 ?? "",
            ["ImageDigest"] = imageDigest ?? "",
            ["Glibc"] = glibc ?? "",
            ["Commit"] = Commit,
        });
    }

    private string ImageDigest()
    {
        using ImageArchive archive = ImageArchive.Open(Package);
        return ImageLayer.DigestOf(archive.ManifestBytes);
    }

    private static byte[] Hash(Stream file)
    {
        using var sha256 = SHA256.Create();
        return sha256.ComputeHash(file);
    }

    /// <summary>The newest version of glibc that anything in the package asks for, or null for a static program.</summary>
    private static string? NewestGlibc(Stream file)
    {
        const string family = "GLIBC_";
        const int magicLength = 4;
        string newest = "";
        file.Position = 0;
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream content = entry.Open();
            var start = new byte[magicLength];
            int length = content.Read(start, 0, magicLength);
            if (!ElfHeader.HasMagic(start, length))
                continue;
            var bytes = new MemoryStream();
            bytes.Write(start, 0, length);
            content.CopyTo(bytes);
            if (!ElfFile.TryRead(bytes.ToArray(), out ElfFile elf, out _))
                continue;
            foreach (ElfVersionNeed need in elf.VersionNeeds)
            {
                if (need.Version.StartsWith(family, StringComparison.Ordinal) && SymbolVersion.Order.Compare(need.Version, newest) > 0)
                    newest = need.Version;
            }
        }
        return newest.Length > family.Length ? newest.Substring(family.Length) : null;
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            writer.WriteNull(name);
        else
            writer.WriteString(name, value);
    }

    private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "").ToLowerInvariant();
}
