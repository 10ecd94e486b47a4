namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Test projects that are programs themselves, as those of xunit v3 and of Microsoft.Testing.Platform are, and reference a function.</summary>
public sealed class TestProjectTests
{
    [Fact]
    public void Xunit_v3_tests_a_function_under_VSTest()
    {
        using var workspace = new Workspace();
        Write(workspace, """
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
            """);
        Assert.Contains("Passed!", workspace.Dotnet("Hello.Tests", "test").Output);
    }

    [Fact]
    public void Microsoft_Testing_Platform_tests_a_function_and_the_solution_can_be_published()
    {
        using var workspace = new Workspace();
        Write(workspace, "");
        workspace.Write("global.json", "{ \"test\": { \"runner\": \"Microsoft.Testing.Platform\" } }");
        workspace.Write("All.slnx", "<Solution><Project Path=\"Hello/Hello.csproj\" /><Project Path=\"Hello.Tests/Hello.Tests.csproj\" /></Solution>");
        Assert.Contains("succeeded: 1", workspace.Dotnet("", "test", "--solution", "All.slnx").Output);
        // Where all is self-contained that is published, a program may refer to a function that is (NETSDK1151).
        workspace.PublishStandIn("", "All.slnx");
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace["Hello/bin/Release/net9.0/linux-x64/publish"]));
    }

    private static void Write(Workspace workspace, string packages)
    {
        workspace.WriteFunction();
        OrdinaryBuildTests.WriteTestProject(workspace, "Hello.Tests", "../Hello/Hello.csproj");
        workspace.Write("Hello.Tests/Hello.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="xunit.v3" Version="3.2.2" />
                {packages}
                <ProjectReference Include="../Hello/Hello.csproj" />
              </ItemGroup>
            </Project>
            """);
    }
}
