using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Pushes an image to a registry, by the .NET SDK and with the credentials it finds. The .NET SDK adds an empty layer of its own.</summary>
[MSBuildMultiThreadableTask]
public sealed class PushImage : Task
{
    /// <summary>The absolute path of the image's archive, as CreateImage leaves it.</summary>
    [Required]
    public string Image { get; set; } = "";

    /// <summary>The registry, with a port where it has one.</summary>
    [Required]
    public string Registry { get; set; } = "";

    /// <summary>The name in the registry.</summary>
    [Required]
    public string Repository { get; set; } = "";

    /// <summary>The tags.</summary>
    [Required]
    public string[] Tags { get; set; } = [];

    /// <summary>The processor in .NET's words, linux-x64 or linux-arm64.</summary>
    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>The absolute path of the .NET SDK's runtime identifier graph.</summary>
    [Required]
    public string RuntimeIdentifierGraph { get; set; } = "";

    /// <summary>The absolute path of the .NET SDK's container support.</summary>
    [Required]
    public string ContainerSupport { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string empty = Image + ".empty";
        string name = $"{Registry}/{Repository}:{string.Join(",", Tags)}";
        try
        {
            using ImageArchive archive = ImageArchive.Open(Image);
            using var server = new ImageServer(archive);
            Directory.CreateDirectory(empty);
            var push = new ContainerSupport(ContainerSupport, BuildEngine, RuntimeIdentifier, RuntimeIdentifierGraph)
            {
                ["BaseRegistry"] = server.Address,
                ["BaseImageName"] = ImageServer.Repository,
                ["BaseImageTag"] = ImageServer.Tag,
                ["BaseImageDigest"] = "",
                ["OutputRegistry"] = Registry,
                ["Repository"] = Repository,
                ["ImageTags"] = Tags,
                ["PublishDirectory"] = empty,
                ["WorkingDirectory"] = (string)archive.Configuration["config"]!["WorkingDir"]!,
                ["DefaultArgs"] = Command(archive),
            };
            if (push.Run())
                Log.LogMessage(MessageImportance.High, "Pushed {0}", name);
            else
                Log.Error("LN3032", name, push.Failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Error("LN3032", name, failure.Message);
        }
        finally
        {
            if (Directory.Exists(empty))
                Directory.Delete(empty);
        }
        return !Log.HasLoggedErrors;
    }

    private static ITaskItem[] Command(ImageArchive archive) =>
        [.. archive.Configuration["config"]!["Cmd"]!.AsArray().Select(argument => new Microsoft.Build.Utilities.TaskItem((string)argument!))];
}
