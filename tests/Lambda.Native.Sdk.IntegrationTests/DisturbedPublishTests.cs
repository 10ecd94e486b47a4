using System.IO.Compression;
using System.Security.Cryptography;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What happens around a publish: it ends with a coded error or with a right package, never with a wrong one.</summary>
public sealed class DisturbedPublishTests : IDisposable
{
    private const string Zip = "Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip";
    private const string Data = "<ItemGroup><Content Include=\"data/**\" CopyToPublishDirectory=\"PreserveNewest\" /></ItemGroup>";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [FactWithProgram("setpriv")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void A_folder_that_may_not_be_read_is_named_instead_of_being_left_out()
    {
        _workspace.WriteFunction(items: Data);
        _workspace.Write("Hello/data/a.txt", "a");
        _workspace.Write("Hello/data/locked/b.txt", "b");
        File.SetUnixFileMode(_workspace["Hello/data/locked"], UnixFileMode.None);
        // Root may read everything, unless it gives that up.
        string[] command = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
        DotnetResult result = _workspace.DotnetFailsBehind(command, "Hello", ["publish", .. StandInToolchain.Arguments]);
        Assert.Equal(["LN3008"], result.ErrorCodes);
        Assert.Contains("data/locked", result.Output);
        Assert.False(File.Exists(_workspace[Zip]));
        File.SetUnixFileMode(_workspace["Hello/data/locked"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [FactWithNamespaces]
    public void A_full_disk_is_said_and_leaves_no_package()
    {
        _workspace.WriteFunction(items: Data);
        Directory.CreateDirectory(_workspace["Hello/data"]);
        File.WriteAllBytes(_workspace["Hello/data/noise"], RandomNumberGenerator.GetBytes(100_000));
        Directory.CreateDirectory(_workspace["out"]);
        _workspace.Write("small.sh", $"""
            set -e
            mount -t tmpfs -o size=160k none '{_workspace["out"]}'
            "$@" || code=$?
            ls '{_workspace["out"]}' | sed 's/^/left: /'
            exit $code
            """);
        DotnetResult result = _workspace.DotnetFailsBehind(["unshare", "--map-root-user", "--mount", "sh", _workspace["small.sh"]], "Hello", ["publish", .. StandInToolchain.Arguments, "-o", _workspace["out"]]);
        Assert.Equal(["LN3006"], result.ErrorCodes);
        Assert.Contains("No space left", result.Output);
        Assert.Contains("left: bootstrap", result.Output);
        Assert.DoesNotContain("left: lambda", result.Output);
    }

    [TheoryWithProgram("setsid")]
    [InlineData("ilc", "IlcCompile")]
    [InlineData("link", "LinkNative")]
    public void What_a_killed_publish_left_half_written_is_made_anew(string tool, string target)
    {
        _workspace.WriteFunction();
        string toolchain = Path.GetDirectoryName(StandInToolchain.Arguments[1].Split('=')[1])!;
        // Each does its work, and then takes the whole publish along, as long as it is told to.
        foreach ((string name, string original) in new[] { ("ilc", "ilc"), ("link", "link-62") })
            _workspace.WriteScript($"tools/{name}", $"'{toolchain}/{original}' \"$@\" || exit\nif [ -e \"$0.kills\" ]; then kill -9 0; fi");
        string[] publish = ["publish", $"-p:IlcToolsPath={_workspace["tools"]}/", $"-p:CppCompilerAndLinker={_workspace["tools/link"]}", "-p:LinkerFlavor=bfd", "-p:UseSharedCompilation=false"];
        _workspace.Write($"tools/{tool}.kills", "");
        _workspace.DotnetFailsBehind(["setsid", "--wait"], "Hello", publish);
        Assert.False(File.Exists(_workspace[Zip]));

        File.Delete(_workspace[$"tools/{tool}.kills"]);
        Assert.True(_workspace.Dotnet("Hello", publish).Ran(target, "Exec"));
        Assert.Equal(["bootstrap 755"], FunctionPublishTests.Entries(_workspace[Zip]));
        Assert.False(_workspace.Dotnet("Hello", publish).Ran(target, "Exec"));
    }

    [Fact]
    public async Task Two_publishes_at_once_into_one_folder_leave_the_package_of_one_of_them_or_say_what_is_wrong()
    {
        string[] names = ["First", "Second"];
        using var other = new Workspace();
        Workspace[] workspaces = [_workspace, other];
        for (int i = 0; i < names.Length; i++)
        {
            workspaces[i].WriteFunction(names[i], items: Data);
            workspaces[i].Write($"{names[i]}/data/{names[i]}.txt", names[i]);
        }
        string[] publish = ["publish", .. StandInToolchain.Arguments, "-o", _workspace["out"]];
        DotnetResult[] results = await Task.WhenAll(names.Select((name, i) => Task.Run(() => workspaces[i].Try(name, publish))));
        Assert.All(results, result => Assert.True(result.ExitCode == 0 || result.ErrorCodes.Any(), result.Output));
        Assert.All(results.SelectMany(result => result.ErrorCodes), code => Assert.NotEqual("", code));
        if (!File.Exists(_workspace["out/lambda.zip"]))
        {
            Assert.Contains(results, result => result.ExitCode != 0);
            return;
        }
        Assert.Contains(FunctionPublishTests.Entries(_workspace["out/lambda.zip"])[^1], names.Select(name => $"data/{name}.txt 644"));
        using ZipArchive archive = ZipFile.OpenRead(_workspace["out/lambda.zip"]);
        Assert.All(archive.Entries, entry => entry.Open().CopyTo(Stream.Null));
    }
}
