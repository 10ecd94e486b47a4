using System.Diagnostics;
using System.Reflection;

namespace Lambda.Native.Tests;

/// <summary>@vercel/fun from npm, a Lambda emulator that others wrote. Installed once for each assembly of tests, which may run at the same time, into artifacts/.</summary>
internal static class VercelFun
{
    private const int TimeLimitMs = 2 * 60 * 1000;

    // It stops what it started with the help of ps.
    private static readonly string[] s_programs = ["node", "npm", "ps"];

    private static readonly Assembly s_tests = Assembly.GetExecutingAssembly();
    private static readonly string s_root = s_tests.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
    private static readonly string s_source = Path.Combine(s_root, "tests", "vercel-fun");
    private static readonly string s_folder = Path.Combine(s_root, "artifacts", "vercel-fun", s_tests.GetName().Name!);
    private static readonly string s_modules = Path.Combine(s_folder, "node_modules");

    /// <summary>Why it cannot be had on this machine; null when it can.</summary>
    internal static string? Unavailable { get; } = Install();

    /// <summary>Invokes the function in a package again and again, with a stop in between.</summary>
    /// <returns>The answers, in JSON.</returns>
    internal static string[] Invoke(string package, string lambdaEvent) => RunScript("invoke.js", package, lambdaEvent);

    /// <summary>Invokes the function in a package with one event after the other.</summary>
    /// <returns>What Invoke of the Lambda API would return for each, in JSON: FunctionError and Payload.</returns>
    internal static string[] InvokeEach(string package, params string[] events) => RunScript("each.js", [package, .. events]);

    private static string[] RunScript(string script, params string[] arguments)
    {
        (int exitCode, string output) = Run("node", [Path.Combine(s_source, script), .. arguments]);
        Assert.True(exitCode == 0, output);
        const string mark = "answer ";
        return [.. output.Split('\n').Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..])];
    }

    private static string? Install()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string[] missing = [.. s_programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        if (missing.Length > 0)
            return $"Not installed on this machine: {string.Join(", ", missing)}.";
        string wanted = File.ReadAllText(Path.Combine(s_source, "package.json"));
        string installed = Path.Combine(s_modules, "package.json");
        if (File.Exists(installed) && File.ReadAllText(installed) == wanted)
            return null;
        Directory.CreateDirectory(s_folder);
        File.WriteAllText(Path.Combine(s_folder, "package.json"), wanted);
        try
        {
            (int exitCode, string output) = Run(
                "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000");
            if (exitCode != 0)
                return $"npm install @vercel/fun ended with {exitCode}: {output.Trim()}";
        }
        catch (TimeoutException)
        {
            return "npm install @vercel/fun does not end.";
        }
        // Written last: an installation that was broken off is not taken for one.
        File.WriteAllText(installed, wanted);
        return null;
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = s_folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_PATH"] = s_modules;
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(s_folder, "cache");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeLimitMs))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} does not end.");
        }
        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }
}
