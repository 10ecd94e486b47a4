using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Links a program of one line with the first of the candidates that is there. A compiler without the C library's files is found out now and not after the
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
            foreach (string candidate in Candidates)
            {
                if (TryLink(candidate, folder, out string? complaint))
                {
                    if (complaint is not null)
                        Log.Error("LN2002", candidate, complaint);
                    return complaint is null;
                }
            }
            Log.Error("LN2001", string.Join(", ", Candidates));
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>False when there is no such program. Otherwise the complaint says why it cannot link, or is null.</summary>
    private bool TryLink(string linker, string folder, out string? complaint)
    {
        string source = Path.Combine(folder, "probe.c");
        File.WriteAllText(source, "int main(void) { return 0; }\n");
        var start = new ProcessStartInfo(linker, $"\"{source}\" -o \"{Path.Combine(folder, "probe")}\" {LinkArguments}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        complaint = null;
        Process process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return false;
        }
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeLimitMs))
            {
                process.Kill();
                complaint = $"it did not end within {TimeLimitMs / 1000} s.";
                return true;
            }
            if (process.ExitCode != 0)
                complaint = $"it ended with exit code {process.ExitCode}. {Summary(errors.Result + output.Result)}";
        }
        return true;
    }

    /// <summary>The first line that speaks of an error, or the first line there is: a diagnostic is one line.</summary>
    private static string Summary(string output)
    {
        string[] lines = output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        string line = Array.Find(lines, l => l.IndexOf("error", StringComparison.OrdinalIgnoreCase) >= 0 || l.Contains("cannot find"))
            ?? (lines.Length > 0 ? lines[0] : "It said nothing.");
        return line.TrimEnd('.') + ".";
    }
}
