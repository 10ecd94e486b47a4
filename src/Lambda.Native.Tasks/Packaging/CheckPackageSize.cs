using System.Globalization;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Holds a finished package against Lambda's limits and the team's own, and shows what takes the most where one is broken. All numbers are bytes.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckPackageSize : Task
{
    private const int LargestFiles = 10;

    /// <summary>The absolute path of the package.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>What Lambda takes in a direct upload.</summary>
    [Required]
    public long UploadLimit { get; set; }

    /// <summary>What Lambda takes unzipped, layers included.</summary>
    [Required]
    public long UnzippedLimit { get; set; }

    /// <summary>What the team allows the zip, or 0.</summary>
    public long MaxZipSize { get; set; }

    /// <summary>What was warned of, each "code: text".</summary>
    [Output]
    public string[] Warnings { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            using var file = new FileStream(Package, FileMode.Open, FileAccess.Read, FileShare.Read);
            ZipDirectory directory = ZipDirectory.Read(file);
            long unzipped = directory.Names.Sum(name => (long)directory[name].Length);
            if (MaxZipSize > 0 && file.Length > MaxZipSize)
            {
                Show(directory, name => directory[name].PackedLength);
                Log.Error("LN3014", Package, Text(file.Length), Text(MaxZipSize));
            }
            else if (unzipped > UnzippedLimit)
            {
                Show(directory, name => directory[name].Length);
                Log.Error("LN3013", Package, Text(unzipped), Text(UnzippedLimit));
            }
            else if (file.Length > UploadLimit)
            {
                Show(directory, name => directory[name].PackedLength);
                object[] arguments = [Package, Text(file.Length), Text(UploadLimit)];
                Log.Warning("LN3012", arguments);
                Warnings = ["LN3012: " + DiagnosticLog.Text("LN3012", arguments)];
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Error("LN3008", Package, failure.Message);
        }
        return !Log.HasLoggedErrors;
    }

    private void Show(ZipDirectory directory, Func<string, uint> measure)
    {
        Log.LogMessage(MessageImportance.High, "{0,14} {1,14}  {2}", "zipped", "unzipped", "file");
        string[] largest = [.. directory.Names.OrderByDescending(measure).ThenBy(name => name, StringComparer.Ordinal)];
        foreach (string name in largest.Take(LargestFiles))
            Log.LogMessage(MessageImportance.High, "{0,14} {1,14}  {2}", Text(directory[name].PackedLength), Text(directory[name].Length), name);
        if (largest.Length > LargestFiles)
        {
            string[] others = [.. largest.Skip(LargestFiles)];
            Log.LogMessage(MessageImportance.High, "{0,14} {1,14}  {2}",
                Text(others.Sum(name => (long)directory[name].PackedLength)), Text(others.Sum(name => (long)directory[name].Length)), $"({others.Length} more)");
        }
    }

    private static string Text(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
