namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Solutions: several functions, what they share, and their tests.</summary>
public sealed class SolutionTests
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
    public void Functions_that_share_a_library_publish_in_parallel_but_not_into_one_folder()
    {
        using var workspace = new Workspace { Processes = 4 };
        string[] functions = ["First", "Second", "Third"];
        foreach (string function in functions)
            workspace.WriteFunction(function, items: "<ItemGroup><ProjectReference Include=\"../Shared/Shared.csproj\" /></ItemGroup>");
        workspace.Write("Shared/Shared.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
              <ItemGroup><Content Include="shared.json" CopyToPublishDirectory="PreserveNewest" /></ItemGroup>
            </Project>
            """);
        workspace.Write("Shared/shared.json", "{}");
        workspace.Write("All.slnx", $"<Solution>{string.Concat(functions.Append("Shared").Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
        workspace.PublishStandIn("", "All.slnx");
        foreach (string function in functions)
            Assert.Equal(["bootstrap 755", "shared.json 644"], FunctionPublishTests.Entries(workspace[$"{function}/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));

        DotnetResult result = workspace.PublishStandInFails("", "All.slnx", "-o", workspace["out"]);
        Assert.Equal(["LN1019"], result.ErrorCodes);
        Assert.All(functions, function => Assert.Contains($"and {function} is published", result.Output));
        Assert.False(File.Exists(workspace["out/lambda.zip"]));
    }

    [Fact]
    public void A_solution_with_one_function_may_name_the_folder()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction("First");
        workspace.Write("Shared/Shared.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net9.0</TargetFramework><IsPublishable>false</IsPublishable></PropertyGroup></Project>");
        workspace.Write("All.slnx", "<Solution><Project Path=\"First/First.csproj\" /><Project Path=\"Shared/Shared.csproj\" /></Solution>");
        workspace.PublishStandIn("", "All.slnx", "-o", workspace["out"]);
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace["out"]));
    }
}
