namespace Lambda.Native.Tasks.Tests;

/// <summary>What ILCompiler and users write for a compiler, in the linker's own spelling.</summary>
public sealed class DriverArgumentsTests
{
    [Theory]
    [InlineData("-Wl,--as-needed", "--as-needed")]
    [InlineData("-Wl,-z,relro", "-z relro")]
    [InlineData("-Wl,-rpath,'$ORIGIN'", "-rpath $ORIGIN")]
    [InlineData("-Wl,-rpath,\"$ORIGIN\"", "-rpath $ORIGIN")]
    [InlineData("-Xlinker --wrap=malloc", "--wrap=malloc")]
    [InlineData("-lfoo  -lbar", "-lfoo -lbar")]
    [InlineData("-L/opt/libs", "-L/opt/libs")]
    [InlineData(@"-LC:\libs", @"-LC:\libs")]
    [InlineData("-Wl,--defsym,__xmknod=mknod", "--defsym __xmknod=mknod")]
    public void Are_translated(string item, string expected) => Assert.Equal(expected, string.Join(' ', DriverArguments.ForLinker(item)));

    [Theory]
    [InlineData("-fuse-ld=bfd")]
    [InlineData("-gz=zlib")]
    [InlineData("-g")]
    [InlineData("-pthread")]
    [InlineData("-pie -Wl,-pie")]
    [InlineData("-Wl,-no-pie")]
    [InlineData("--target=aarch64-linux-gnu")]
    [InlineData("--sysroot=\"/some where\"")]
    [InlineData("-Wl,--build-id=sha1")]
    [InlineData("-Wl,--strip-debug")]
    [InlineData("-Wl,-s")]
    [InlineData("")]
    public void What_is_the_compilers_or_decided_by_the_link_step_is_left_out(string item) => Assert.Empty(DriverArguments.ForLinker(item));

    [Fact]
    public void A_space_inside_quotes_does_not_end_an_argument() =>
        Assert.Equal(["-L/my libs", "-la"], DriverArguments.ForLinker("-L\"/my libs\" -la"));
}
