using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lambda.Native.Tasks.Tests;

/// <summary>What a project can set or hook into is documented, and what is documented is there.</summary>
public sealed partial class PropertyDocumentationTests
{
    private static readonly string s_docs = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "properties.md"));

    private static IEnumerable<XDocument> Files => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "targets")).Select(file => XDocument.Load(file));

    private static IEnumerable<string> Public(IEnumerable<string> names) => names.Where(name => name.StartsWith("Lambda", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    [Fact]
    public void Every_property_has_its_row_and_every_row_its_property()
    {
        IEnumerable<string> set = Files.Descendants("PropertyGroup").Elements().Select(element => element.Name.LocalName);
        Assert.Equal(Public(set), Public(Row().Matches(s_docs).Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void Every_property_has_its_default_in_one_place()
    {
        IEnumerable<string> several = Files.Descendants("PropertyGroup").Elements()
            .Where(element => element.Name.LocalName.StartsWith("Lambda", StringComparison.Ordinal))
            .GroupBy(element => element.Name.LocalName).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(several);
    }

    [Fact]
    public void Every_item_is_documented()
    {
        IEnumerable<string> items = Files.Descendants().Attributes().SelectMany(attribute => Item().Matches(attribute.Value)).Select(match => match.Groups[1].Value);
        Assert.Equal(["LambdaLayerLibrary", "LambdaPackage", "LambdaPackageFile"], Public(items));
        Assert.All(Public(items), item => Assert.Matches($"`<?{item}[ `]", s_docs));
    }

    [Fact]
    public void Every_target_to_hook_into_is_documented_and_every_other_is_private()
    {
        string[] targets = [.. Files.Descendants("Target").Select(target => target.Attribute("Name")!.Value).Where(name => !name.StartsWith("_Lambda", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        // The last two are others' targets, replaced.
        Assert.Equal(["AfterLambdaPackage", "BeforeLambdaPackage", "CopyNativeBinary", "Publish"], targets);
        Assert.All(targets[..2], target => Assert.Contains($"| `{target}` |", s_docs));
    }

    [GeneratedRegex(@"^\| `([A-Za-z0-9]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"@\((\w+)")]
    private static partial Regex Item();
}
