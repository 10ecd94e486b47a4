using Lambda.Native.Emulator;
using Lambda.Native.Runtime.Tests;

namespace Lambda.Native.Testing.Tests;

/// <summary>The package's two assemblies have the surface that their PublicAPI.txt says.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void Is_what_the_text_file_says() => Assert.Equal(PublicSurface.Read("PublicAPI.txt"), PublicSurface.Describe(typeof(LambdaTest).Assembly));

    [Fact]
    public void The_emulators_is_what_a_tester_says_and_reads() => Assert.Equal(PublicSurface.Read("PublicAPI.Emulator.txt"), PublicSurface.Describe(typeof(FrontKind).Assembly));
}
