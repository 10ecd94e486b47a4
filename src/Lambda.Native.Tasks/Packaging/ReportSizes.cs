using System.Globalization;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Shows what in the bootstrap weighs what, by namespace, from the compiler's own statistics.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportSizes : Task
{
    private const int LargestNamespaces = 30;

    /// <summary>The absolute path of what ILCompiler wrote of the sizes (.mstat).</summary>
    [Required]
    public string Statistics { get; set; } = "";

    /// <summary>The absolute path of the program.</summary>
    [Required]
    public string Bootstrap { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            Dictionary<string, long> sizes = CompilerStatistics.Read(Statistics);
            long length = new FileInfo(Bootstrap).Length;
            KeyValuePair<string, long>[] ordered = [.. sizes.OrderByDescending(size => size.Value).ThenBy(size => size.Key, StringComparer.Ordinal)];
            Line(length, "bootstrap");
            foreach (KeyValuePair<string, long> size in ordered.Take(LargestNamespaces))
                Line(size.Value, "  " + size.Key);
            if (ordered.Length > LargestNamespaces)
                Line(ordered.Skip(LargestNamespaces).Sum(size => size.Value), $"  ({ordered.Length - LargestNamespaces} more)");
            // What is compiled into the same section may overlap; only a rest that is there is shown.
            if (length - sizes.Values.Sum() is var rest and > 0)
                Line(rest, "  (the runtime's own libraries, tables and the file's format)");
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Warning("LN3018", failure.Message);
            return true;
        }
    }

    private void Line(long bytes, string name) =>
        Log.LogMessage(MessageImportance.High, "{0,14}  {1}", bytes.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' '), name);
}
