using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Links a program of one line with the first of the compilers that is there. A compiler without the C library's files is found out now and not after the
/// minutes that compiling takes.
/// </summary>
public sealed class ProbeLinker : Task
{
    private const int TimeLimitMs = 60_000;

    /// <summary>Names or paths of compilers that link, best first.</summary>
    [Required]
    public string[] Candidates { get; set; } = [];

    /// <summary>What the real link is going to need: linker flavour and system libraries.</summary>
    public string LinkArguments { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string folder = Path.Combine(Path.GetTempPath(), "lambda-native-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            string source = Path.Combine(folder, "probe.c");
            File.WriteAllText(source, "int main(void) { return 0; }\n");
            string arguments = $"{ToolRun.Quote(source)} -o {ToolRun.Quote(Path.Combine(folder, "probe"))} {LinkArguments}";
            foreach (string candidate in Candidates)
            {
                if (ToolRun.Run(candidate, arguments, folder, TimeLimitMs) is not { } probe)
                    continue;
                if (probe.ExitCode != 0)
                    Log.Error("LN2002", candidate, probe.Complaint(TimeLimitMs));
                return probe.ExitCode == 0;
            }
            Log.Error("LN2001", string.Join(", ", Candidates));
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
