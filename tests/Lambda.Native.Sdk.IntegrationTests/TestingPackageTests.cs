using System.Text.RegularExpressions;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Lambda.Native.Testing as a stranger has it: the packed package, in the template's test project.</summary>
[Collection(nameof(RealPublish))]
public sealed partial class TestingPackageTests(RealPublish publish)
{
    /// <summary>For the oldest framework and the newest.</summary>
    [Fact]
    public void What_the_documentation_shows_compiles_and_passes()
    {
        using var workspace = new Workspace();
        string[] template = ["new", "install", Path.Combine(TestEnvironment.Packages, $"Lambda.Native.Templates.{TestEnvironment.Version}.nupkg"), "--debug:custom-hive", workspace["hive"]];
        workspace.Dotnet("", template);
        workspace.Dotnet("", "new", "lambda-native", "-n", "Hello", "--tests", "--framework", "net8.0", "--no-restore", "--debug:custom-hive", workspace["hive"]);
        const string project = "Hello/Hello.Tests/Hello.Tests.csproj";
        workspace.Write(project, workspace.Read(project).Replace("<TargetFramework>net8.0</TargetFramework>", "<TargetFrameworks>net8.0;net10.0</TargetFrameworks>"));
        string docs = File.ReadAllText(Path.Combine(TestEnvironment.RepositoryRoot, "docs", "testing.md"));
        string[] blocks = [.. Block().Matches(docs).Select(match => match.Groups[1].Value)];
        int tests = blocks.Sum(block => block.Split("[Fact]").Length - 1);
        Assert.True(tests > 5);
        workspace.Write("Hello/Hello.Tests/FunctionTests.cs", $$"""
            using System.Buffers;
            using Lambda.Native;
            using Lambda.Native.Emulator;
            using Lambda.Native.Testing;
            using Xunit;

            {{string.Concat(blocks.Select((block, number) => $"public sealed class Block{number}\n{{\n{block}}}\n"))}}
            """);
        workspace.Variables["LAMBDA_PACKAGE"] = publish.Package;
        DotnetResult result = workspace.Dotnet("Hello", "test");
        Assert.Empty(result.WarningCodes);
        Assert.Equal(2, result.Output.Split($"Passed:{tests,6}").Length - 1);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
