using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

public sealed class CheckPackageFilesTests
{
    private static readonly string s_project = Path.Combine(Path.GetTempPath(), "project");
    private static readonly string s_bootstrap = Path.Combine(s_project, "bin", "Release", "native", "bootstrap");

    private static ITaskItem Item(string source, string targetPath)
    {
        var item = new TaskItem(Path.Combine(s_project, source));
        item.SetMetadata("TargetPath", targetPath);
        return item;
    }

    private static IEnumerable<string> Check(params ITaskItem[] files)
    {
        var engine = new RecordingEngine();
        var task = new CheckPackageFiles
        {
            BuildEngine = engine,
            Files = [Item(s_bootstrap, "bootstrap"), .. files],
            Bootstrap = s_bootstrap,
            PackageName = "lambda.zip",
            BuildDirectories = [Path.Combine(s_project, "bin") + Path.DirectorySeparatorChar, Path.Combine(s_project, "obj") + Path.DirectorySeparatorChar],
        };
        bool taken = task.Execute();
        Assert.Equal(engine.Errors.Count == 0, taken);
        return engine.ErrorCodes;
    }

    [Theory]
    [InlineData("appsettings.json", "appsettings.json")]
    [InlineData("a.txt", "deep/er/a..b.txt")]
    [InlineData("tools/ffmpeg", "bin/ffmpeg")]
    [InlineData("obj/Release/en/Hello.resources.dll", "en/Hello.resources.dll")]
    [InlineData("bootstrap.sh", "sub/bootstrap")]
    public void Takes_what_has_a_place(string source, string targetPath) => Assert.Empty(Check(Item(source, targetPath)));

    [Theory]
    [InlineData("LN3001", "a.txt", "../a.txt")]
    [InlineData("LN3001", "a.txt", "x/../../a.txt")]
    [InlineData("LN3001", "a.txt", @"..\a.txt")]
    [InlineData("LN3001", "a.txt", "/etc/passwd")]
    [InlineData("LN3001", "a.txt", @"C:\a.txt")]
    [InlineData("LN3001", "a.txt", "a//b")]
    [InlineData("LN3001", "a.txt", "./a")]
    [InlineData("LN3001", "a.txt", "")]
    [InlineData("LN3001", "a.txt", "a\0b")]
    [InlineData("LN3002", "bootstrap", "bootstrap")]
    [InlineData("LN3003", "lambda.zip", "lambda.zip")]
    [InlineData("LN3004", "bin/Debug/net9.0/Hello.dll", "bin/Debug/net9.0/Hello.dll")]
    [InlineData("LN3004", "obj/project.assets.json", "obj/project.assets.json")]
    public void Refuses_what_has_none(string code, string source, string targetPath) => Assert.Equal([code], Check(Item(source, targetPath)));

    [Fact]
    public void Takes_a_file_that_is_listed_twice() => Assert.Empty(Check(Item("a.txt", "x"), Item("a.txt", "x")));

    [Fact]
    public void Refuses_two_files_in_one_place() => Assert.Equal(["LN3005"], Check(Item("a.txt", "x"), Item("b.txt", "x")));
}
