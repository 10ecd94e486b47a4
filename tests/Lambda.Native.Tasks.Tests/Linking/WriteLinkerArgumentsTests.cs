namespace Lambda.Native.Tasks.Tests;

public sealed class WriteLinkerArgumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private WriteLinkerArguments Task(string architecture = "x86_64", int version = 19) => new()
    {
        BuildEngine = new RecordingEngine(),
        File = _folder["obj/link.rsp"],
        ObjectFile = "obj/my function.o",
        ExportsFile = "obj/my function.exports",
        Libraries = ["/packs/lib with space.a", "libs/own.a"],
        Arguments = ["-fuse-ld=bfd", "/packs/lib with space.a", "libs/own.a", "-Wl,--as-needed", "-lz", "-ldl"],
        ProjectDirectory = _folder.Path,
        Sysroot = _folder["sysroot"],
        Architecture = architecture,
        LinkerVersion = version,
    };

    private string[] Lines(WriteLinkerArguments task)
    {
        Assert.True(task.Execute());
        return [.. File.ReadAllLines(task.File).Select(line => line.Replace(_folder.Path, "{project}"))];
    }

    [Fact]
    public void The_sysroot_stands_in_the_place_of_the_host() =>
        Assert.Equal(
        [
            "\"-m\"", "\"elf_x86_64\"", "\"-no-pie\"", "\"--dynamic-linker=/lib64/ld-linux-x86-64.so.2\"", "\"-L{project}/sysroot/lib\"",
            "\"--version-script={project}/obj/my function.exports\"", "\"--export-dynamic\"", "\"--undefined-version\"", "\"--hash-style=gnu\"", "\"--discard-all\"", "\"--gc-sections\"",
            "\"-z\"", "\"nostart-stop-gc\"", "\"{project}/sysroot/start.o\"", "\"{project}/obj/my function.o\"",
            "\"/packs/lib with space.a\"", "\"{project}/libs/own.a\"", "\"--as-needed\"", "\"{project}/sysroot/lib/libz.so.1\"", "\"-ldl\"", "\"-lc\"",
        ], Lines(Task()));

    [Fact]
    public void Another_processor_has_its_own_loader_and_what_its_compilers_bring()
    {
        string[] lines = Lines(Task("arm64"));
        Assert.Contains("\"aarch64linux\"", lines);
        Assert.Contains("\"--dynamic-linker=/lib/ld-linux-aarch64.so.1\"", lines);
        Assert.Contains("\"{project}/sysroot/lib/libbuiltins.a\"", lines);
    }

    [Fact]
    public void An_option_that_an_older_linker_does_not_know_is_left_out() => Assert.DoesNotContain("\"--undefined-version\"", Lines(Task(version: 15)));

    [Fact]
    public void The_file_is_written_anew_only_when_something_changed()
    {
        WriteLinkerArguments task = Task();
        Assert.True(task.Execute());
        DateTime first = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(task.File, first);
        Assert.True(task.Execute());
        Assert.Equal(first, File.GetLastWriteTimeUtc(task.File));
        task.PositionIndependent = true;
        Assert.True(task.Execute());
        Assert.NotEqual(first, File.GetLastWriteTimeUtc(task.File));
    }
}
