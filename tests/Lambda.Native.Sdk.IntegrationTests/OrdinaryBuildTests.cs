using System.Text.Json;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Build, test and design-time builds of a function are those of any .NET program.</summary>
public sealed class OrdinaryBuildTests
{
    // What writes. The linker probe and the diagnostics do not, but have no business in a build either.
    private static readonly string[] s_tasks = ["CreatePackage", "ReportPackage", "CheckPackageFiles", "DescribePackageFiles", "ProbeLinker", "LogDiagnostic"];

    [Fact]
    public void A_build_is_portable_and_runs_none_of_our_tasks()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        DotnetResult result = workspace.Dotnet("Hello", "build");
        Assert.Empty(result.Tasks.Intersect(s_tasks));
        Assert.True(File.Exists(workspace["Hello/bin/Debug/net9.0/Hello.dll"]));
        Assert.False(Directory.Exists(workspace["Hello/bin/Debug/net9.0/linux-x64"]));
    }

    [Fact]
    public void A_design_time_build_runs_none_of_our_tasks()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Dotnet("Hello", "restore");
        DotnetResult result = workspace.Dotnet("Hello", "msbuild", "-t:ResolveAssemblyReferencesDesignTime;ResolvePackageDependenciesDesignTime;Compile",
            "-p:DesignTimeBuild=true", "-p:BuildProjectReferences=false", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.Empty(result.Tasks.Intersect(s_tasks));
    }

    // An editor asks before anything was restored, and while somebody types.
    [Fact]
    public void A_design_time_build_of_an_unfinished_project_says_nothing_and_gives_the_compilers_arguments()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(properties: "<LambdaArchitectures>sparc</LambdaArchitectures><PublishAot>false</PublishAot><LambdaRuntimeLibrary>maybe</LambdaRuntimeLibrary>");
        DotnetResult result = workspace.Dotnet("Hello", "msbuild", "-t:Compile;CoreCompile", "-p:DesignTimeBuild=true", "-p:BuildProjectReferences=false",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs");
        Assert.Contains("Function.cs", result.Output);
        Assert.Empty(result.WarningCodes);
        Assert.Empty(result.Tasks.Intersect(s_tasks));
        Assert.DoesNotContain(Directory.GetFiles(workspace["Hello"], "*", SearchOption.AllDirectories), file => file.EndsWith(".dll", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linux-x64", "linux-arm64")]
    [InlineData("linux-arm64", "linux-x64")]
    public void No_pack_is_restored_for_an_architecture_that_nobody_asked_for(string asked, string other)
    {
        using var workspace = new Workspace(standInPacks: true);
        workspace.WriteFunction(properties: $"<LambdaArchitectures>{(asked == "linux-x64" ? "x86_64" : "arm64")}</LambdaArchitectures>");
        workspace.Dotnet("Hello", "restore");
        using JsonDocument assets = JsonDocument.Parse(workspace.Read("Hello/obj/project.assets.json"));
        string text = assets.RootElement.GetProperty("project").GetRawText();
        Assert.Contains(asked, text);
        // The host's own tools are needed whatever is published for.
        string foreign = text.Replace("runtime.linux-x64.Microsoft.DotNet.ILCompiler", "").Replace("Microsoft.NETCore.App.Host.linux-x64", "");
        Assert.DoesNotContain(other, foreign);
    }

    [Fact]
    public void A_test_project_that_references_a_function_builds_and_tests()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        WriteTestProject(workspace, "Hello.Tests", "../Hello/Hello.csproj");
        DotnetResult result = workspace.Dotnet("Hello.Tests", "test");
        Assert.Contains("Passed!", result.Output);
        Assert.Empty(result.Tasks.Intersect(s_tasks));
    }

    internal static void WriteTestProject(Workspace workspace, string folder, string reference)
    {
        workspace.Write($"{folder}/{folder}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.0.1" />
                <PackageReference Include="xunit" Version="2.9.3" />
                <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                <ProjectReference Include="{reference}" />
              </ItemGroup>
            </Project>
            """);
        workspace.Write($"{folder}/Tests.cs", """
            using Lambda.Native;
            using Xunit;

            public sealed class Tests
            {
                [Fact]
                public void A_handler_can_be_given_a_context()
                {
                    Assert.NotNull(typeof(Marker));
                    Assert.Equal("id", LambdaContext.Create("id").RequestId);
                }
            }
            """);
    }
}
