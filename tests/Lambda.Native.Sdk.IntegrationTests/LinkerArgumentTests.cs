namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>
/// The whole list of arguments that lld gets, for every host, architecture and ILCompiler, against the files in LinkerArguments/. The packs, the compiler and the linker are
/// stand-ins and the host is a property: this proves what would be passed there, not that it links. A list that changed for a reason is written anew by setting
/// UPDATE_LINKER_ARGUMENTS=1.
/// </summary>
public sealed class LinkerArgumentTests
{
    private static readonly string[] s_hosts = ["linux-x64", "linux-arm64", "linux-musl-x64", "osx-arm64", "win-x64"];

    [Theory]
    [InlineData("net8.0", "linux-x64")]
    [InlineData("net8.0", "linux-arm64")]
    [InlineData("net9.0", "linux-x64")]
    [InlineData("net9.0", "linux-arm64")]
    [InlineData("net10.0", "linux-x64")]
    [InlineData("net10.0", "linux-arm64")]
    public void Are_the_same_on_every_host(string framework, string runtimeIdentifier)
    {
        string golden = Path.Combine(TestEnvironment.RepositoryRoot, "tests", "Lambda.Native.Sdk.IntegrationTests", "LinkerArguments", $"{framework}-{runtimeIdentifier}.txt");
        using var workspace = new Workspace(standInPacks: true);
        workspace.WriteFunction(framework: framework, properties: "<LangVersion>12</LangVersion><CheckEolTargetFramework>false</CheckEolTargetFramework>");
        foreach (string host in s_hosts)
        {
            // The two targets that make the arguments: nothing has to be compiled for them.
            workspace.Dotnet("Hello", ["msbuild", "-restore", "-t:ResolveFrameworkReferences;SetupOSSpecificProps;_LambdaTrackLinkerArguments", "-p:_IsPublishing=true", "-p:Configuration=Release",
                $"-p:RuntimeIdentifier={runtimeIdentifier}", $"-p:NETCoreSdkPortableRuntimeIdentifier={host}", $"-p:NETCoreSdkRuntimeIdentifier={host}", .. StandInToolchain.LldArguments]);
            string actual = Neutral(workspace.Read($"Hello/obj/Release/{framework}/{runtimeIdentifier}/native/link.rsp"), workspace.Root);
            if (Environment.GetEnvironmentVariable("UPDATE_LINKER_ARGUMENTS") == "1")
                File.WriteAllText(golden, actual);
            Assert.Equal(File.ReadAllText(golden), actual);
        }
    }

    /// <summary>Without what differs between machines and versions: the folders of packages.</summary>
    private static string Neutral(string arguments, string root)
    {
        IEnumerable<string> lines = arguments.Split('\n').Select(line => line
            .Replace(root, "{workspace}")
            .Replace(Path.Combine(StandInPacks.Cache, "lambda.native.sdk", TestEnvironment.Version), "{sdk}"));
        return string.Join('\n', lines.Select(line => line.Contains("ilcompiler", StringComparison.OrdinalIgnoreCase) || line.Contains("runtime.nativeaot", StringComparison.OrdinalIgnoreCase)
            ? $"\"{{packs}}/{Path.GetFileName(line)}"
            : line));
    }
}
