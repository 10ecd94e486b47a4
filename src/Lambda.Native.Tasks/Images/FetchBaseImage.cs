using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Fetches the image that a function's image is built on, for one processor, into an archive that is kept.</summary>
[MSBuildMultiThreadableTask]
public sealed class FetchBaseImage : Task
{
    /// <summary>The image's whole name, for messages.</summary>
    [Required]
    public string Reference { get; set; } = "";

    /// <summary>The registry, with a port where it has one.</summary>
    [Required]
    public string Registry { get; set; } = "";

    /// <summary>The name in the registry.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The tag, or nothing where there is a digest.</summary>
    public string Tag { get; set; } = "";

    /// <summary>The digest, or nothing.</summary>
    public string Digest { get; set; } = "";

    /// <summary>The processor in .NET's words, linux-x64 or linux-arm64.</summary>
    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>The absolute path of the .NET SDK's runtime identifier graph.</summary>
    [Required]
    public string RuntimeIdentifierGraph { get; set; } = "";

    /// <summary>The absolute path of the .NET SDK's container support.</summary>
    [Required]
    public string ContainerSupport { get; set; } = "";

    /// <summary>The absolute path of the archive.</summary>
    [Required]
    public string Archive { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        // Several projects may fetch into one folder at once.
        string work = Archive + "." + Guid.NewGuid().ToString("N");
        string temporary = Path.Combine(work, "base.tar.gz");
        string empty = Path.Combine(work, "empty");
        try
        {
            Directory.CreateDirectory(empty);
            var image = new ContainerSupport(ContainerSupport, BuildEngine, RuntimeIdentifier, RuntimeIdentifierGraph)
            {
                ["BaseRegistry"] = Registry,
                ["BaseImageName"] = Name,
                ["BaseImageTag"] = Tag,
                ["BaseImageDigest"] = Digest,
                ["ImageFormat"] = "OCI",
                ["ArchiveOutputPath"] = temporary,
                ["OutputRegistry"] = "",
                ["Repository"] = "base",
                ["ImageTags"] = new[] { "base" },
                ["PublishDirectory"] = empty,
                ["WorkingDirectory"] = "/var/task",
                ["GenerateLabels"] = true,
                ["GenerateDigestLabel"] = true,
                ["Labels"] = new ITaskItem[] { new TaskItem("org.opencontainers.image.base.name", new Dictionary<string, string> { ["Value"] = Reference }) },
            };
            if (!image.Run())
            {
                Log.Error("LN3030", Reference, image.Failure);
                return false;
            }
            if (File.Exists(Archive))
                File.Delete(Archive);
            File.Move(temporary, Archive);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.Error("LN3030", Reference, failure.Message);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
        return !Log.HasLoggedErrors;
    }
}
