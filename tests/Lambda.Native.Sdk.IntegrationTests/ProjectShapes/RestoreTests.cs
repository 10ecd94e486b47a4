namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>A publish in steps, as build servers take them: restore, build, publish, each without the one before; with a lock file; without a network.</summary>
public sealed class RestoreTests
{
    private const string Package = "Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip";

    [Fact]
    public void A_restore_or_a_build_is_all_that_no_restore_asks_for()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Dotnet("Hello", "build");
        workspace.PublishStandIn("Hello", "--no-restore");
        Assert.True(File.Exists(workspace[Package]));
    }

    [Fact]
    public void No_build_takes_what_was_built_for_Lambda_and_says_so_where_nothing_was()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Dotnet("Hello", "build", "-c", "Release");
        Assert.Equal(["LN1018"], workspace.PublishStandInFails("Hello", "--no-build").ErrorCodes);
        Assert.False(File.Exists(workspace[Package]));

        workspace.Dotnet("Hello", "build", "-c", "Release", "-r", "linux-x64");
        workspace.PublishStandIn("Hello", "--no-build");
        Assert.True(File.Exists(workspace[Package]));
    }

    [Fact]
    public void A_lock_file_holds_for_restore_build_and_publish_of_one_architecture_and_of_both()
    {
        using var workspace = new Workspace(standInPacks: true);
        workspace.WriteFunction(properties: "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile><LambdaArchitectures>x86_64;arm64</LambdaArchitectures>");
        workspace.Dotnet("Hello", "restore");
        string locked = workspace.Read("Hello/packages.lock.json");
        workspace.Dotnet("Hello", "build", "-p:RestoreLockedMode=true");
        foreach (string[] arguments in new string[][] { [], ["-r", "linux-arm64"] })
            workspace.Dotnet("Hello", ["publish", .. StandInToolchain.LldArguments, "-p:RestoreLockedMode=true", .. arguments]);
        Assert.Equal(locked, workspace.Read("Hello/packages.lock.json"));
    }

    [Fact]
    public void What_a_restore_fetched_is_enough_for_a_publish_without_any_source()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Dotnet("Hello", "restore");
        string config = workspace.Read("nuget.config");
        workspace.Write("nuget.config", config[..config.IndexOf("<packageSources>", StringComparison.Ordinal)] + "<packageSources><clear /></packageSources>" + config[(config.IndexOf("</packageSources>", StringComparison.Ordinal) + "</packageSources>".Length)..]);
        Directory.Delete(workspace["Hello/obj"], recursive: true);
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace[Package]));
    }
}
