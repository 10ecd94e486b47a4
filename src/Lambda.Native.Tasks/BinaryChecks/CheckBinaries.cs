using System.IO.Compression;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// The gate: finds out at publish what would otherwise fail on Lambda's first invocation, for the bootstrap and for every other ELF file of the package: a library for
/// another processor, one that is missing, a symbol that the runtime's C library does not have yet.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class CheckBinaries : Task
{
    /// <summary>More than Lambda unpacks of all files together, in bytes.</summary>
    private const long LengthLimit = 512L << 20;

    /// <summary>What is packed, with the metadata RelativePath, the path in the package. LambdaBinaryChecks and LambdaHardeningChecks of an item go before the task's own.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The absolute path of a package. Where it is given, what lies in it is read, and not the files it was made of.</summary>
    public string Package { get; set; } = "";

    /// <summary>The path in the package of what Lambda starts.</summary>
    public string Program { get; set; } = PackageCheck.BootstrapName;

    /// <summary>The processor, in Lambda's words: x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>Lambda's name of the runtime.</summary>
    [Required]
    public string RuntimeName { get; set; } = "";

    /// <summary>The path of the runtime's loader, one item a processor with the metadata Architecture.</summary>
    [Required]
    public ITaskItem[] RuntimeLoaders { get; set; } = [];

    /// <summary>Families of symbol versions with the metadata Version, the newest number the runtime has, and Names, versions that are no numbers; Architecture where it matters.</summary>
    [Required]
    public ITaskItem[] RuntimeVersions { get; set; } = [];

    /// <summary>The sonames of the runtime's libraries; Architecture where it matters.</summary>
    [Required]
    public ITaskItem[] RuntimeLibraries { get; set; } = [];

    /// <summary>The sonames of libraries that the function's layers bring.</summary>
    public string[] LayerLibraries { get; set; } = [];

    /// <summary>Whether the bootstrap was to be position-independent.</summary>
    public bool PositionIndependent { get; set; }

    /// <summary>Whether the bootstrap was to be without shared libraries.</summary>
    public bool IsStatic { get; set; }

    /// <summary>The absolute paths of the objects and static libraries the bootstrap was linked from, to tell who asks for a symbol.</summary>
    public string[] LinkInputs { get; set; } = [];

    /// <summary>How what would not run is reported: error, warning or none.</summary>
    public string BinaryChecks { get; set; } = "error";

    /// <summary>How what would run with less protection is reported: error, warning or none.</summary>
    public string HardeningChecks { get; set; } = "error";

    /// <summary>Whether to keep silent about what is only to be warned of: it has been said of the files the package was made of.</summary>
    public bool ErrorsOnly { get; set; }

    /// <summary>Whether there was nothing to report.</summary>
    [Output]
    public bool IsClean { get; set; }

    /// <summary>What was warned of, each "code: text".</summary>
    [Output]
    public string[] Warnings { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        PackagedBinary[] binaries = [.. Package.Length > 0 ? ReadPackage() : ReadFiles()];
        if (Log.HasLoggedErrors)
            return false;
        Dictionary<string, ITaskItem> items = [];
        foreach (ITaskItem item in Files)
            items[item.GetMetadata("RelativePath").Replace('\\', '/')] = item;
        var runtime = new TargetRuntime(RuntimeName, Architecture, RuntimeLoaders, RuntimeVersions, RuntimeLibraries, LayerLibraries);
        var check = new BinaryCheck(runtime, new LibrarySearch(runtime, binaries), new SymbolOrigins(LinkInputs), PositionIndependent, IsStatic);
        IsClean = true;
        foreach (PackagedBinary binary in binaries)
        {
            items.TryGetValue(binary.TargetPath, out ITaskItem? item);
            foreach (BinaryFinding finding in check.Judge(binary))
                Report(finding, item);
        }
        return !Log.HasLoggedErrors;
    }

    private IEnumerable<PackagedBinary> ReadFiles()
    {
        foreach (PackageFile file in PackageFile.From(Files))
        {
            bool isProgram = file.TargetPath == Program;
            if (TryRead(file.Source, () => new FileStream(file.Source, FileMode.Open, FileAccess.Read, FileShare.Read), isProgram) is { } bytes)
                yield return new PackagedBinary(file.TargetPath, isProgram ? file.TargetPath : $"{file.TargetPath} ({file.Source})", isProgram, bytes);
        }
    }

    private List<PackagedBinary> ReadPackage()
    {
        var binaries = new List<PackagedBinary>();
        try
        {
            using var file = new FileStream(Package, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                string name = $"{entry.FullName} in {Package}";
                bool isProgram = entry.FullName == Program;
                if (TryRead(name, entry.Open, isProgram) is { } bytes)
                    binaries.Add(new PackagedBinary(entry.FullName, name, isProgram, bytes));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Error("LN3008", Package, failure.Message);
        }
        return binaries;
    }

    /// <summary>Null for what is no ELF file, and with an error for what cannot be read. The bootstrap is read whatever it is.</summary>
    private byte[]? TryRead(string name, Func<Stream> open, bool always)
    {
        try
        {
            using Stream content = open();
            return Read(content, always);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.Error("LN3008", name, failure.Message);
            return null;
        }
    }

    private static byte[]? Read(Stream content, bool always)
    {
        const int magicLength = 4;
        const int copyLength = 128 << 10;
        var buffer = new byte[copyLength];
        int length = Fill(content, buffer);
        if (!always && !ElfHeader.HasMagic(buffer, Math.Min(length, magicLength)))
            return null;
        var bytes = new MemoryStream();
        for (; length > 0; length = Fill(content, buffer))
        {
            bytes.Write(buffer, 0, length);
            if (bytes.Length > LengthLimit)
                throw new InvalidDataException($"it is larger than {LengthLimit} bytes, more than Lambda takes.");
        }
        return bytes.ToArray();
    }

    /// <summary>Reads until the buffer is full or the content ends.</summary>
    private static int Fill(Stream content, byte[] buffer)
    {
        int length = 0, read;
        while (length < buffer.Length && (read = content.Read(buffer, length, buffer.Length - length)) > 0)
            length += read;
        return length;
    }

    private void Report(BinaryFinding finding, ITaskItem? item)
    {
        bool isHardening = finding.Kind != BinaryFindingKind.WouldNotRun;
        string own = item?.GetMetadata(isHardening ? "LambdaHardeningChecks" : "LambdaBinaryChecks") ?? "";
        string severity = own.Length > 0 ? own : isHardening ? HardeningChecks : BinaryChecks;
        bool isMessage = finding.Kind == BinaryFindingKind.CustomaryInLibraries && own.Length == 0;
        if (severity == "none" || (ErrorsOnly && (isMessage || severity == "warning")))
            return;
        if (isMessage)
        {
            Log.LogMessage(MessageImportance.Normal, $"{finding.Code}: {DiagnosticLog.Text(finding.Code, finding.Arguments)}");
            return;
        }
        IsClean = false;
        switch (severity)
        {
            case "error":
                Log.Error(finding.Code, finding.Arguments);
                break;
            case "warning":
                Log.Warning(finding.Code, finding.Arguments);
                Warnings = [.. Warnings, $"{finding.Code}: {DiagnosticLog.Text(finding.Code, finding.Arguments)}"];
                break;
            default:
                Log.Error("LN2022", (isHardening ? "LambdaHardeningChecks of " : "LambdaBinaryChecks of ") + item, severity);
                break;
        }
    }
}
