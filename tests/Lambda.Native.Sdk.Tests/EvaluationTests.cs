using Microsoft.Build.Evaluation;

namespace Lambda.Native.Sdk.Tests;

public sealed class EvaluationTests
{
    private static readonly (string, string) s_publishing = ("_IsPublishing", "true");

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net9.0")]
    [InlineData("net8.0")]
    public void A_framework_is_all_a_function_has_to_say(string framework)
    {
        using var project = new EvaluatedProject(framework: framework, global: s_publishing);
        Assert.Equal(("Exe", "true", "enable", "enable"), (project["OutputType"], project["PublishAot"], project["Nullable"], project["ImplicitUsings"]));
        Assert.Equal(("linux-x64", "true", "false"), (project["RuntimeIdentifier"], project["SelfContained"], project["UseAppHost"]));
        foreach (string name in new[] { "Lambda.Native.Runtime", "Lambda.Native.Events" })
        {
            ProjectItem package = Assert.Single(project.Items("PackageReference"), item => item.EvaluatedInclude == name);
            Assert.Equal(("1.2.3-evaluated", "true"), (package.GetMetadataValue("Version"), package.GetMetadataValue("IsImplicitlyDefined")));
        }
    }

    [Theory]
    [InlineData("Windows_NT", "true")]
    [InlineData("Unix", "")]
    public void Windows_is_a_host_like_any_other(string os, string expected)
    {
        // ILCompiler refuses to compile for Linux there unless told otherwise.
        using var project = new EvaluatedProject(global: [("_IsPublishing", "true"), ("OS", os)]);
        Assert.Equal(expected, project["DisableUnsupportedError"]);
    }

    [Theory]
    [InlineData("", "true")]
    [InlineData("<OutputType>Library</OutputType>", "")]
    [InlineData("<IsTestProject>true</IsTestProject>", "")]
    public void The_generator_knows_the_project_that_becomes_the_bootstrap(string properties, string expected)
    {
        using var project = new EvaluatedProject(properties);
        Assert.Equal(expected, project["_LambdaIsFunctionProject"]);
        Assert.Contains(project.Items("CompilerVisibleProperty"), item => item.EvaluatedInclude == "_LambdaIsFunctionProject");
    }

