using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

public sealed class CheckPackageFilesTests : IDisposable
{
    private readonly TemporaryFolder _project = new();

    public void Dispose() => _project.Dispose();

    private TaskItem Item(string source, string targetPath)
    {
        var item = new TaskItem(_project.Write(source, []));
        item.SetMetadata("RelativePath", targetPath);
        return item;
    }

    private IEnumerable<string> Check(params ITaskItem[] files) => Check("bin/Release/publish", files);

    private IEnumerable<string> Check(string publishFolder, ITaskItem[] files)
    {
        var engine = new RecordingEngine();
        string bootstrap = _project["bin/Release/native/bootstrap"];
        var task = new CheckPackageFiles
        {
            BuildEngine = engine,
            Files = [Item("bin/Release/native/bootstrap", "bootstrap"), .. files],
            Bootstrap = bootstrap,
            Package = Path.GetFullPath(Path.Combine(_project[publishFolder], "lambda.zip")),
            ProjectDirectory = _project.Path,
            BuildDirectories = [_project["bin/"], _project["obj/"], _project["artifacts"]],
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
    [InlineData("Bootstrap", "Bootstrap")]
    public void Takes_what_has_a_place(string source, string targetPath) => Assert.Empty(Check(Item(source, targetPath)));

    [Fact]
    public void Takes_a_file_that_is_listed_twice() => Assert.Empty(Check(Item("a.txt", "x"), Item("a.txt", "x")));

    [Fact]
    public void Takes_files_that_differ_only_in_case() => Assert.Empty(Check(Item("a.txt", "a.txt"), Item("A.txt", "A.txt")));

    [Fact]
    public void Takes_source_where_the_project_itself_is_published_to_its_own_folder() => Assert.Empty(Check(".", [Item("a.txt", "a.txt")]));

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
    [InlineData("LN3002", "a.txt", "bootstrap/a.txt")]
    [InlineData("LN3003", "lambda.zip", "lambda.zip")]
    [InlineData("LN3003", "a.txt", "lambda.zip/a.txt")]
    [InlineData("LN3003", "out/lambda.zip", "out/lambda.zip")]
    [InlineData("LN3004", "bin/Debug/net9.0/Hello.dll", "bin/Debug/net9.0/Hello.dll")]
    [InlineData("LN3004", "obj/project.assets.json", "obj/project.assets.json")]
    [InlineData("LN3004", "artifacts/publish/Hello/x.txt", "artifacts/publish/Hello/x.txt")]
    [InlineData("LN3004", "bin/Release/publish/x.txt", "x.txt")]
    public void Refuses_what_has_none(string code, string source, string targetPath) => Assert.Equal([code], Check(Item(source, targetPath)));

    [Fact]
    public void Refuses_what_an_earlier_publish_to_a_folder_of_the_project_left() =>
        Assert.Equal(["LN3004"], Check("out", [Item("out/a.txt", "out/a.txt")]));

    [Fact]
    public void Refuses_two_files_in_one_place() => Assert.Equal(["LN3005"], Check(Item("a.txt", "x"), Item("b.txt", "x")));

    [Fact]
    public void Refuses_a_file_where_a_folder_is_needed() => Assert.Equal(["LN3005"], Check(Item("a.txt", "x"), Item("b.txt", "x/y/z")));

    [Fact]
    public void Refuses_what_is_not_there()
    {
        TaskItem item = Item("a.txt", "a.txt");
        File.Delete(item.GetMetadata("FullPath"));
        Assert.Equal(["LN3008"], Check(item));
    }
}
