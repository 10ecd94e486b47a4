using System.IO.Compression;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What a publish leaves, with the stand-in tool chain.</summary>
public sealed class FunctionPublishTests
{
    [Fact]
    public void A_publish_leaves_bootstrap_contents_and_package_and_nothing_else()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: """
            <ItemGroup>
              <Content Include="data\*.json" CopyToPublishDirectory="Always" />
              <None Include="run.txt" CopyToPublishDirectory="PreserveNewest" Executable="true" />
              <Content Include="notes.md" CopyToPublishDirectory="Never" />
            </ItemGroup>
            """);
        workspace.Write("Hello/data/a.json", "{}");
        workspace.Write("Hello/run.txt", "not a script");
        workspace.Write("Hello/notes.md", "");
        DotnetResult result = workspace.PublishStandIn("Hello");

        const string folder = "Hello/bin/Release/net9.0/linux-x64/publish";
        Assert.Equal(["bootstrap", "data/a.json", "lambda.publish.json", "lambda.zip", "run.txt"], Files(workspace[folder]));
        Assert.Equal(["bootstrap 755", "data/a.json 644", "run.txt 755"], Entries(workspace[folder + "/lambda.zip"]));
        Assert.Contains($"Hello -> {workspace[folder + "/lambda.zip"]} (", result.Output);
        Assert.Contains(", x86_64)", result.Output);
        Assert.Empty(result.WarningCodes);
    }

    [Theory]
    [InlineData("net9.0", "-r", "linux-arm64")]
    [InlineData("net9.0", "-p:LambdaArchitectures=arm64")]
    [InlineData("net10.0")]
    [InlineData("net10.0", "-p:LambdaArchitectures=arm64")]
    public void Frameworks_and_architectures_that_this_registry_cannot_link_are_wired(string framework, params string[] arguments)
    {
        using var workspace = new Workspace(standInPacks: true);
        workspace.WriteFunction(framework: framework);
        bool arm64 = arguments.Length > 0;
        string[] toolchain = arm64 ? StandInToolchain.Arm64Arguments : StandInToolchain.Arguments;
        DotnetResult result = workspace.Dotnet("Hello", ["publish", .. toolchain, .. arguments]);
        string folder = $"Hello/bin/Release/{framework}/{(arm64 ? "linux-arm64" : "linux-x64")}/publish";
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], Files(workspace[folder]));
        Assert.Contains(arm64 ? ", arm64)" : ", x86_64)", result.Output);
    }

    [Fact]
    public void The_runtime_identifier_of_the_command_line_wins_and_says_so()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(properties: "<LambdaArchitectures>arm64</LambdaArchitectures>");
        DotnetResult result = workspace.PublishStandIn("Hello", "-r", "linux-x64");
        Assert.Single(result.Output.Split('\n'), line => line.Contains("LN1004"));
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }

    [Fact]
    public void The_assembly_keeps_its_name()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(properties: "<AssemblyName>My.Function</AssemblyName>");
        workspace.PublishStandIn("Hello", "-o", workspace["out"]);
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], Files(workspace["out"]));
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/My.Function.dll"]));
    }

    [Fact]
    public void A_second_publish_compiles_links_checks_and_packs_nothing()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        DotnetResult first = workspace.PublishStandIn("Hello");
        Assert.True(first.Ran("LinkNative", "Exec") && first.Ran("_LambdaCreatePackage", "CreatePackage"));
        DotnetResult second = workspace.PublishStandIn("Hello");
        Assert.False(second.Ran("IlcCompile", "Exec"));
        Assert.False(second.Ran("LinkNative", "Exec"));
        foreach (string work in new[] { "Csc", "CheckBinaries", "CreatePackage" })
        {
            Assert.Contains(work, first.Tasks);
            Assert.DoesNotContain(work, second.Tasks);
        }
        // Where the package is, is said all the same.
        Assert.Contains("lambda.zip (", second.Output);
    }

    [Fact]
    public void Publishes_that_share_a_folder_leave_the_package_of_the_last()
    {
        using var workspace = new Workspace();
        foreach (string name in new[] { "First", "Second" })
        {
            workspace.WriteFunction(name, items: "<ItemGroup><Content Include=\"*.txt\" CopyToPublishDirectory=\"Always\" /></ItemGroup>");
            workspace.Write($"{name}/{name}.txt", name);
            workspace.PublishStandIn(name, "-o", workspace["out"]);
        }
        workspace.PublishStandIn("First", "-o", workspace["out"]);
        Assert.Equal(["First.txt 644", "bootstrap 755"], Entries(workspace["out/lambda.zip"]));
        workspace.PublishStandIn("Second", "-o", workspace["out"]);
        Assert.Equal(["Second.txt 644", "bootstrap 755"], Entries(workspace["out/lambda.zip"]));
    }

    [Fact]
    public void Clean_finds_the_package_where_the_projects_own_settings_put_it()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Directory.Build.props", "<Project><PropertyGroup><ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        workspace.PublishStandIn("Hello");
        Assert.Contains(Files(workspace["Hello"]), file => file.EndsWith("/lambda.zip", StringComparison.Ordinal));
        workspace.Dotnet("Hello", "clean");
        Assert.DoesNotContain(Files(workspace["Hello"]), file => Path.GetFileName(file) is "lambda.zip" or "bootstrap");
    }

    [Fact]
    public void Whatever_changes_the_package_makes_it_anew()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><Content Include=\"data\\**\" CopyToPublishDirectory=\"PreserveNewest\" /></ItemGroup>");
        string zip = workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"];
        string a = workspace.Write("Hello/data/a.txt", "one");
        workspace.Write("Hello/data/b.txt", "two");
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap 755", "data/a.txt 644", "data/b.txt 644"], Entries(zip));

        File.Delete(workspace["Hello/data/b.txt"]);
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap 755", "data/a.txt 644"], Entries(zip));
        Assert.Equal(["bootstrap", "data/a.txt", "lambda.publish.json", "lambda.zip"], Files(workspace["Hello/bin/Release/net9.0/linux-x64/publish"]));

        File.Move(a, workspace["Hello/data/c.txt"]);
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap 755", "data/c.txt 644"], Entries(zip));

        // Replaced by a file that is older than the package.
        workspace.Write("Hello/data/c.txt", "three");
        File.SetLastWriteTimeUtc(workspace["Hello/data/c.txt"], new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        workspace.PublishStandIn("Hello");
        Assert.Equal("three", ReadEntry(zip, "data/c.txt"));

        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj").Replace("CopyToPublishDirectory", "Executable=\"true\" CopyToPublishDirectory"));
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap 755", "data/c.txt 755"], Entries(zip));
    }

    [Fact]
    public void Other_linker_arguments_link_again()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.PublishStandIn("Hello");
        Assert.False(workspace.PublishStandIn("Hello").Ran("LinkNative", "Exec"));
        Assert.True(workspace.PublishStandIn("Hello", "-p:IlcDefaultStackSize=2000000").Ran("LinkNative", "Exec"));
    }

    [Fact]
    public void Clean_leaves_no_package_and_no_native_output()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.PublishStandIn("Hello");
        workspace.PublishStandIn("Hello", "-c", "Debug");
        workspace.PublishStandIn("Hello", "-o", workspace["out"]);
        workspace.Dotnet("Hello", "clean");
        Assert.DoesNotContain(Files(workspace["Hello"]), file => file.EndsWith("lambda.zip", StringComparison.Ordinal) || Path.GetFileName(file) == "bootstrap" || file.EndsWith(".o", StringComparison.Ordinal));
        Assert.DoesNotContain(Files(workspace["Hello"]), file => Path.GetFileName(file).StartsWith("lambda.", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("link.", StringComparison.Ordinal));
        // A folder that the user named is the user's.
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], Files(workspace["out"]));
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }

    [Fact]
    public void A_package_that_was_deleted_is_made_again()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.PublishStandIn("Hello");
        File.Delete(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]);
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }

    internal static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    internal static string[] Entries(string zip)
    {
        using ZipArchive archive = ZipFile.OpenRead(zip);
        return [.. archive.Entries.Select(e => $"{e.FullName} {Convert.ToString((e.ExternalAttributes >> 16) & 0x1ff, 8)}")];
    }

    private static string ReadEntry(string zip, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(zip);
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
