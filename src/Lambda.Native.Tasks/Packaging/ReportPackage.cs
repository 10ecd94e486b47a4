using System.Globalization;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Says in one line where the package is, how large it and its program are and for which processor, whether it was made now or before.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportPackage : Task
{
    /// <summary>The absolute path of the package.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>The absolute path of the program in it, where it holds one.</summary>
    public string Bootstrap { get; set; } = "";

    /// <summary>The path of the program in the package.</summary>
    public string Program { get; set; } = PackageCheck.BootstrapName;

    /// <summary>The processor, in Lambda's words.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>The name at the start of the line.</summary>
    [Required]
    public string ProjectName { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string program = Bootstrap.Length > 0 ? $"{Program} {Size(new FileInfo(Bootstrap).Length)}, " : "";
        Log.LogMessage(MessageImportance.High, "{0} -> {1} ({2}, {3}{4})", ProjectName, Package, Size(new FileInfo(Package).Length), program, Architecture);
        return true;
    }

    private static string Size(long bytes) => bytes < 1 << 20
        ? string.Format(CultureInfo.InvariantCulture, "{0:0} KiB", bytes / 1024.0)
        : string.Format(CultureInfo.InvariantCulture, "{0:0.00} MiB", bytes / 1048576.0);
}
