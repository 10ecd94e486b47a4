using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

public sealed class SortFilesTests
{
    private static string[] Sort(string project, params string[] files)
    {
        var task = new SortFiles { BuildEngine = new RecordingEngine(), ProjectDirectory = project, Files = [.. files.Select(file => new TaskItem(file))] };
        Assert.True(task.Execute());
        return [.. task.SortedFiles.Select(file => file.ItemSpec)];
    }

    [Fact]
    public void One_order_whatever_the_file_system_says()
    {
        string[] sorted = ["/clone/common/Shared.cs", "/clone/src/Hello/B.cs", "/clone/src/Hello/a.cs", "/clone/src/Hello/é.cs"];
        Assert.Equal(sorted, Sort("/clone/src/Hello", sorted));
        Assert.Equal(sorted, Sort("/clone/src/Hello", [.. sorted.Reverse()]));
    }

    [Fact]
    public void The_clones_own_folder_does_not_count()
    {
        // By their whole paths they would be in two orders.
        Assert.Equal(["/b/p/x.cs", "/b/p/y/z.cs", "/c/q.cs"], Sort("/b/p", "/c/q.cs", "/b/p/y/z.cs", "/b/p/x.cs").Order(StringComparer.Ordinal));
        Assert.Equal(["/z/common/s.cs", "/z/p/a.cs"], Sort("/z/p", "/z/p/a.cs", "/z/common/s.cs"));
        Assert.Equal(["/a/common/s.cs", "/a/p/a.cs"], Sort("/a/p", "/a/p/a.cs", "/a/common/s.cs"));
    }

    [Fact]
    public void Items_keep_their_metadata()
    {
        var item = new TaskItem("/a/b.cs", new Dictionary<string, string> { ["Link"] = "c.cs" });
        var task = new SortFiles { BuildEngine = new RecordingEngine(), ProjectDirectory = "/a", Files = [item] };
        Assert.True(task.Execute());
        Assert.Equal("c.cs", Assert.Single(task.SortedFiles).GetMetadata("Link"));
    }
}
