namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Projects that leave to a file above them what they are made with.</summary>
public sealed class CentralSettingsTests
{
    private const string Publish = "Hello/bin/Release/net9.0/linux-x64/publish";

    [Fact]
    public void Central_versions_and_a_library_on_the_runtime_package_go_together()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><ProjectReference Include=\"../Shared/Shared.csproj\" /></ItemGroup>");
        workspace.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <CentralPackageTransitivePinningEnabled>true</CentralPackageTransitivePinningEnabled>
              </PropertyGroup>
              <ItemGroup><PackageVersion Include="Lambda.Native.Runtime" Version="{TestEnvironment.Version}" /></ItemGroup>
            </Project>
            """);
        workspace.Write("Shared/Shared.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Lambda.Native.Runtime" /></ItemGroup>
            </Project>
            """);
        workspace.Write("Shared/Shared.cs", "public static class Shared { public static string Id(Lambda.Native.LambdaContext context) => context.RequestId; }");
        workspace.Dotnet("Hello", "build");
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace[Publish]));
    }

    [Fact]
    public void A_project_may_say_nothing_and_Directory_Build_files_everything()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Hello.csproj", "<Project Sdk=\"Lambda.Native.Sdk\" />");
        workspace.Write("global.json", $"{{ \"msbuild-sdks\": {{ \"Lambda.Native.Sdk\": \"{TestEnvironment.Version}\" }} }}");
        workspace.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net9.0</TargetFramework>
                <LambdaCompressionLevel>none</LambdaCompressionLevel>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
            </Project>
            """);
        workspace.Write("Directory.Build.targets", """
            <Project>
              <PropertyGroup><LambdaMaxZipSize>100000</LambdaMaxZipSize></PropertyGroup>
              <ItemGroup><LambdaPackageFile Include="$(MSBuildThisFileDirectory)common.txt" /></ItemGroup>
              <Target Name="Tell" AfterTargets="AfterLambdaPackage"><Message Importance="high" Text="after @(LambdaPackage->'%(Filename)')" /></Target>
            </Project>
            """);
        workspace.Write("common.txt", new string(' ', 50_000));
        Assert.Contains("after lambda", workspace.PublishStandIn("Hello").Output);
        Assert.Equal(["bootstrap 755", "common.txt 644"], FunctionPublishTests.Entries(workspace[Publish + "/lambda.zip"]));
        Assert.True(new FileInfo(workspace[Publish + "/lambda.zip"]).Length > 50_000);

        workspace.Write("common.txt", new string(' ', 100_000));
        Assert.Equal(["LN3014"], workspace.PublishStandInFails("Hello").ErrorCodes);
    }

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk;Lambda.Native.Sdk/{0}\">{1}</Project>")]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><Sdk Name=\"Lambda.Native.Sdk\" Version=\"{0}\" />{1}</Project>")]
    [InlineData("<Project><Import Project=\"Sdk.props\" Sdk=\"Lambda.Native.Sdk\" Version=\"{0}\" />{1}<Import Project=\"Sdk.targets\" Sdk=\"Lambda.Native.Sdk\" Version=\"{0}\" /></Project>")]
    public void The_SDK_can_be_named_in_every_way_and_layered_on_another(string project)
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Hello.csproj", string.Format(project, TestEnvironment.Version, "<PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>"));
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace[Publish]));
    }
}
