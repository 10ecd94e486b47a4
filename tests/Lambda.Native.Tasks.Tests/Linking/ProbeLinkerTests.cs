namespace Lambda.Native.Tasks.Tests;

/// <summary>With scripts in the place of compilers.</summary>
public sealed class ProbeLinkerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    private bool Probe(params string[] candidates) =>
        new ProbeLinker { BuildEngine = _engine, Candidates = candidates, LinkArguments = "-lm" }.Execute();

    [Fact]
    public void Takes_the_first_that_is_there()
    {
        Assert.True(Probe(_folder["missing"], _folder.WriteScript("good", $"echo \"$@\" > '{_folder["arguments"]}'")));
        Assert.Empty(_engine.Errors);
        Assert.Matches(@"/probe\.c -o .*/probe -lm", File.ReadAllText(_folder["arguments"]));
    }

    [Fact]
    public void Says_what_to_install_when_there_is_none()
    {
        Assert.False(Probe(_folder["clang"], _folder["gcc"]));
        Assert.Equal("LN2001", Assert.Single(_engine.Errors).Code);
        Assert.All(["apt install lld", "dnf install lld", "brew install lld", "winget install LLVM.LLVM", "clang", "gcc"], text => Assert.Contains(text, _engine.Errors[0].Message));
        Assert.EndsWith("diagnostics.md#ln2001", _engine.Errors[0].HelpLink);
    }

    [Fact]
    public void Says_in_one_line_what_a_compiler_without_the_C_library_complains_of()
    {
        Assert.False(Probe(_folder.WriteScript("bare", "echo 'some note' >&2; echo '/usr/bin/ld: cannot find Scrt1.o: No such file or directory' >&2; exit 1")));
        Assert.Equal("LN2002", Assert.Single(_engine.Errors).Code);
        Assert.Contains("cannot find Scrt1.o", _engine.Errors[0].Message);
        Assert.Contains("libc6-dev", _engine.Errors[0].Message);
        Assert.DoesNotContain('\n', _engine.Errors[0].Message!);
    }
}
