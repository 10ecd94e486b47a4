using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lambda.Native.Sdk.Tests;

/// <summary>What a project can set or hook into is documented in docs/properties.md, and what is documented is there.</summary>
public sealed partial class PropertyDocsTests
{
    private static readonly string s_docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "properties.md"));

    private static string[] Documented { get; } = [.. Row().Matches(s_docs).Select(match => match.Groups[1].Value)];

    /// <summary>What the targets set for the .NET SDK and ILCompiler to read; not for users to set. And PathMap, whose default is the clone's folder, and names that default to the project's.</summary>
    private static readonly string[] s_plumbing =
    [
        "CopyBuildOutputToPublishDirectory", "CppCompilerAndLinker", "CppCompilerAndLinkerAlternative", "CppLinker", "DisableUnsupportedError",
        "EnableSdkContainerSupport", "ExportsFile", "GenerateDependencyFile", "IlcGenerateMstatFile", "LambdaFunctionName", "LambdaHandler", "LambdaNativeVersion",
        "LinkerFlavor", "MSBuildDisableGetCopyToPublishDirectoryItemsOptimization", "NativeBinary", "NativeObject", "PathMap", "PublishRuntimeIdentifier",
        "RunArguments", "RunCommand", "RunWorkingDirectory", "RuntimeIdentifiers", "SelfContained", "ShouldBeValidatedAsExecutableReference", "StaticExecutable",
        "UseCurrentRuntimeIdentifier", "UseDefaultPublishRuntimeIdentifier",
    ];

    private static readonly XDocument[] s_targets = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "sdk", "targets")).Select(file => XDocument.Load(file))];

    private static string[] Settable { get; } = [.. s_targets.Descendants("PropertyGroup").Elements()
        .Select(e => e.Name.LocalName)
        .Where(name => !name.StartsWith('_') && !s_plumbing.Contains(name))
        .Distinct()];

    [Fact]
    public void Every_property_has_its_row_and_every_row_its_property() =>
        Assert.Equal(Settable.Append("OutputType").Distinct().Order(StringComparer.Ordinal), Documented.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_default_is_what_the_evaluation_gives()
    {
        using var project = new EvaluatedProject(global: [("_IsPublishing", "true")]);
        foreach (Match row in Row().Matches(s_docs))
            Assert.Equal($"{row.Groups[1].Value}={row.Groups[2].Value}", $"{row.Groups[1].Value}={project[row.Groups[1].Value]}");
    }

    [Fact]
    public void Every_property_has_its_default_in_one_place()
    {
        IEnumerable<string> several = s_targets.Descendants("PropertyGroup").Elements()
            .Where(element => element.Name.LocalName.StartsWith("Lambda", StringComparison.Ordinal))
            .GroupBy(element => element.Name.LocalName).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(several);
    }

    [Fact]
    public void Every_item_is_documented()
    {
        string[] items = [.. s_targets.Descendants().Attributes().SelectMany(attribute => Item().Matches(attribute.Value)).Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith("Lambda", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["LambdaEnvironment", "LambdaLayerLibrary", "LambdaPackage", "LambdaPackageFile"], items);
        Assert.All(items, item => Assert.Matches($"`<?{item}[ `]", s_docs));
    }

    [Fact]
    public void Every_target_to_hook_into_is_documented_and_every_other_is_private()
    {
        string[] targets = [.. s_targets.Descendants("Target").Select(target => target.Attribute("Name")!.Value)
            .Where(name => !name.StartsWith("_Lambda", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        // The last two are others' targets, replaced.
        Assert.Equal(["AfterLambdaPackage", "BeforeLambdaPackage", "CopyNativeBinary", "Publish"], targets);
        Assert.All(targets[..2], target => Assert.Contains($"| `{target}` |", s_docs));
    }

    [GeneratedRegex(@"@\((\w+)")]
    private static partial Regex Item();

    [GeneratedRegex(@"^\| `(\w+)` \| (?:`([^`]*)` )?\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
