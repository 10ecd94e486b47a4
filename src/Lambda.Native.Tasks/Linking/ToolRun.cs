using System.ComponentModel;
using System.Diagnostics;

namespace Lambda.Native.Tasks;

/// <summary>A run of another program to its end, with what it said.</summary>
internal sealed class ToolRun
{
    private ToolRun(int? exitCode, string output)
    {
        ExitCode = exitCode;
        Output = output;
    }

    /// <summary>Null when it had to be ended.</summary>
    internal int? ExitCode { get; }

    /// <summary>Standard error first: what matters is there.</summary>
    internal string Output { get; }

    /// <summary>Null when there is no such program, or one this machine cannot run.</summary>
    internal static ToolRun? Run(string program, string arguments, string workingDirectory, int timeLimitMs)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        Process process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
        using (process)
        {
            process.StandardInput.Close();
            System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
            System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(timeLimitMs))
            {
                process.Kill();
                return new ToolRun(null, "");
            }
            return new ToolRun(process.ExitCode, errors.Result + output.Result);
        }
    }

    /// <summary>One argument of a command line; paths of this machine hold no quotes.</summary>
    internal static string Quote(string argument) => "\"" + argument + "\"";

    /// <summary>The first line that speaks of an error, or the first line there is: a diagnostic is one line.</summary>
    internal string Complaint(int timeLimitMs)
    {
        if (ExitCode is null)
            return $"it did not end within {timeLimitMs / 1000} s.";
        string[] lines = Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        string line = Array.Find(lines, l => l.IndexOf("error", StringComparison.OrdinalIgnoreCase) >= 0 || l.Contains("cannot find"))
            ?? (lines.Length > 0 ? lines[0] : "It said nothing.");
        return $"it ended with exit code {ExitCode}. {line.TrimEnd('.')}.";
    }
}
