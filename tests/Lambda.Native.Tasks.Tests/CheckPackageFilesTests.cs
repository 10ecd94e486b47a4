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
        CheckPackageFiles task = Checking(publishFolder, files);
        var engine = (RecordingEngine)task.BuildEngine;
        bool taken = task.Execute();
        Assert.Equal(engine.Errors.Count == 0, taken);
        return engine.ErrorCodes;
    }

    private CheckPackageFiles Checking(string publishFolder, params ITaskItem[] files)
    {
        string bootstrap = _project["bin/Release/native/bootstrap"];
        return new CheckPackageFiles
        {
            BuildEngine = new RecordingEngine(),
            Files = [Item("bin/Release/native/bootstrap", "bootstrap"), .. files],
            Bootstrap = bootstrap,
            Package = Path.GetFullPath(Path.Combine(_project[publishFolder], "lambda.zip")),
            ProjectDirectory = _project.Path,
            BuildDirectories = [_project["bin/"], _project["obj/"], _project["artifacts"]],
        };
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

    [Fact]
    public void Refuses_half_a_character() => Assert.Equal(["LN3017"], Check(Item("a.txt", "a\ud83d.txt")));

    [Fact]
    public void Takes_whole_characters_of_any_plane() => Assert.Empty(Check(Item("a.txt", "a\ud83d\ude00.txt")));

    [Theory]
    [InlineData(".env")]
    [InlineData("config/.env.production")]
    [InlineData("appsettings.Development.json")]
    [InlineData("certificates/server.PFX")]
    [InlineData("id_rsa")]
    [InlineData("private.pem")]
    public void Warns_of_what_looks_like_a_secret(string path)
    {
        CheckPackageFiles task = Checking("bin/Release/publish", Item(path, path));
        Assert.True(task.Execute());
        var engine = (RecordingEngine)task.BuildEngine;
        Assert.Equal("LN3016", Assert.Single(engine.Warnings).Code);
        Assert.Contains(path, Assert.Single(task.Warnings));

        task.SecretChecks = "error";
        Assert.False(task.Execute());
        Assert.Equal(["LN3016"], engine.ErrorCodes);
    }

    [Theory]
    [InlineData("environment.json")]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Production.json")]
    [InlineData("keys/readme.txt")]
    public void Does_not_warn_of_what_only_sounds_like_one(string path)
    {
        CheckPackageFiles task = Checking("bin/Release/publish", Item(path, path));
        task.SecretChecks = "error";
        Assert.True(task.Execute());
    }

    [Fact]
    public void Certificates_of_authorities_are_no_secret_unless_a_key_is_with_them()
    {
        const string certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
        TaskItem item = Item("global-bundle.pem", "global-bundle.pem");
        File.WriteAllText(item.ItemSpec, certificate);
        CheckPackageFiles task = Checking("bin/Release/publish", item);
        task.SecretChecks = "error";
        Assert.True(task.Execute());
        File.WriteAllText(item.ItemSpec, certificate + "-----BEGIN RSA PRIVATE KEY-----\n");
        Assert.False(task.Execute());
    }

    [Fact]
    public void An_item_says_for_itself_that_it_is_none()
    {
        TaskItem item = Item("public.key", "public.key");
        item.SetMetadata("LambdaSecretChecks", "none");
        CheckPackageFiles task = Checking("bin/Release/publish", item);
        task.SecretChecks = "error";
        Assert.True(task.Execute());
        item.SetMetadata("LambdaSecretChecks", "maybe");
        Assert.False(task.Execute());
        Assert.Equal(["LN3010"], ((RecordingEngine)task.BuildEngine).ErrorCodes);
    }

    [Fact]
    public void Follows_links_or_refuses_them()
    {
        TaskItem real = Item("data/real.txt", "real.txt");
        File.CreateSymbolicLink(_project["link.txt"], real.ItemSpec);
        Directory.CreateSymbolicLink(_project["linked"], _project["data"]);
        TaskItem Through(string path) => new(_project[path], new Dictionary<string, string> { ["RelativePath"] = path });
        foreach ((TaskItem item, string? link) in new[] { (real, null), (Through("link.txt"), "link.txt"), (Through("linked/real.txt"), "linked") })
        {
            CheckPackageFiles task = Checking("bin/Release/publish", item);
            Assert.True(task.Execute());
            task.SymbolicLinks = "refuse";
            Assert.Equal(link is null, task.Execute());
            Assert.All(((RecordingEngine)task.BuildEngine).Errors, e => Assert.Equal(("LN3015", true), (e.Code, e.Message!.StartsWith(_project[link!] + " ", StringComparison.Ordinal))));
        }
    }
}
