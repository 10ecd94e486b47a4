using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Builds a container image of a base and the package: one layer more, and the base's own entry point, user and environment. The archive is in the Open Container
/// Initiative's layout and in that of docker save at once, over the same blobs, and its bytes depend on nothing but the base, the package and the settings.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CreateImage : Task
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string ConfigurationType = "application/vnd.oci.image.config.v1+json";
    private const string CompressedLayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar";
    private const string TaskRoot = "/var/task";
    private const string BootstrapPath = "/var/runtime/bootstrap";
    private const string Time = "1980-01-01T00:00:00Z";

    /// <summary>The absolute path of the zip with the function in it.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>The absolute path of the base's archive, as FetchBaseImage leaves it.</summary>
    [Required]
    public string BaseArchive { get; set; } = "";

    /// <summary>The base's name, for messages.</summary>
    [Required]
    public string BaseReference { get; set; } = "";

    /// <summary>The processor in Lambda's words, x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>The absolute path of the assembly the bootstrap was compiled from; the first of its functions is the image's default handler.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The absolute path of the archive.</summary>
    [Required]
    public string Image { get; set; } = "";

    /// <summary>The absolute path of the new layer, which is kept for the next time.</summary>
    [Required]
    public string Layer { get; set; } = "";

    /// <summary>The handler and whatever else the entry point is to be given (CMD).</summary>
    public string[] Command { get; set; } = [];

    /// <summary>The user, where it is not the base's.</summary>
    public string User { get; set; } = "";

    /// <summary>Variables with the metadata Value.</summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary>Labels with the metadata Value.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>The names docker load gives the image, each repository:tag.</summary>
    public string[] Names { get; set; } = [];

    /// <summary>The digest of the image's manifest, sha256: and hexadecimal.</summary>
    [Output]
    public string Digest { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        ImageArchive archive;
        try
        {
            archive = ImageArchive.Open(BaseArchive);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Error("LN3031", BaseReference, $"its archive {BaseArchive} cannot be used: {failure.Message}");
            return false;
        }
        using (archive)
        {
            if (FindFault(archive.Configuration) is { } fault)
            {
                Log.Error("LN3031", BaseReference, fault);
                return false;
            }
            string temporary = Image + ".tmp";
            try
            {
                Write(archive, ImageLayer.FromPackage(Package, Layer), temporary);
                if (File.Exists(Image))
                    File.Delete(Image);
                File.Move(temporary, Image);
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Log.Error("LN3006", Image, failure.Message);
            }
            catch (Exception damage) when (damage is InvalidDataException or InvalidOperationException or JsonException)
            {
                Log.Error("LN3031", BaseReference, damage.Message);
            }
            DeleteQuietly(temporary);
            return false;
        }
    }

    private string? FindFault(JsonObject configuration)
    {
        string wanted = Architecture == "arm64" ? "arm64" : "amd64";
        string system = (string?)configuration["os"] ?? "";
        string architecture = (string?)configuration["architecture"] ?? "";
        return system == "linux" && architecture == wanted ? null : $"it is made for {system}/{architecture}, not for linux/{wanted}.";
    }

    private void Write(ImageArchive archive, ImageLayer layer, string path)
    {
        JsonObject manifest = archive.Manifest;
        JsonObject configuration = archive.Configuration;
        JsonArray layers = Array(manifest, "layers");
        JsonArray diffs = Array(configuration["rootfs"]!.AsObject(), "diff_ids");
        JsonArray history = Array(configuration, "history");
        // The base was fetched as an image of its own, with one empty layer too many.
        foreach (JsonArray list in new[] { layers, diffs, history })
            list.RemoveAt(list.Count - 1);

        string[] blobs = [.. layers.Select(ImageArchive.Digest)];
        foreach (JsonNode? descriptor in layers)
            descriptor!["mediaType"] = IsCompressed(archive, ImageArchive.Digest(descriptor)) ? CompressedLayerType : LayerType;
        layers.Add(Descriptor(CompressedLayerType, layer.Length, layer.Digest));
        diffs.Add(layer.UncompressedDigest);
        history.Add(new JsonObject { ["created"] = Time, ["created_by"] = "Lambda.Native.Sdk" });
        configuration["created"] = Time;
        Configure(configuration["config"] as JsonObject ?? Added(configuration, "config"));

        byte[] configurationBytes = Bytes(configuration);
        string configurationDigest = ImageLayer.DigestOf(configurationBytes);
        manifest["config"] = Descriptor(ConfigurationType, configurationBytes.Length, configurationDigest);
        manifest["mediaType"] = ManifestType;
        byte[] manifestBytes = Bytes(manifest);
        Digest = ImageLayer.DigestOf(manifestBytes);

        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        var tar = new TarWriter(file);
        foreach (string blob in blobs.Distinct())
        {
            using var hash = SHA256.Create();
            using (var content = new CryptoStream(archive.OpenBlob(blob), hash, CryptoStreamMode.Read))
                tar.AddFile(ImageArchive.BlobPath(blob), content, archive.BlobLength(blob), TarWriter.PlainMode);
            if (ImageLayer.Text(hash.Hash) != blob)
                throw new InvalidDataException($"{blob} is damaged.");
        }
        using (var content = new FileStream(layer.Path, FileMode.Open, FileAccess.Read, FileShare.Read))
            tar.AddFile(ImageArchive.BlobPath(layer.Digest), content, content.Length, TarWriter.PlainMode);
        tar.AddFile(ImageArchive.BlobPath(configurationDigest), configurationBytes);
        tar.AddFile(ImageArchive.BlobPath(Digest), manifestBytes);
        tar.AddFile("oci-layout", Bytes(new JsonObject { ["imageLayoutVersion"] = "1.0.0" }));
        tar.AddFile("index.json", Bytes(Index(manifestBytes.Length)));
        tar.AddFile("manifest.json", Bytes(DockerManifest(configurationDigest, [.. blobs, layer.Digest])));
        tar.Finish();
    }

    /// <summary>AWS's base has an entry point that starts the bootstrap and takes the handler as its argument; one that has none gets what AWS's would have set.</summary>
    private void Configure(JsonObject settings)
    {
        if (settings["Entrypoint"] is not JsonArray { Count: > 0 })
            settings["Entrypoint"] = new JsonArray(BootstrapPath);
        settings["Cmd"] = Strings(Command.Length > 0 ? Command : [FunctionNames.Read(Assembly).FirstOrDefault() ?? PackageCheck.BootstrapName]);
        settings["WorkingDir"] = TaskRoot;
        if (User.Length > 0)
            settings["User"] = User;

        string[] variables = settings["Env"] is JsonArray inherited ? [.. inherited.Select(variable => (string?)variable ?? "")] : [];
        Dictionary<string, string> added = EnvironmentVariables.ToDictionary(item => item.ItemSpec, item => item.GetMetadata("Value"), StringComparer.Ordinal);
        foreach ((string name, string value) in new[] { ("LAMBDA_TASK_ROOT", TaskRoot), ("LD_LIBRARY_PATH", $"{TaskRoot}:{TaskRoot}/lib:/opt/lib") })
        {
            if (!added.ContainsKey(name) && !System.Array.Exists(variables, variable => variable.StartsWith(name + "=", StringComparison.Ordinal)))
                added[name] = value;
        }
        settings["Env"] = Strings([
            .. variables.Where(variable => !added.ContainsKey(variable.Split('=')[0])),
            .. added.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => variable.Key + "=" + variable.Value),
        ]);

        JsonObject labels = settings["Labels"] as JsonObject ?? Added(settings, "Labels");
        foreach (ITaskItem label in Labels)
            labels[label.ItemSpec] = label.GetMetadata("Value");
    }

    private JsonObject Index(int manifestLength)
    {
        JsonObject descriptor = Descriptor(ManifestType, manifestLength, Digest);
        descriptor["platform"] = new JsonObject { ["architecture"] = Architecture == "arm64" ? "arm64" : "amd64", ["os"] = "linux" };
        if (Names.Length > 0)
            descriptor["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = Names[0].Substring(Names[0].LastIndexOf(':') + 1) };
        return new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray(descriptor) };
    }

    /// <summary>What docker load reads: https://github.com/moby/docker-image-spec</summary>
    private JsonArray DockerManifest(string configuration, string[] layers) => new(new JsonObject
    {
        ["Config"] = ImageArchive.BlobPath(configuration),
        ["RepoTags"] = Strings(Names),
        ["Layers"] = Strings([.. layers.Select(ImageArchive.BlobPath)]),
    });

    private static bool IsCompressed(ImageArchive archive, string digest)
    {
        using Stream blob = archive.OpenBlob(digest);
        return blob.ReadByte() == 0x1f && blob.ReadByte() == 0x8b;
    }

    private static JsonObject Descriptor(string type, long length, string digest) => new() { ["mediaType"] = type, ["size"] = length, ["digest"] = digest };

    private static JsonArray Array(JsonObject parent, string name) =>
        parent[name] is JsonArray { Count: > 0 } array ? array : throw new InvalidDataException($"it has no {name}.");

    private static JsonObject Added(JsonObject parent, string name)
    {
        var child = new JsonObject();
        parent[name] = child;
        return child;
    }

    private static JsonArray Strings(string[] values) => new([.. values.Select(value => (JsonNode)JsonValue.Create(value)!)]);

    private static byte[] Bytes(JsonNode document) =>
        Encoding.UTF8.GetBytes(document.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is already logged says why the image could not be made.
        }
    }
}
