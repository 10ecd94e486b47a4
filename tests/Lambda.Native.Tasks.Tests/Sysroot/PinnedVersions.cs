namespace Lambda.Native.Tasks.Tests;

internal static class PinnedVersions
{
    private static readonly SymbolVersion s_newest = SymbolVersion.Parse("GLIBC_2.34")!;

    /// <summary>That a program needs glibc 2.34 and nothing newer.</summary>
    internal static void Verify(ElfFile program)
    {
        Assert.Contains(program.VersionNeeds, need => need.Version == "GLIBC_2.34");
        Assert.All(program.VersionNeeds, need =>
        {
            SymbolVersion version = SymbolVersion.Parse(need.Version)!;
            Assert.Equal("GLIBC", version.Family);
            Assert.True(version.CompareTo(s_newest) <= 0, $"{need.Version} of {need.Library}");
        });
    }
}
