using System.Text.RegularExpressions;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>docs/project-shapes.md names tests that there are.</summary>
public sealed partial class ProjectShapeDocsTests
{
    [Fact]
    public void Every_shape_is_proved_by_a_test()
    {
        string docs = File.ReadAllText(Path.Combine(TestEnvironment.RepositoryRoot, "docs", "project-shapes.md"));
        string[] shapes = [.. docs.Split('\n').Where(line => line.StartsWith('|')).Skip(2)];
        Assert.NotEmpty(shapes);
        Assert.All(shapes, shape =>
        {
            Match test = Test().Match(shape);
            Type? type = typeof(ProjectShapeDocsTests).Assembly.GetType($"{typeof(ProjectShapeDocsTests).Namespace}.{test.Groups[1].Value}");
            Assert.NotNull(type?.GetMethod(test.Groups[2].Value));
        });
    }

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Test();
}
