namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Every mistake is one coded line, and no package is left behind.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("LN1001", "-r", "win-x64")]
    [InlineData("LN1001", "-r", "osx-arm64")]
    [InlineData("LN1001", "-r", "linux-musl-x64")]
    [InlineData("LN1002", "-p:LambdaArchitectures=sparc")]
    [InlineData("LN1002", "-r", "linux-x64", "-p:LambdaArchitectures=sparc")]
    [InlineData("LN1002", "-p:LambdaArchitectures=x86_64%3Bsparc")]
    [InlineData("LN1003", "-p:LambdaArchitectures=x86_64%3Barm64", "-p:NETCoreSdkVersion=10.0.300")]
    [InlineData("LN1005", "-p:NETCoreSdkVersion=9.0.300")]
    [InlineData("LN1006", "-p:TargetFramework=net7.0")]
    [InlineData("LN1006", "-p:TargetFramework=netstandard2.0")]
    [InlineData("LN1008", "-p:OutputType=Library")]
    [InlineData("LN1009", "-p:PublishAot=false")]
    [InlineData("LN1010", "-p:SelfContained=false")]
    [InlineData("LN1010", "--no-self-contained")]
    [InlineData("LN1011", "-p:PublishTrimmed=false")]
    [InlineData("LN1012", "-p:PublishSingleFile=true")]
    [InlineData("LN1013", "-p:InvariantGlobalization=false")]
    [InlineData("LN1016", "-p:LambdaGCRegionRange=32GB")]
    [InlineData("LN1016", "-p:LambdaGCConserveMemory=10")]
    [InlineData("LN1017", "-p:LambdaRuntimeLibrary=other")]
    [InlineData("LN3010", "-p:LambdaCompressionLevel=9")]
    [InlineData("LN3010", "-p:LambdaMaxZipSize=5MB")]
    [InlineData("LN3010", "-p:LambdaSymbolicLinks=no")]
    [InlineData("LN3010", "-p:LambdaSecretChecks=no")]
    [InlineData("LN3014", "-p:LambdaMaxZipSize=1")]
    public void What_a_function_cannot_be_is_refused(string code, params string[] arguments)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        DotnetResult result = workspace.PublishStandInFails("Hello", arguments);
        Assert.Equal([code], result.ErrorCodes);
        AssertNoPackage(workspace);
    }

    [Fact]
    public void A_framework_for_one_operating_system_is_refused()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(framework: "net9.0-windows");
        DotnetResult result = workspace.PublishStandInFails("Hello");
        // The .NET SDK's own says the same on other systems than Windows.
        Assert.Contains(Assert.Single(result.ErrorCodes), new[] { "LN1007", "NETSDK1100" });
        AssertNoPackage(workspace);
    }

    [Fact]
    public void Several_frameworks_need_a_choice()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj").Replace("<TargetFramework>net9.0</TargetFramework>", "<TargetFrameworks>net9.0;net8.0</TargetFrameworks>"));
        // The .NET SDK's own words: "specify the framework for the published application".
        Assert.Equal(["NETSDK1129"], workspace.PublishStandInFails("Hello").ErrorCodes);
        workspace.PublishStandIn("Hello", "-f", "net9.0");
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }

    [Fact]
    public void ICU_brought_along_is_taken()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(
            properties: "<InvariantGlobalization>false</InvariantGlobalization>",
            items: "<ItemGroup><RuntimeHostConfigurationOption Include=\"System.Globalization.AppLocalIcu\" Value=\"72.1.0.3\" /></ItemGroup>");
        Assert.DoesNotContain("LN1013", workspace.PublishStandIn("Hello").Output);
    }

    [Theory]
    [InlineData("<LambdaArchitectures>arm64</LambdaArchitectures>")]
    [InlineData("<LambdaArchitectures Condition=\"'$(LambdaArchitectures)' == ''\">arm64</LambdaArchitectures>")]
    public void A_property_that_comes_too_late_is_warned_of(string property)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Directory.Build.targets", $"<Project><PropertyGroup>{property}</PropertyGroup></Project>");
        Assert.Equal(["LN1014"], workspace.PublishStandIn("Hello").WarningCodes);
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }

    [Theory]
    [InlineData("msbuild", "-t:Publish", "-restore")]
    [InlineData("build", "-t:Publish")]
    public void The_target_alone_is_no_publish(params string[] arguments)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        Assert.Equal(["LN1015"], workspace.DotnetFails("Hello", arguments).ErrorCodes);
        AssertNoPackage(workspace);
    }

    [Fact]
    public void The_machines_own_compiler_does_not_link_for_another_processor()
    {
        string other = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-x64" : "linux-arm64";
        using var workspace = new Workspace();
        workspace.WriteFunction();
        DotnetResult result = workspace.DotnetFails("Hello", "publish", "-r", other, "-p:LambdaLinker=system");
        // Before the restore, which would only speak of a missing package.
        Assert.Equal(["LN2003"], result.ErrorCodes);
    }

    [Fact]
    public void A_machine_without_a_linker_is_told_what_to_install_before_anything_is_compiled()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Variables["PATH"] = Directory.CreateDirectory(workspace["empty"]).FullName;
        DotnetResult result = workspace.DotnetFails("Hello", "publish");
        Assert.Equal(["LN2001"], result.ErrorCodes);
        Assert.Contains("apt install lld", result.Output);
        Assert.DoesNotContain("Generating native code", result.Output);
    }

    [Fact]
    public void A_compiler_without_the_C_library_is_found_out_before_anything_is_compiled()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.WriteScript("path/gcc", "echo '/usr/bin/ld: cannot find Scrt1.o: No such file or directory' >&2\nexit 1");
        workspace.Variables["PATH"] = workspace["path"];
        DotnetResult result = workspace.DotnetFails("Hello", "publish");
        Assert.Equal(["LN2002"], result.ErrorCodes);
        Assert.Contains("cannot find Scrt1.o", result.Output);
        Assert.DoesNotContain("Generating native code", result.Output);
    }

    [Theory]
    [InlineData("LN3001", "<Content Include=\"a.txt\" TargetPath=\"../evil.txt\" CopyToPublishDirectory=\"Always\" />")]
    [InlineData("LN3002", "<Content Include=\"a.txt\" TargetPath=\"bootstrap\" CopyToPublishDirectory=\"Always\" />")]
    [InlineData("LN3003", "<Content Include=\"a.txt\" TargetPath=\"lambda.zip\" CopyToPublishDirectory=\"Always\" />")]
    [InlineData("LN3004", "<Content Include=\"obj/*.json\" CopyToPublishDirectory=\"Always\" />")]
    [InlineData("LN3008", "<Content Include=\"nothere.txt\" CopyToPublishDirectory=\"Always\" />")]
    [InlineData("LN3005", "<Content Include=\"a.txt;b.txt\" TargetPath=\"c.txt\" CopyToPublishDirectory=\"Always\" />")]
    public void Contents_without_a_place_stop_the_publish_and_take_the_old_package_along(string code, string item)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/a.txt", "a");
        workspace.Write("Hello/b.txt", "b");
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));

        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj").Replace("</Project>", $"<ItemGroup>{item}</ItemGroup></Project>"));
        Assert.Equal([code], workspace.PublishStandInFails("Hello").ErrorCodes);
        AssertNoPackage(workspace);
        Assert.False(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/evil.txt"]));
    }

    [Fact]
    public void A_publish_folder_that_cannot_be_written_is_an_error()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("out", "a file where the folder should be");
        Assert.NotEmpty(workspace.PublishStandInFails("Hello", "-o", workspace["out"]).ErrorCodes);
        AssertNoPackage(workspace);
    }

    [Fact]
    public void A_package_that_cannot_be_replaced_is_an_error()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        Directory.CreateDirectory(workspace["out/lambda.zip/in the way"]);
        Assert.Equal(["LN3006"], workspace.PublishStandInFails("Hello", "-o", workspace["out"]).ErrorCodes);
        Assert.False(File.Exists(workspace["out/lambda.zip.tmp"]));
    }

    private static void AssertNoPackage(Workspace workspace) =>
        Assert.Empty(Directory.GetFiles(workspace.Root, "lambda.zip*", SearchOption.AllDirectories));
}
