using Lambda.Native.Tests;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The gate in a publish: a binary that Lambda would not run leaves no package behind.</summary>
public sealed class BinaryCheckTests
{
    private const string Package = "Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip";

    private static Workspace WithLibrary(ElfBuilder? library, string metadata = "", string properties = "")
    {
        var workspace = new Workspace();
        workspace.WriteFunction(properties: properties, items: $"<ItemGroup><Content Include=\"libfoo.so\" CopyToPublishDirectory=\"Always\" {metadata} /></ItemGroup>");
        File.WriteAllBytes(workspace["Hello/libfoo.so"], (library ?? ElfBuilder.Library("libc.so.6")).Build());
        return workspace;
    }

    private static ElfBuilder ForArm64 => new() { Type = 3, Interpreter = null, Machine = ElfBuilder.Arm64 };

    private static ElfBuilder ForNewerGlibc => new() { Type = 3, Interpreter = null, Imports = [("strlcpy", "GLIBC_2.38", "libc.so.6", ElfBuilder.Weak)] };

    private static void AssertNoPackage(Workspace workspace) =>
        Assert.Empty(Directory.GetFiles(workspace.Root, "lambda.zip*", SearchOption.AllDirectories));

    [Fact]
    public void A_library_for_another_processor_or_a_newer_glibc_stops_the_publish_and_takes_the_old_package_along()
    {
        using Workspace workspace = WithLibrary(null);
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace[Package]));

        File.WriteAllBytes(workspace["Hello/libfoo.so"], ForArm64.Build());
        DotnetResult result = workspace.PublishStandInFails("Hello");
        Assert.Equal(["LN2025"], result.ErrorCodes);
        Assert.Contains("libfoo.so", result.Output);
        Assert.Contains("made for arm64, but the function is for x86_64", result.Output);
        AssertNoPackage(workspace);

        // What was refused stays refused.
        Assert.Equal(["LN2025"], workspace.PublishStandInFails("Hello").ErrorCodes);
        AssertNoPackage(workspace);

        File.WriteAllBytes(workspace["Hello/libfoo.so"], ForNewerGlibc.Build());
        result = workspace.PublishStandInFails("Hello");
        Assert.Equal(["LN2029"], result.ErrorCodes);
        Assert.Contains("strlcpy in version GLIBC_2.38 of libc.so.6, but provided.al2023 ends at GLIBC_2.34", result.Output);
        AssertNoPackage(workspace);

        File.WriteAllBytes(workspace["Hello/libfoo.so"], ElfBuilder.Library("libc.so.6").Build());
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace[Package]));
    }

    [Fact]
    public void A_missing_library_is_named_and_a_layer_can_bring_it()
    {
        using Workspace workspace = WithLibrary(ElfBuilder.Library("liblayer.so.1"));
        DotnetResult result = workspace.PublishStandInFails("Hello");
        Assert.Equal(["LN2028"], result.ErrorCodes);
        Assert.Contains("liblayer.so.1", result.Output);
        AssertNoPackage(workspace);

        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj").Replace("</Project>", "<ItemGroup><LambdaLayerLibrary Include=\"liblayer.so.1\" /></ItemGroup></Project>"));
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace[Package]));
    }

    [Fact]
    public void A_warning_leaves_the_package_and_comes_again_with_every_publish()
    {
        using Workspace workspace = WithLibrary(ForNewerGlibc, properties: "<LambdaBinaryChecks>warning</LambdaBinaryChecks>");
        for (int i = 0; i < 2; i++)
        {
            DotnetResult result = workspace.PublishStandIn("Hello");
            Assert.Equal(["LN2029"], result.WarningCodes);
            Assert.Single(result.Output.Split('\n').Where(line => line.Contains("warning LN2029")).Distinct());
            Assert.True(File.Exists(workspace[Package]));
        }
        Assert.Equal(["LN2029"], workspace.PublishStandInFails("Hello", "-p:LambdaBinaryChecks=error").ErrorCodes);
        AssertNoPackage(workspace);
    }

    [Fact]
    public void A_files_own_choice_reaches_the_gate()
    {
        using Workspace workspace = WithLibrary(ForArm64, metadata: "LambdaBinaryChecks=\"none\"");
        DotnetResult result = workspace.PublishStandIn("Hello");
        Assert.Empty(result.WarningCodes);
        Assert.True(result.Ran("_LambdaCheckPackage", "CheckBinaries"));
        Assert.True(File.Exists(workspace[Package]));
    }

    [Fact]
    public void What_has_not_changed_is_not_checked_again()
    {
        using Workspace workspace = WithLibrary(null);
        DotnetResult first = workspace.PublishStandIn("Hello");
        Assert.True(first.Ran("_LambdaCheckBinaries", "CheckBinaries"));
        Assert.True(first.Ran("_LambdaCheckPackage", "CheckBinaries"));
        Assert.DoesNotContain("CheckBinaries", workspace.PublishStandIn("Hello").Tasks);
        Assert.True(workspace.PublishStandIn("Hello", "-p:LambdaHardeningChecks=warning").Ran("_LambdaCheckBinaries", "CheckBinaries"));
    }

    [Fact]
    public void A_bootstrap_that_is_not_what_was_asked_for_is_refused()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.PublishStandIn("Hello", "-p:PositionIndependentExecutable=true");
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace[Package]));
        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj").Replace("</Project>", "<ItemGroup><LinkerArg Include=\"-pie\" /></ItemGroup></Project>"));
        Assert.Equal(["LN2035"], workspace.PublishStandInFails("Hello").ErrorCodes);
        AssertNoPackage(workspace);
    }

    [Fact]
    public void A_package_that_holds_other_than_what_was_checked_is_refused()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        File.WriteAllBytes(workspace["other"], new ElfBuilder { Imports = [("fmod", "GLIBC_2.38", "libm.so.6", ElfBuilder.Global)] }.Build());
        // Between the two checks: what a target of the user's may do.
        workspace.Write("Directory.Build.targets", """
            <Project>
              <Target Name="Spoil" AfterTargets="_LambdaCheckBinaries">
                <Copy SourceFiles="../other" DestinationFiles="$(NativeBinary)" />
              </Target>
            </Project>
            """);
        DotnetResult result = workspace.PublishStandInFails("Hello");
        Assert.Equal(["LN2029"], result.ErrorCodes);
        Assert.Contains("bootstrap in ", result.Output);
        AssertNoPackage(workspace);
    }

    [Theory]
    [InlineData("LN2020", "-p:LambdaTargetRuntime=provided.al2", "30 June 2026")]
    [InlineData("LN2021", "-p:LambdaTargetRuntime=provided.al2042", "It knows: provided.al2023")]
    [InlineData("LN2022", "-p:LambdaBinaryChecks=loud", "error, warning or none")]
    [InlineData("LN2022", "-p:LambdaHardeningChecks=loud", "error, warning or none")]
    public void A_value_that_means_nothing_is_refused_before_anything_is_compiled(string code, string argument, string words)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        DotnetResult result = workspace.PublishStandInFails("Hello", argument);
        Assert.Equal([code], result.ErrorCodes);
        Assert.Contains(words, result.Output);
        Assert.DoesNotContain("Generating native code", result.Output);
        AssertNoPackage(workspace);
    }
}
