using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>An empty folder with the packed packages within reach, where dotnet is run as a user would.</summary>
internal sealed class Workspace : IDisposable
{
    // By its path: some tests run it where PATH has nothing.
    private static readonly string s_dotnet = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    private const int TimeLimitMs = 5 * 60 * 1000;

    private int _commands;
    private string[] _behind = [];

    /// <summary>Set for every command: variable and value.</summary>
    internal Dictionary<string, string> Variables { get; } = [];

    /// <summary>How many processes MSBuild may use.</summary>
    internal int Processes { get; init; } = 1;

    internal Workspace(bool standInPacks = false)
    {
        Root = Directory.CreateTempSubdirectory("lambda native tests ").FullName;
        string standIns = standInPacks ? $"<add key=\"stand-ins\" value=\"{StandInPacks.Feed}\" />" : "";
        // Added to the machine's own sources; no public one is named.
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{(standInPacks ? StandInPacks.Cache : TestEnvironment.PrivateCache)}" /></config>
              <packageSources><add key="packed" value="{TestEnvironment.Packages}" />{standIns}</packageSources>
              <fallbackPackageFolders><add key="user" value="{TestEnvironment.UserCache}" /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (string stop in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            Write(stop, "<Project />");
    }

    internal string Root { get; }

    internal string this[string path] => Path.Combine(Root, path);

    internal string Write(string path, string text)
    {
        string full = this[path];
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    internal void WriteScript(string path, string body) => StandInToolchain.Script(Write(path, ""), body);

    /// <summary>A package like that of zig, for this machine, with a script in it.</summary>
    internal void WriteZigPackage(string version, string script)
    {
        string id = $"Vezel.Zig.Toolsets.linux-{(System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64")}";
        WriteScript("zig/zig", script);
        Directory.CreateDirectory(this["packages"]);
        using (var archive = ZipFile.Open(this[$"packages/{id}.{version}.nupkg"], ZipArchiveMode.Create))
        {
            StandInPacks.Add(archive, $"{id}.nuspec", $"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
                  <metadata><id>{id}</id><version>{version}</version><authors>stand-in</authors><description>A stand-in for tests.</description></metadata>
                </package>
                """);
            StandInPacks.Add(archive, $"build/{id}.props", $"<Project><PropertyGroup><ZigExePath>{this["zig/zig"]}</ZigExePath></PropertyGroup></Project>");
        }
        Write("nuget.config", Read("nuget.config").Replace("<packageSources>", $"<packageSources><add key=\"zig\" value=\"{this["packages"]}\" />"));
    }

    /// <summary>A package with an assembly and, for linux-x64, a native library.</summary>
    internal void WriteNativePackage(string id, string version, string library, byte[] content)
    {
        Directory.CreateDirectory(this["packages"]);
        using (var archive = ZipFile.Open(this[$"packages/{id}.{version}.nupkg"], ZipArchiveMode.Create))
        {
            StandInPacks.Add(archive, $"{id}.nuspec", $"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
                  <metadata><id>{id}</id><version>{version}</version><authors>stand-in</authors><description>A stand-in for tests.</description></metadata>
                </package>
                """);
            using (Stream assembly = archive.CreateEntry($"lib/net8.0/{id}.dll").Open())
                assembly.Write(File.ReadAllBytes(typeof(Emulator.LambdaEmulator).Assembly.Location));
            using (Stream native = archive.CreateEntry($"runtimes/linux-x64/native/{library}").Open())
                native.Write(content);
        }
        Write("nuget.config", Read("nuget.config").Replace("<packageSources>", $"<packageSources><add key=\"native\" value=\"{this["packages"]}\" />"));
    }

    internal string Read(string path) => File.ReadAllText(this[path]);

    /// <summary>A function: the project, with more in it, and the least of a program.</summary>
    internal void WriteFunction(string folder = "Hello", string framework = "net9.0", string properties = "", string items = "")
    {
        Write($"{folder}/{Path.GetFileName(folder)}.csproj", $"""
            <Project Sdk="Lambda.Native.Sdk/{TestEnvironment.Version}">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                {properties}
              </PropertyGroup>
              {items}
            </Project>
            """);
        Write($"{folder}/Function.cs", """
            using Lambda.Native;

            LambdaRuntime.RunRaw(static (e, answer, context) =>
            {
                e.CopyTo(answer.GetSpan(e.Length));
                answer.Advance(e.Length);
            });

            public static class Marker;
            """);
    }

