using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lambda.Native.Sdk.Tests;

/// <summary>docs/properties.md and the targets speak of the same properties.</summary>
public sealed partial class PropertyDocsTests
{
    private static readonly string s_docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "properties.md"));

    private static string[] Documented { get; } = [.. Row().Matches(s_docs).Select(match => match.Groups[1].Value)];

    /// <summary>What the targets set for the .NET SDK and ILCompiler to read; not for users to set. And PathMap, whose default is the clone's folder.</summary>
    private static readonly string[] s_plumbing =
    [
        "CppCompilerAndLinker", "CppCompilerAndLinkerAlternative", "CppLinker", "DisableUnsupportedError", "ExportsFile", "LambdaNativeVersion", "LinkerFlavor",
        "MSBuildDisableGetCopyToPublishDirectoryItemsOptimization", "NativeBinary", "NativeObject", "PathMap", "PublishRuntimeIdentifier", "StaticExecutable",
        "UseCurrentRuntimeIdentifier", "UseDefaultPublishRuntimeIdentifier",
    ];

    private static string[] Settable { get; } = [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "sdk", "targets"))
        .SelectMany(file => XDocument.Load(file).Descendants().Where(e => e.Parent?.Name.LocalName == "PropertyGroup"))
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

    [GeneratedRegex(@"^\| `(\w+)` \| (?:`([^`]*)` )?\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