    [Fact]
    public void A_build_is_for_the_machine_it_runs_on()
    {
        using var project = new EvaluatedProject();
        Assert.Equal(("", "linux-x64", "false"), (project["RuntimeIdentifier"], project["PublishRuntimeIdentifier"], project["SelfContained"]));
        Assert.Equal(["linux-x64"], project["RuntimeIdentifiers"].Split(';', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("x86_64", "linux-x64")]
    [InlineData("arm64", "linux-arm64")]
    public void The_architecture_decides_the_runtime_identifier(string architecture, string expected)
    {
        using var inProject = new EvaluatedProject($"<LambdaArchitectures>{architecture}</LambdaArchitectures>", global: s_publishing);
        using var inProps = new EvaluatedProject(buildProps: $"<LambdaArchitectures>{architecture}</LambdaArchitectures>", global: s_publishing);
        using var onCommandLine = new EvaluatedProject(global: [s_publishing, ("LambdaArchitectures", architecture)]);
        foreach (EvaluatedProject project in new[] { inProject, inProps, onCommandLine })
        {
            Assert.Equal((expected, architecture), (project["RuntimeIdentifier"], project["LambdaArchitectures"]));
            Assert.Equal([expected], project["RuntimeIdentifiers"].Split(';', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void The_runtime_identifier_of_the_command_line_wins()
    {
        using var project = new EvaluatedProject("<LambdaArchitectures>x86_64</LambdaArchitectures>", global: [s_publishing, ("RuntimeIdentifier", "linux-arm64")]);
        Assert.Equal("linux-arm64", project["RuntimeIdentifier"]);
        Assert.DoesNotContain("linux-x64", project["RuntimeIdentifiers"]);
    }

    [Fact]
    public void The_runtime_identifiers_of_the_project_are_kept()
    {
        using var project = new EvaluatedProject("<RuntimeIdentifiers>osx-arm64</RuntimeIdentifiers>");
        Assert.Equal(["linux-x64", "osx-arm64"], project["RuntimeIdentifiers"].Split(';', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Theory]
    [InlineData("PublishAot", "true")]
    [InlineData("InvariantGlobalization", "true")]
    [InlineData("ConcurrentGarbageCollection", "false")]
    [InlineData("Nullable", "enable")]
    [InlineData("ImplicitUsings", "enable")]
    [InlineData("StripSymbols", "false")]
    [InlineData("IlcDehydrate", "false")]
    [InlineData("IlcDisableVxsort", "true")]
    [InlineData("PositionIndependentExecutable", "false")]
    [InlineData("LambdaRunPath", "none")]
    [InlineData("LambdaGCNumaAware", "false")]
    [InlineData("CopyLocalLockFileAssemblies", "false")]
    [InlineData("PublishDocumentationFiles", "false")]
    [InlineData("CopyOutputSymbolsToPublishDirectory", "false")]
    [InlineData("AllowedReferenceRelatedFileExtensions", ".none")]
    [InlineData("EnableAppHostPackDownload", "false")]
    [InlineData("IncludeSourceRevisionInInformationalVersion", "false")]
    public void Every_default_can_be_overridden(string property, string expected)
    {
        using var asIs = new EvaluatedProject(global: s_publishing);
        Assert.Equal(expected, asIs[property]);
        using var inProject = new EvaluatedProject($"<{property}>other</{property}>", global: s_publishing);
        Assert.Equal("other", inProject[property]);
        using var inProps = new EvaluatedProject(buildProps: $"<{property}>other</{property}>", global: s_publishing);
        Assert.Equal("other", inProps[property]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<ServerGarbageCollection>true</ServerGarbageCollection>", "true")]
    public void A_web_project_has_the_collector_of_a_function_unless_it_says_otherwise(string properties, string expected)
    {
        using var project = new EvaluatedProject(properties, layeredOn: "Microsoft.NET.Sdk.Web", global: s_publishing);
        Assert.Equal((expected, "false"), (project["ServerGarbageCollection"], project["ConcurrentGarbageCollection"]));
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("<LambdaRuntimeLibrary>false</LambdaRuntimeLibrary>", 0)]
    public void A_project_with_a_runtime_client_of_its_own_gets_none_of_ours(string properties, int packages)
    {
        using var project = new EvaluatedProject(properties, global: s_publishing);
        Assert.Equal(packages, project.Items("PackageReference").Count(item => item.EvaluatedInclude.StartsWith("Lambda.Native.", StringComparison.Ordinal)));
        Assert.Equal(packages > 0, project.Items("DirectPInvoke").Any());
    }

    [Theory]
    [InlineData("", "linux-arm64")]
    [InlineData("<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>", "linux-arm64;linux-x64")]
    public void A_lock_file_is_for_every_architecture_of_the_project(string properties, string expected)
    {
        using var project = new EvaluatedProject($"<LambdaArchitectures>x86_64;arm64</LambdaArchitectures>{properties}", global: [s_publishing, ("RuntimeIdentifier", "linux-arm64")]);
        Assert.Equal(expected, string.Join(';', project["RuntimeIdentifiers"].Split(';', StringSplitOptions.RemoveEmptyEntries).Append(project["RuntimeIdentifier"]).Distinct().Order()));
    }

    [Theory]
    [InlineData("LambdaGCRegionRange", "--runtimeopt:GCRegionRange=800000000", "68719476736", "--runtimeopt:GCRegionRange=1000000000")]
    [InlineData("LambdaGCGen0Size", "--runtimeopt:GCgen0size=300000", "65536", "--runtimeopt:GCgen0size=10000")]
    [InlineData("LambdaGCGen0MaxBudget", "--runtimeopt:GCGen0MaxBudget=600000", "65536", "--runtimeopt:GCGen0MaxBudget=10000")]
    [InlineData("LambdaGCLOHThreshold", "--runtimeopt:GCLOHThreshold=240000", "85000", "--runtimeopt:GCLOHThreshold=14c08")]
    [InlineData("LambdaGCConserveMemory", "--runtimeopt:GCConserveMemory=3", "9", "--runtimeopt:GCConserveMemory=9")]
    public void The_collectors_sizes_reach_the_compiler_in_its_own_notation(string property, string expected, string other, string expectedOfOther)
    {
        using var asIs = new EvaluatedProject();
        Assert.Contains(asIs.Items("IlcArg"), item => item.EvaluatedInclude == expected);
        using var changed = new EvaluatedProject($"<{property}>{other}</{property}>");
        Assert.Contains(changed.Items("IlcArg"), item => item.EvaluatedInclude == expectedOfOther);
        using var left = new EvaluatedProject($"<{property}>default</{property}>");
        Assert.DoesNotContain(left.Items("IlcArg"), item => item.EvaluatedInclude.StartsWith(expected[..expected.IndexOf('=')], StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_only_for_a_publish_does_not_touch_a_build()
    {
        using var project = new EvaluatedProject();
        Assert.NotEqual("false", project["CopyLocalLockFileAssemblies"]);
        Assert.NotEqual("false", project["EnableAppHostPackDownload"]);
        Assert.NotEqual("false", project["IncludeSourceRevisionInInformationalVersion"]);
    }

    [Fact]
    public void A_value_that_comes_too_late_does_not_count_and_is_known()
    {
        using var project = new EvaluatedProject(buildTargets: "<LambdaArchitectures>arm64</LambdaArchitectures>", global: s_publishing);
        Assert.Equal(("linux-x64", "true"), (project["RuntimeIdentifier"], project["_LambdaTooLate"]));
    }
}
