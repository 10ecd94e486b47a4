using System.Diagnostics;

namespace Lambda.Native.Tasks.Tests;

/// <summary>Programs of the host that make and read files by other means than ours, where it has them.</summary>
internal static class Tool
{
    internal static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    internal static string Run(string name, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{name} {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }

    internal static string Compile(TemporaryFolder folder, string output, string source, params string[] arguments) =>
        Compile("gcc", folder, output, source, arguments);

    internal static string Compile(string compiler, TemporaryFolder folder, string output, string source, params string[] arguments)
    {
        string file = folder.Write(output + ".c", System.Text.Encoding.UTF8.GetBytes(source));
        Run(compiler, [file, "-o", folder[output], .. arguments]);
        return folder[output];
    }

    /// <summary>The path of a library of the host.</summary>
    internal static string FindLibrary(string name) =>
        new[] { "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64" }.Select(folder => Path.Combine(folder, name)).First(File.Exists);
}

/// <summary>A test that needs programs of the host and is skipped where they are not; .ci/run installs them.</summary>
internal sealed class FactWithProgramAttribute : FactAttribute
{
    public FactWithProgramAttribute(params string[] programs)
    {
        if (Array.Find(programs, program => !Tool.Exists(program)) is { } missing)
            Skip = $"{missing} is not installed on this machine.";
    }
}
