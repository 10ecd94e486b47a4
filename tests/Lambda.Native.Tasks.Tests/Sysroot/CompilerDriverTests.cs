namespace Lambda.Native.Tasks.Tests;

/// <summary>Links by a compiler that knows the host's own libraries: with the sysroot first on its path, glibc is pinned all the same.</summary>
public sealed class CompilerDriverTests(SysrootFixture sysroot) : IClassFixture<SysrootFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TheoryWithToolchain("x86_64")]
    [InlineData("-pie", "-fPIE")]
    [InlineData("-no-pie", "-fno-pic")]
    public void Gcc_takes_the_sysroot_before_the_host_on_x86_64(params string[] kind) => TakeTheSysrootBeforeTheHost(Toolchain.X64, kind);

    [TheoryWithToolchain("arm64")]
    [InlineData("-pie", "-fPIE")]
    [InlineData("-no-pie", "-fno-pic")]
    public void Gcc_takes_the_sysroot_before_the_host_on_arm64(params string[] kind) => TakeTheSysrootBeforeTheHost(Toolchain.Arm64, kind);

    [FactWithProgram("gcc")]
    public void A_function_newer_than_the_sysroot_is_not_found()
    {
        string source = _folder.Write("new.c", "unsigned arc4random(void); int main(void) { return arc4random() == 0; }\n"u8.ToArray());
        var failure = Assert.ThrowsAny<Exception>(() => Tool.Run("gcc", source, "-o", _folder["new"], "-L", sysroot["x86_64", "lib"]));
        Assert.Matches("undefined (reference|symbol).*arc4random", failure.Message);
    }

    private void TakeTheSysrootBeforeTheHost(Toolchain toolchain, string[] kind)
    {
        string program = _folder["process"];
        Tool.Run(toolchain.Compiler, [.. kind, toolchain.Compile(_folder, "process", kind[1]), "-o", program,
            "-L", sysroot[toolchain.Architecture, "lib"], "-pthread", "-ldl", "-lm", "-Wl,-z,relro,-z,now"]);
        Assert.True(ElfFile.TryRead(File.ReadAllBytes(program), out ElfFile file, out string? fault), fault);
        PinnedVersions.Verify(file);
        Assert.Equal("quick exit\natexit\ndestructor\n", toolchain.Run(program));
    }
}
