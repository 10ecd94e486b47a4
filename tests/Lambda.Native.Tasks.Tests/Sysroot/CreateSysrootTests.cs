namespace Lambda.Native.Tasks.Tests;

public sealed class CreateSysrootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x86_64", "ld-linux-x86-64.so.2")]
    [InlineData("arm64", "ld-linux-aarch64.so.1", "libbuiltins.a")]
    public void Has_what_a_link_asks_for_and_no_libz_for_those_who_bring_their_own(string architecture, params string[] own)
    {
        Assert.True(Create(architecture, SysrootFixture.Text(architecture), "made"));
        string[] common = ["libc.so", "libc.so.6", "libc_nonshared.a", "libdl.a", "libm.so", "libm.so.6", "libpthread.a", "librt.a", "libutil.a", "libz.so.1"];
        Assert.Equal(common.Concat(own).Select(name => "lib/" + name).Append("start.o").Append("SHA256SUMS").Order(StringComparer.Ordinal), Files("made"));
    }

    [Fact]
    public void The_same_text_gives_the_same_bytes()
    {
        Assert.True(Create("arm64", SysrootFixture.Text("arm64"), "once"));
        Assert.True(Create("arm64", SysrootFixture.Text("arm64"), "again"));
        Assert.All(Files("once"), file => Assert.Equal(File.ReadAllBytes(_folder["once/" + file]), File.ReadAllBytes(_folder["again/" + file])));
    }

    [Fact]
    public void What_was_there_before_is_gone()
    {
        _folder.Write("made/lib/libold.a", []);
        Assert.True(Create("x86_64", SysrootFixture.Text("x86_64"), "made"));
        Assert.DoesNotContain("lib/libold.a", Files("made"));
    }

    [Theory]
    [InlineData("arm64", "notes.txt", "", "has no place in a sysroot")]
    [InlineData("arm64", "stop.listing", "", "has no place in a sysroot")]
    [InlineData("arm64", "libx.so.1.symbols", "x", "'x' is not a symbol")]
    [InlineData("sparc", "libx.so.1.symbols", "", "no sysroot for 'sparc'")]
    public void Text_that_means_nothing_is_an_error(string architecture, string file, string content, string message)
    {
        _folder.Write("text/" + file, System.Text.Encoding.ASCII.GetBytes(content));
        Assert.False(Create(architecture, _folder["text"], "made"));
        Assert.Contains(message, Assert.Single(_engine.Errors).Message);
    }

    private bool Create(string architecture, string source, string destination) => new CreateSysroot
    {
        BuildEngine = _engine,
        Architecture = architecture,
        Source = source,
        EmptyLibraries = ["libdl", "libpthread", "librt", "libutil"],
        Destination = _folder[destination],
    }.Execute();

    private IEnumerable<string> Files(string folder) => Directory.GetFiles(_folder[folder], "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder[folder], file).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
