using System.Text.RegularExpressions;

namespace Lambda.Native.Tasks;

/// <summary>An lld, by itself or inside zig.</summary>
internal sealed class Linker
{
    /// <summary>Older ones fail on what ILCompiler asks for: the sections between __start_ and __stop_ symbols are kept by an option that 13 brought.</summary>
    internal const int OldestVersion = 13;

    private const int TimeLimitMs = 60_000;

    internal Linker(string path)
    {
        FilePath = path;
        Subcommand = Path.GetFileNameWithoutExtension(path).Equals("zig", StringComparison.OrdinalIgnoreCase) ? "ld.lld" : "";
    }

    internal string FilePath { get; }

    /// <summary>What turns the program into an lld, or nothing.</summary>
    internal string Subcommand { get; }

    internal string Name => Subcommand.Length == 0 ? FilePath : $"{FilePath} {Subcommand}";

    /// <summary>Null when it is no lld.</summary>
    internal int? ReadVersion()
    {
        string output = Run("--version", Path.GetTempPath())?.Output ?? "";
        Match version = Regex.Match(output, @"\bLLD (\d{1,4})\.");
        return version.Success ? int.Parse(version.Groups[1].Value) : null;
    }

    internal ToolRun? Run(string arguments, string workingDirectory) =>
        ToolRun.Run(FilePath, Subcommand.Length == 0 ? arguments : $"{Subcommand} {arguments}", workingDirectory, TimeLimitMs);

    internal static string Complaint(ToolRun? run) => run?.Complaint(TimeLimitMs) ?? "it could not be started.";
}
