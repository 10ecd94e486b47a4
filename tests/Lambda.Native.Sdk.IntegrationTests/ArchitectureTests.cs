using System.Text.Json;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Several architectures in one publish, with stand-in packs and tools: how it is wired, not what is compiled.</summary>
public sealed class ArchitectureTests
{
    private static Workspace Make()
    {
        var workspace = new Workspace(standInPacks: true);
        workspace.WriteFunction(
            properties: "<LambdaArchitectures>x86_64;arm64</LambdaArchitectures>",
            items: "<ItemGroup><ProjectReference Include=\"../Shared/Shared.csproj\" /></ItemGroup>");
        workspace.Write("Shared/Shared.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>");
        return workspace;
    }

    private static DotnetResult Publish(Workspace workspace, params string[] arguments) =>
        workspace.Dotnet("Hello", ["publish", .. StandInToolchain.LldArguments, .. arguments]);

    private static string Architecture(Workspace workspace, string folder) =>
        JsonDocument.Parse(workspace.Read(folder + "/lambda.publish.json")).RootElement.GetProperty("architecture").GetString()!;

    [Fact]
    public void One_publish_leaves_a_package_for_each()
    {
        using Workspace workspace = Make();
        DotnetResult first = Publish(workspace);
        foreach ((string rid, string architecture) in new[] { ("linux-x64", "x86_64"), ("linux-arm64", "arm64") })
        {
            string folder = $"Hello/bin/Release/net9.0/{rid}/publish";
            Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace[folder]));
            Assert.Equal(architecture, Architecture(workspace, folder));
            Assert.Contains($", {architecture})", first.Output);
        }
        Assert.Empty(first.WarningCodes);

        // Of the one whose packs are real: what the other links with is not there, and so never up to date.
        string package = workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"];
        DateTime made = File.GetLastWriteTimeUtc(package);
        DotnetResult second = Publish(workspace, "-getItem:LambdaPackage");
        Assert.Equal(made, File.GetLastWriteTimeUtc(package));
        Assert.Equal(["x86_64", "arm64"],
            JsonDocument.Parse(second.Output).RootElement.GetProperty("Items").GetProperty("LambdaPackage").EnumerateArray().Select(p => p.GetProperty("Architecture").GetString()));
    }

    [Fact]
    public void A_folder_of_the_users_choice_gets_one_for_each()
    {
        using Workspace workspace = Make();
        Publish(workspace, "-o", workspace["out"]);
        Assert.Equal(
            ["arm64/bootstrap", "arm64/lambda.publish.json", "arm64/lambda.zip", "x86_64/bootstrap", "x86_64/lambda.publish.json", "x86_64/lambda.zip"],
            FunctionPublishTests.Files(workspace["out"]));
        Assert.Equal(("arm64", "x86_64"), (Architecture(workspace, "out/arm64"), Architecture(workspace, "out/x86_64")));
    }

    [Fact]
    public void A_runtime_identifier_asks_for_one()
    {
        using Workspace workspace = Make();
        Publish(workspace, "-r", "linux-arm64", "-o", workspace["out"]);
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace["out"]));
        Assert.Equal("arm64", Architecture(workspace, "out"));
    }

    [Fact]
    public void One_that_fails_fails_the_publish()
    {
        using Workspace workspace = Make();
        DotnetResult result = workspace.DotnetFails("Hello", ["publish", .. StandInToolchain.LldArguments, "-p:LambdaMaxZipSize=1"]);
        Assert.Equal(["LN3014"], result.ErrorCodes);
        Assert.Empty(Directory.GetFiles(workspace.Root, "lambda.zip", SearchOption.AllDirectories));
    }
}