    /// <summary>Runs dotnet and expects it to succeed.</summary>
    internal DotnetResult Dotnet(string folder, params string[] arguments)
    {
        DotnetResult result = Try(folder, arguments);
        if (result.ExitCode == 0)
            return result;
        string kept = "";
        if (result.BinaryLog.Length > 0)
        {
            string keep = Directory.CreateDirectory(Path.Combine(TestEnvironment.RepositoryRoot, "artifacts", "tests", "binlogs")).FullName;
            kept = Path.Combine(keep, $"{Guid.NewGuid():N}.binlog");
            File.Copy(result.BinaryLog, kept);
        }
        throw new Xunit.Sdk.XunitException($"dotnet {string.Join(' ', arguments)} ended with {result.ExitCode}; its log is {kept}\n{result.Output}");
    }

    /// <summary>Runs dotnet and expects it to fail.</summary>
    internal DotnetResult DotnetFails(string folder, params string[] arguments)
    {
        DotnetResult result = Try(folder, arguments);
        Assert.True(result.ExitCode != 0, $"dotnet {string.Join(' ', arguments)} succeeded:\n{result.Output}");
        return result;
    }

    /// <summary>Runs dotnet as the last arguments of another command and expects it to succeed.</summary>
    internal DotnetResult DotnetBehind(string[] command, string folder, params string[] arguments)
    {
        _behind = command;
        return Dotnet(folder, arguments);
    }

    /// <summary>Runs dotnet as the last arguments of another command and expects it to fail.</summary>
    internal DotnetResult DotnetFailsBehind(string[] command, string folder, params string[] arguments)
    {
        _behind = command;
        return DotnetFails(folder, arguments);
    }

    /// <summary>With the stand-in compiler and linker: proves wiring, not linking.</summary>
    internal DotnetResult PublishStandIn(string folder, params string[] arguments) => Dotnet(folder, ["publish", .. StandInToolchain.Arguments, .. arguments]);

    internal DotnetResult PublishStandInFails(string folder, params string[] arguments) => DotnetFails(folder, ["publish", .. StandInToolchain.Arguments, .. arguments]);

    /// <summary>Runs dotnet, whatever comes of it.</summary>
    internal DotnetResult Try(string folder, params string[] arguments)
    {
        string log = "";
        bool builds = arguments[0] is "build" or "publish" or "test" or "clean" or "msbuild" or "restore";
        if (builds)
            log = this[$"{++_commands}.binlog"];
        // The dotnet test of Microsoft.Testing.Platform, which alone has --solution, does not know -m.
        string[] settings = !builds ? [] : arguments.Contains("--solution") ? [$"-bl:{log}"] : [$"-bl:{log}", $"-m:{Processes}"];
        ProcessStartInfo start = Command(folder, [.. arguments, .. settings]);
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeLimitMs))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} did not end:\n{output}");
        }
        process.WaitForExit();
        lock (output)
            return new DotnetResult(process.ExitCode, output.ToString(), log.Length > 0 && File.Exists(log) ? log : "");
    }

    /// <summary>dotnet as <see cref="Try"/> runs it, for a caller that speaks to it while it runs. Only its standard output is redirected.</summary>
    internal ProcessStartInfo Command(string folder, params string[] arguments)
    {
        string[] command = [.. _behind, s_dotnet, .. arguments];
        _behind = [];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = this[folder], RedirectStandardOutput = true };
        Scrub(start.Environment);
        foreach ((string name, string value) in Variables)
            start.Environment[name] = value;
        return start;
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
            output.AppendLine(line);
    }

    /// <summary>The test host's own settings must not reach the command: it is to behave as in a user's shell.</summary>
    private static void Scrub(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || n.StartsWith("DOTNET_", StringComparison.Ordinal) || n is "NUGET_PACKAGES" or "CI").ToArray())
        {
            if (name != "DOTNET_ROOT")
                environment.Remove(name);
        }
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    }

    public void Dispose()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }
}
