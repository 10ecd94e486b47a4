namespace Lambda.Native.Runtime.Tests;

/// <summary>PublicAPI.txt is what users may rely on: a change of the surface is a change of that file, seen in review.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void Is_what_the_text_file_says() => Assert.Equal(PublicSurface.Read("PublicAPI.txt"), PublicSurface.Describe(typeof(LambdaRuntime).Assembly));
}
