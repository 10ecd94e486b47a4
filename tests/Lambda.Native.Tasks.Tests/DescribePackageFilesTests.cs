using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks.Tests;

public sealed class DescribePackageFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Describe(params ITaskItem[] files)
    {
        var task = new DescribePackageFiles { BuildEngine = new RecordingEngine(), Files = files };
        Assert.True(task.Execute());
        return string.Join('\n', task.Lines);
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_the_items()
    {
        ITaskItem a = _folder.Content("a", []), b = _folder.Content("b", []);
        Assert.Equal(Describe(a, b), Describe(b, a));
    }

    [Fact]
    public void Changes_with_everything_that_can_change_the_package()
    {
        ITaskItem a = _folder.Content("a", "1"u8.ToArray()), b = _folder.Content("b", "2"u8.ToArray());
        string path = a.GetMetadata("FullPath");
        var seen = new HashSet<string> { Describe(a, b) };
        Assert.True(seen.Add(Describe(a)));
        // An older file in the place of a newer one.
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(seen.Add(Describe(a, b)));
        File.WriteAllText(path, "longer");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(seen.Add(Describe(a, b)));
        a.SetMetadata("Executable", "true");
        Assert.True(seen.Add(Describe(a, b)));
        a.SetMetadata("RelativePath", "c");
        Assert.True(seen.Add(Describe(a, b)));
        File.Delete(path);
        Assert.True(seen.Add(Describe(a, b)));
    }
}
