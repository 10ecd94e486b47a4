namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Functions in the company of other projects.</summary>
public sealed class SolutionShapeTests
{
    [Fact]
    public void Two_functions_and_the_tests_of_one_build_test_and_publish_as_a_solution()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction("First");
        workspace.WriteFunction("Second");
        OrdinaryBuildTests.WriteTestProject(workspace, "First.Tests", "../First/First.csproj");
        workspace.Dotnet("", "new", "sln", "-n", "All", "--format", "sln");
        workspace.Dotnet("", "sln", "add", "First", "Second", "First.Tests");
        workspace.Dotnet("", "build", "All.sln");
        Assert.Contains("Passed!", workspace.Dotnet("", "test", "All.sln").Output);
        workspace.PublishStandIn("", "All.sln");
        foreach (string function in new[] { "First", "Second" })
            Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace[$"{function}/bin/Release/net9.0/linux-x64/publish"]));
    }

    [Fact]
    public void Central_versions_and_a_library_on_the_runtime_package_go_together()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><ProjectReference Include=\"../Shared/Shared.csproj\" /></ItemGroup>");
        workspace.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
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
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace["Hello/bin/Release/net9.0/linux-x64/publish"]));
    }

    [Fact]
    public void The_SDK_can_be_layered_on_another()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj")
            .Replace("Sdk=\"Lambda.Native.Sdk", "Sdk=\"Microsoft.NET.Sdk;Lambda.Native.Sdk")
            .Replace("</PropertyGroup>", "<OutputType>Exe</OutputType></PropertyGroup>"));
        workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace["Hello/bin/Release/net9.0/linux-x64/publish"]));
    }

    [Fact]
    public void The_version_can_come_from_global_json()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Hello.csproj", workspace.Read("Hello/Hello.csproj").Replace($"Lambda.Native.Sdk/{TestEnvironment.Version}", "Lambda.Native.Sdk"));
        workspace.Write("global.json", $"{{ \"msbuild-sdks\": {{ \"Lambda.Native.Sdk\": \"{TestEnvironment.Version}\" }} }}");
        workspace.PublishStandIn("Hello");
        Assert.True(File.Exists(workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }
}
