namespace Lambda.Native.Tasks.Tests;

/// <summary>Stubs as others read them.</summary>
public sealed class StubLibraryTests(SysrootFixture sysroot) : IClassFixture<SysrootFixture>
{
    public static TheoryData<string, string> Lists => SymbolListTests.Lists;

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_stub_offers_what_its_list_says(string architecture, string library)
    {
        Assert.True(ElfFile.TryRead(File.ReadAllBytes(sysroot[architecture, "lib/" + library]), out ElfFile file, out string? fault), fault);
        Assert.Equal((architecture, ElfHeader.TypeShared, library), (file.Header.Architecture, file.Header.Type, file.SoName));
        Assert.Empty(file.Needed);
        Assert.Equal(library, file.VersionDefinitions.Single(definition => definition.IsBase).Version);
        string text = File.ReadAllText(SysrootFixture.Text(architecture, library + ".symbols"));
        Assert.Equal(text, string.Concat(LibraryInterface.Read(file, SymbolVersion.Parse(library == "libz.so.1" ? "ZLIB_1.2.9" : "GLIBC_2.34")!, []).Select(symbol => SymbolList.Line(symbol) + "\n")));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Objects_have_room_of_their_own_and_keep_their_alignment(string architecture, string library)
    {
        Assert.True(ElfFile.TryRead(File.ReadAllBytes(sysroot[architecture, "lib/" + library]), out ElfFile file, out _));
        Dictionary<string, ulong> alignments = SymbolList.Read(SysrootFixture.Text(architecture, library + ".symbols")).ToDictionary(symbol => symbol.Name, symbol => symbol.Alignment);
        ulong end = 0;
        foreach (ElfSymbol symbol in file.DynamicSymbols.Where(symbol => symbol.Type == ElfSymbol.TypeObject).DistinctBy(symbol => symbol.Value).OrderBy(symbol => symbol.Value))
        {
            ElfSection section = file.Sections[symbol.SectionIndex];
            Assert.Equal(0ul, symbol.Value % alignments[symbol.Name]);
            Assert.True(section.Alignment >= alignments[symbol.Name]);
            Assert.True(symbol.Value >= end && symbol.Value >= section.Address, symbol.Name);
            end = symbol.Value + symbol.Size;
            Assert.True(end <= section.Address + section.Size, symbol.Name);
        }
    }

    [FactWithProgram("nm")]
    public void Nm_sees_names_versions_and_kinds()
    {
        string[] symbols = [.. Tool.Run("nm", "--dynamic", "--format=posix", sysroot["arm64", "lib/libc.so.6"]).Split('\n').Select(line => string.Join(' ', line.Split(' ').Take(2)))];
        Assert.Contains("malloc@@GLIBC_2.17 T", symbols);
        Assert.Contains("stat@@GLIBC_2.33 T", symbols);
        Assert.Contains("__libc_start_main@@GLIBC_2.34 T", symbols);
        Assert.Contains("environ@@GLIBC_2.17 V", symbols);
        Assert.Contains("__environ@@GLIBC_2.17 B", symbols);
        Assert.DoesNotContain(symbols, symbol => symbol.StartsWith("atexit", StringComparison.Ordinal) || symbol.StartsWith("errno", StringComparison.Ordinal) || symbol.StartsWith("arc4random", StringComparison.Ordinal));
    }

    [FactWithProgram("readelf")]
    public void Readelf_finds_nothing_to_complain_of()
    {
        foreach (string library in new[] { "libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2", "libz.so.1" })
            Assert.Contains($"Name: {library}", Tool.Run("readelf", "--wide", "--lint", "--section-headers", "--dyn-syms", "--version-info", sysroot["x86_64", "lib/" + library]));
    }
}
