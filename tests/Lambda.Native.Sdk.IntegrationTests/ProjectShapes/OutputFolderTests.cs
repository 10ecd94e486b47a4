namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Where a publish leaves its package, as the project or the command says.</summary>
public sealed class OutputFolderTests
{
    private static readonly string[] s_published = ["bootstrap", "lambda.publish.json", "lambda.zip"];

    [Fact]
    public void An_artifacts_folder_has_one_for_each_project_and_architecture()
    {
        using var workspace = new Workspace(standInPacks: true);
        workspace.Write("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput><ArtifactsPath>$(MSBuildThisFileDirectory)out put</ArtifactsPath></PropertyGroup></Project>");
        workspace.WriteFunction();
        workspace.Dotnet("Hello", ["publish", .. StandInToolchain.LldArguments]);
        Assert.Equal(s_published, FunctionPublishTests.Files(workspace["out put/publish/Hello/release"]));
        workspace.Dotnet("Hello", ["publish", .. StandInToolchain.LldArguments, "-p:LambdaArchitectures=x86_64%3Barm64"]);
        foreach (string rid in new[] { "linux-x64", "linux-arm64" })
            Assert.Equal(s_published, FunctionPublishTests.Files(workspace["out put/publish/Hello/release_" + rid]));
        Assert.False(Directory.Exists(workspace["Hello/bin"]) || Directory.Exists(workspace["Hello/obj"]));
    }

    [Fact]
    public void The_publish_folder_is_the_projects_to_choose()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(properties: "<PublishDir>../out put</PublishDir>");
        workspace.PublishStandIn("Hello");
        Assert.Equal(s_published, FunctionPublishTests.Files(workspace["out put"]));
        workspace.PublishStandIn("Hello", $"-p:PublishDir={workspace["elsewhere"]}");
        Assert.Equal(s_published, FunctionPublishTests.Files(workspace["elsewhere"]));
    }

    [Fact]
    public void A_debug_publish_has_a_folder_of_its_own_and_the_same_package()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        DotnetResult result = workspace.PublishStandIn("Hello", "-c", "Debug");
        Assert.Empty(result.WarningCodes);
        Assert.Equal(s_published, FunctionPublishTests.Files(workspace["Hello/bin/Debug/net9.0/linux-x64/publish"]));
        Assert.Equal(["bootstrap 755"], FunctionPublishTests.Entries(workspace["Hello/bin/Debug/net9.0/linux-x64/publish/lambda.zip"]));
    }
}
