using System.IO.Compression;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Writes the deployment package to a temporary file beside it, reads it back, checks that Lambda would start it, and only then gives it its name.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CreatePackage : Task
{
    private const int MagicLength = 4;

    private static readonly Dictionary<string, CompressionLevel?> s_levels = new(StringComparer.Ordinal)
    {
        ["smallest"] = ZipWriter.Smallest,
        ["optimal"] = System.IO.Compression.CompressionLevel.Optimal,
        ["fastest"] = System.IO.Compression.CompressionLevel.Fastest,
        ["none"] = System.IO.Compression.CompressionLevel.NoCompression,
    };

    /// <summary>What is packed, with the metadata RelativePath, the path in the package, and, where a file that is neither ELF nor a #! script has to be executable, Executable=true.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The absolute path of the package.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>The path in the package of what Lambda starts.</summary>
    public string Program { get; set; } = PackageCheck.BootstrapName;

    /// <summary>Whether there has to be such a program: a layer needs none.</summary>
    public bool NeedsProgram { get; set; } = true;

    /// <summary>The processor the package is for, in Lambda's words: x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>How hard to compress: smallest, optimal, fastest or none.</summary>
    public string CompressionLevel { get; set; } = "smallest";

    /// <summary>Opens the file the package is written to; tests put a full disk in its place.</summary>
    internal Func<string, Stream> Create { get; set; } = path => new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!s_levels.TryGetValue(CompressionLevel, out CompressionLevel? level))
        {
            Log.Error("LN3010", nameof(CompressionLevel), CompressionLevel, string.Join(", ", s_levels.Keys));
            return false;
        }
        string temporary = Package + ".tmp";
        bool isOurs = false;
        try
        {
            using (Stream output = Create(temporary))
            {
                isOurs = true;
                if (!TryWrite(output, level))
                    return false;
            }
            if (PackageCheck.FindFault(temporary, NeedsProgram ? Program : "", Architecture) is { } fault)
            {
                Log.Error("LN3007", Package, fault);
                return false;
            }
            Replace(temporary, Package);
            return true;
        }
        catch (ZipLimitException limit)
        {
            Log.Error("LN3009", limit.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.Error("LN3006", Package, failure.Message);
        }
        finally
        {
            // Another publish into the same folder may be at its own.
            if (isOurs)
                DeleteQuietly(temporary);
        }
        return false;
    }

    private bool TryWrite(Stream output, CompressionLevel? level)
    {
        var writer = new ZipWriter(output, level);
        foreach (PackageFile file in PackageFile.From(Files))
        {
            Stream content;
            try
            {
                content = new FileStream(file.Source, FileMode.Open, FileAccess.Read, FileShare.Read);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Log.Error("LN3008", file.Source, failure.Message);
                return false;
            }
            using (content)
                writer.Add(file.TargetPath, content, IsExecutable(file, content) ? ZipWriter.ExecutableMode : ZipWriter.PlainMode);
        }
        writer.Finish();
        output.Flush();
        return true;
    }

    /// <summary>From the content or the item, never from the file's mode: a clone on Windows has none.</summary>
    private bool IsExecutable(PackageFile file, Stream content)
    {
        if (file.MarkedExecutable || file.TargetPath == Program)
            return true;
        var start = new byte[MagicLength];
        int length = content.Read(start, 0, MagicLength);
        content.Position = 0;
        return ElfHeader.HasMagic(start, length) || (length >= 2 && start[0] == (byte)'#' && start[1] == (byte)'!');
    }

    private static void Replace(string temporary, string package)
    {
        if (Directory.Exists(package))
            throw new IOException("a folder of that name is in the way.");
        if (File.Exists(package))
            File.Delete(package);
        File.Move(temporary, package);
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The diagnostic that is already logged says why the package could not be made.
        }
    }
}
