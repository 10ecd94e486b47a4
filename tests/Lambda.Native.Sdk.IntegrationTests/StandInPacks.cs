using System.Diagnostics;
using System.IO.Compression;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>
/// Empty packages with the names of the Native AOT packs that a registry may lack, in a feed of their own. They let the targets for net10.0 and arm64 run;
/// nothing that is published with them is real.
/// </summary>
internal static class StandInPacks
{
    private static readonly string s_root = Path.Combine(TestEnvironment.RepositoryRoot, "artifacts", "tests", "stand-ins");

    internal static string Feed { get; } = Make();

    /// <summary>A cache of their own: an empty pack must never be found where a real one is meant.</summary>
    internal static string Cache { get; } = Directory.CreateDirectory(Path.Combine(s_root, "cache")).FullName;

    private static string Make()
    {
        if (Directory.Exists(s_root))
            Directory.Delete(s_root, recursive: true);
        string feed = Directory.CreateDirectory(Path.Combine(s_root, "feed")).FullName;
        foreach ((string framework, string version) in BundledVersions())
        {
            // The compiler of each host, and what is linked for each architecture.
            foreach (string host in new[] { "linux-arm64", "linux-musl-x64", "osx-arm64", "win-x64" })
                Pack(feed, $"runtime.{host}.Microsoft.DotNet.ILCompiler", version);
            Pack(feed, "Microsoft.NETCore.App.Runtime.linux-arm64", version);
            Pack(feed, "Microsoft.AspNetCore.App.Runtime.linux-arm64", version);
            Pack(feed, "Microsoft.NETCore.App.Host.linux-arm64", version);
            if (framework != "net10.0")
                continue;
            Pack(feed, "Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64", version);
            Pack(feed, "Microsoft.NETCore.App.Runtime.NativeAOT.linux-arm64", version);
        }
        return feed;
    }

    private static IEnumerable<(string Framework, string Version)> BundledVersions()
    {
        foreach (string framework in new[] { "net8.0", "net9.0", "net10.0" })
        {
            string folder = Directory.CreateTempSubdirectory("lambda-native-tests-").FullName;
            File.WriteAllText(Path.Combine(folder, "x.csproj"),
                $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>{framework}</TargetFramework></PropertyGroup></Project>");
            var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", "-getProperty:BundledNETCoreAppPackageVersion", "-getItem:KnownILCompilerPack"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            };
            foreach (string name in start.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
                start.Environment.Remove(name);
            using Process process = Process.Start(start)!;
            using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(process.StandardOutput.ReadToEnd());
            foreach (System.Text.Json.JsonElement pack in json.RootElement.GetProperty("Items").GetProperty("KnownILCompilerPack").EnumerateArray())
            {
                if (pack.GetProperty("TargetFramework").GetString() == framework)
                    yield return (framework, pack.GetProperty("ILCompilerPackVersion").GetString()!);
            }
            process.WaitForExit();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Pack(string feed, string id, string version)
    {
        using FileStream file = File.Create(Path.Combine(feed, $"{id}.{version}.nupkg"));
        using var archive = new ZipArchive(file, ZipArchiveMode.Create);
        Add(archive, $"{id}.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
              <metadata><id>{id}</id><version>{version}</version><authors>stand-in</authors><description>A stand-in for tests.</description></metadata>
            </package>
            """);
        // What ILCompiler's targets look for.
        foreach (string folder in new[] { "sdk", "framework", "runtimes/linux-x64/native", "runtimes/linux-arm64/native", "runtimes/linux-x64/lib/net10.0", "runtimes/linux-arm64/lib/net10.0" })
        {
            Add(archive, folder + "/StandIn.dll", "");
            foreach (string library in new[] { "libz.a", "libbrotlienc.a", "libbrotlidec.a", "libbrotlicommon.a" })
                Add(archive, $"{folder}/{library}", "");
        }
        Add(archive, "data/RuntimeList.xml", """
            <FileList TargetFrameworkIdentifier=".NETCoreApp" FrameworkName="Microsoft.NETCore.App" Name="stand-in">
              <File Type="Managed" Path="framework/StandIn.dll" AssemblyName="StandIn" PublicKeyToken="b03f5f7f11d50a3a" AssemblyVersion="1.0.0.0" FileVersion="1.0.0.0" />
            </FileList>
            """);
    }

    internal static void Add(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }
}
