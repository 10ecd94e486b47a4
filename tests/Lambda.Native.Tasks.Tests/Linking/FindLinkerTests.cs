using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks.Tests;

/// <summary>With scripts in the place of linkers: which one is taken, and what is said of those that are not.</summary>
public sealed class FindLinkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    private string Lld(string name, int version, string link = "exit 0", string subcommand = "") =>
        _folder.WriteScript(name, $"""
            {(subcommand.Length > 0 ? $"[ \"$1\" = {subcommand} ] || exit 2; shift" : "")}
            if [ "$1" = --version ]; then echo 'Debian LLD {version}.0.6 (compatible with GNU linkers)'; exit 0; fi
            {link}
            """);

    private FindLinker Find(string choice = "auto", string path = "", bool systemCanLink = false, string packagedZig = "") => new()
    {
        BuildEngine = _engine,
        Choice = choice,
        SearchPath = _folder["not there"] + Path.PathSeparator + _folder["bin"],
        ChosenPath = path,
        PackagedZig = packagedZig,
        ZigPackage = "Vezel.Zig.Toolsets.linux-x64",
        ProjectDirectory = _folder.Path,
        Sysroot = StandInSysroot.Write(_folder),
        Architecture = "x86_64",
        SystemCanLink = systemCanLink,
    };

    private void Takes(string expected, int version, FindLinker task)
    {
        Assert.True(task.Execute(), _engine.Errors.FirstOrDefault()?.Message);
        Assert.Equal(("lld", expected, version), (task.Kind, task.LinkerPath, task.LinkerVersion));
    }

    private BuildErrorEventArgs Refuses(string code, FindLinker task)
    {
        Assert.False(task.Execute());
        Assert.Equal(code, Assert.Single(_engine.Errors).Code);
        return _engine.Errors[0];
    }

    [Fact]
    public void The_plain_name_comes_before_any_version()
    {
        Lld("bin/ld.lld-19", 19);
        Takes(Lld("bin/ld.lld", 14), 14, Find());
    }

    [Fact]
    public void Among_versions_the_newest_is_taken()
    {
        Lld("bin/ld.lld-9", 9);
        Lld("bin/ld.lld-13", 13);
        Takes(Lld("bin/ld.lld-19", 19), 19, Find());
    }

    [Fact]
    public void One_that_is_too_old_is_passed_over()
    {
        Lld("bin/ld.lld", 11);
        Takes(Lld("bin/ld.lld-15", 15), 15, Find());
    }

    [Fact]
    public void Zig_carries_one()
    {
        string zig = Lld("bin/zig", 19, subcommand: "ld.lld");
        Takes(zig, 19, Find());
        Takes(zig, 19, Find("zig"));
    }

    [Fact]
    public void Zig_is_not_asked_where_lld_is_meant()
    {
        Lld("bin/zig", 19, subcommand: "ld.lld");
        Assert.Contains("ld.lld", Refuses("LN2001", Find("lld")).Message);
    }

    [Fact]
    public void The_zig_of_a_package_is_taken_before_what_PATH_has()
    {
        Lld("bin/ld.lld", 15);
        string zig = Lld("package/zig", 19, subcommand: "ld.lld");
        Takes(zig, 19, Find("zig-package", packagedZig: zig));
    }

    [Fact]
    public void A_package_without_zig_is_named() =>
        Assert.Contains("Vezel.Zig.Toolsets.linux-x64", Refuses("LN2009", Find("zig-package")).Message);

    [Fact]
    public void A_path_wins_and_starts_at_the_project()
    {
        Lld("bin/ld.lld", 15);
        Takes(Lld("tools/ld.lld", 16), 16, Find(path: "tools/ld.lld"));
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_named() =>
        Assert.Contains(_folder["tools/ld.lld"], Refuses("LN2005", Find(path: "tools/ld.lld")).Message);

    [Fact]
    public void Another_linker_is_no_lld()
    {
        _folder.WriteScript("bin/ld", "echo 'GNU ld (GNU Binutils for Debian) 2.40'");
        Assert.Contains(_folder["bin/ld"], Refuses("LN2006", Find(path: "bin/ld")).Message);
    }

    [Fact]
    public void A_file_that_is_no_program_is_no_lld()
    {
        _folder.Write("bin/text", "no program"u8.ToArray());
        Refuses("LN2006", Find(path: "bin/text"));
    }

    [Theory]
    [InlineData("bin/ld.lld")]
    [InlineData("")]
    public void The_oldest_that_works_is_told(string path)
    {
        Lld("bin/ld.lld", 12);
        Assert.Matches("LLD 12; the oldest .* is 13", Refuses("LN2007", Find(path: path)).Message);
    }

    [Fact]
    public void Without_any_the_compilers_of_the_machine_are_next_where_they_can_link()
    {
        FindLinker task = Find(systemCanLink: true);
        Assert.True(task.Execute());
        Assert.Equal(("system", ""), (task.Kind, task.LinkerPath));
    }

    [Fact]
    public void Without_any_the_packages_to_install_are_named()
    {
        string message = Refuses("LN2001", Find()).Message!;
        Assert.All(["apt install lld", "dnf install lld", "apk add lld", "brew install lld", "winget install LLVM.LLVM", "zig-package"], text => Assert.Contains(text, message));
    }

    [Fact]
    public void The_machines_own_compiler_can_be_asked_for()
    {
        Lld("bin/ld.lld", 15);
        FindLinker task = Find("system");
        Assert.True(task.Execute());
        Assert.Equal("system", task.Kind);
    }

    [Fact]
    public void Another_choice_means_nothing() => Assert.Contains("gold", Refuses("LN2004", Find("gold")).Message);

    [Fact]
    public void One_that_cannot_link_is_found_out_before_anything_is_compiled()
    {
        Lld("bin/ld.lld", 15, "echo 'ld.lld: error: start.o: unknown file type' >&2; exit 1");
        Assert.Contains("start.o: unknown file type", Refuses("LN2016", Find()).Message);
    }

    [Fact]
    public void A_sysroot_that_was_changed_is_found_out()
    {
        Lld("bin/ld.lld", 15);
        FindLinker task = Find();
        File.AppendAllText(_folder["sysroot/lib/libc.so.6"], "x");
        Assert.Contains("libc.so.6", Refuses("LN2008", task).Message);
    }

    [Theory]
    [InlineData("start.o")]
    [InlineData("SHA256SUMS")]
    public void A_sysroot_that_lacks_a_file_is_found_out(string name)
    {
        FindLinker task = Find();
        File.Delete(_folder["sysroot/" + name]);
        Assert.Contains(name, Refuses("LN2008", task).Message);
    }
}
