using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Links the bootstrap with lld, and again with its symbols where they are to be kept. A link that fails leaves nothing.</summary>
[MSBuildMultiThreadableTask]
public sealed class LinkBootstrap : Task
{
    /// <summary>The lld or zig that FindLinker found.</summary>
    [Required]
    public string LinkerPath { get; set; } = "";

    /// <summary>Its major version.</summary>
    [Required]
    public int LinkerVersion { get; set; }

    /// <summary>What WriteLinkerArguments wrote.</summary>
    [Required]
    public string ResponseFile { get; set; } = "";

    /// <summary>The object and the libraries, whose content names the link.</summary>
    [Required]
    public string[] InputFiles { get; set; } = [];

    /// <summary>The program.</summary>
    [Required]
    public string Bootstrap { get; set; } = "";

    /// <summary>Whether to link once more, with the symbols, into a file that ends in .dbg.</summary>
    public bool KeepSymbols { get; set; }

    /// <summary>False keeps the symbols in the program itself.</summary>
    public bool Strip { get; set; } = true;

    /// <inheritdoc/>
    public override bool Execute()
    {
        string symbolFile = Bootstrap + ".dbg";
        Directory.CreateDirectory(Path.GetDirectoryName(Bootstrap)!);
        File.Delete(Bootstrap);
        // Not even one of an earlier link: it would be another program's.
        File.Delete(symbolFile);
        string id = BuildId.Of(File.ReadAllLines(ResponseFile), InputFiles.Where(File.Exists), LinkerVersion);
        return Link(Bootstrap, id, Strip) && (!KeepSymbols || Link(symbolFile, id, strip: false));
    }

    private bool Link(string output, string id, bool strip)
    {
        // Beside its place and then into it: what was cut off is never taken for a program. By its bare name: the linker writes what it is given into the file.
        string folder = Path.Combine(Path.GetDirectoryName(output)!, "unfinished");
        Directory.CreateDirectory(folder);
        try
        {
            string unfinished = Path.Combine(folder, Path.GetFileName(Bootstrap));
            // lld reads response files as Windows would when it runs there.
            string arguments = $"--rsp-quoting=posix -o {ToolRun.Quote(Path.GetFileName(unfinished))} --build-id=0x{id} {(strip ? "-s " : "")}{ToolRun.Quote("@" + ResponseFile)}";
            var linker = new Linker(LinkerPath);
            ToolRun? run = linker.Run(arguments, folder);
            // Everything the linker said, for those who ask for it; the errors are one line each.
            Log.LogMessage(run?.ExitCode == 0 ? MessageImportance.Low : MessageImportance.Normal, "{0} {1}\n{2}", linker.Name, arguments, run?.Output ?? "");
            if (run?.ExitCode == 0 && File.Exists(unfinished))
            {
                File.Move(unfinished, output);
                return true;
            }
            LinkerErrors.Report(Log, linker.Name, run);
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
