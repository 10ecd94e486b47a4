using Lambda.Native.Tests;

namespace Lambda.Native.Tasks.Tests;

public sealed class ElfFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static ElfFile Read(byte[] content)
    {
        Assert.True(ElfFile.TryRead(content, out ElfFile file, out string? fault), fault);
        Assert.Null(fault);
        return file;
    }

    private static string Fault(byte[] content)
    {
        Assert.False(ElfFile.TryRead(content, out _, out string? fault));
        return fault!;
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    public void Reads_what_the_loader_reads_with_sections_and_without(ushort type, bool sections)
    {
        byte[] content = new ElfBuilder
        {
            Type = type,
            HasSections = sections,
            IsMarkedPie = type == 3,
            SoName = "libself.so.1",
            Needed = ["libm.so.6", "libc.so.6"],
            RunPath = "$ORIGIN/lib",
            RunPathOld = "/old",
            BuildId = [1, 2, 3, 4, 5],
            Imports = [("fmod", "GLIBC_2.38", "libm.so.6", ElfBuilder.Global), ("read", "GLIBC_2.2.5", "libc.so.6", ElfBuilder.Weak), ("plain", "", "", ElfBuilder.Global)],
            Exports = [("mine", "SELF_1"), ("mine2", "SELF_2"), ("bare", "")],
        }.Build();
        ElfFile file = Read(content);
        Assert.Equal(("x86_64", type, true), (file.Header.Architecture, file.Header.Type, file.IsDynamic));
        Assert.Equal("/lib64/ld-linux-x86-64.so.2", file.Interpreter);
        Assert.Equal(["libm.so.6", "libc.so.6"], file.Needed);
        Assert.Equal(("libself.so.1", "$ORIGIN/lib", "/old"), (file.SoName, file.RunPath, file.RunPathOld));
        Assert.Equal((true, true, false, type == 3), (file.BindsNow, file.HasRelro, file.HasExecutableStack, file.IsMarkedPie));
        Assert.Equal([1, 2, 3, 4, 5], file.BuildId!);
        Assert.Equal([("libm.so.6", "GLIBC_2.38", false), ("libc.so.6", "GLIBC_2.2.5", true)], file.VersionNeeds.Select(v => (v.Library, v.Version, v.IsWeak)));
        Assert.Equal([("libself.so.1", true), ("SELF_1", false), ("SELF_2", false)], file.VersionDefinitions.Select(v => (v.Version, v.IsBase)));
        Assert.Equal(
            [("", null), ("fmod", "GLIBC_2.38"), ("read", "GLIBC_2.2.5"), ("plain", null), ("mine", "SELF_1"), ("mine2", "SELF_2"), ("bare", (string?)null)],
            file.DynamicSymbols.Select(s => (s.Name, file.VersionOf(s))));
        Assert.Equal([true, true, true, true, false, false, false], file.DynamicSymbols.Select(s => s.IsUndefined));
        Assert.Equal((ElfSymbol.BindingWeak, ElfSymbol.TypeFunction), (file.DynamicSymbols[2].Binding, file.DynamicSymbols[2].Type));
        Assert.Equal(sections ? [".dynstr", ".dynsym"] : [], file.Sections.Select(s => s.Name).Where(n => n.StartsWith(".dyns", StringComparison.Ordinal)));
    }

    [FactWithProgram("readelf")]
    public void Reads_what_readelf_reads_of_the_C_library()
    {
        string path = Tool.FindLibrary("libc.so.6");
        ElfFile file = Read(File.ReadAllBytes(path));
        Assert.Equal("libc.so.6", file.SoName);
        // The symbols that stand for a version itself are shown without it.
        // "  Num:    Value          Size Type    Bind   Vis      Ndx Name", with name@VERSION for what is hidden and undefined, name@@VERSION for a default.
        string[] expected = [.. Tool.Run("readelf", "-W", "--dyn-syms", path).Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length >= 8 && parts[0].EndsWith(':') && parts[7] != "Name")
            .Select(parts => $"{parts[7]} {Convert.ToUInt64(parts[1], 16)} {(parts[2].StartsWith("0x", StringComparison.Ordinal) ? Convert.ToUInt64(parts[2], 16) : ulong.Parse(parts[2]))} {parts[4]}")];
        string[] actual = [.. file.DynamicSymbols.Skip(1).Select(s => $"{s.Name}{Version(file, s)} {s.Value} {s.Size} {s.Binding switch { 0 => "LOCAL", 1 => "GLOBAL", 2 => "WEAK", _ => "UNIQUE" }}")];
        Assert.True(actual.Length > 1000);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Reads_by_its_sections_a_library_that_is_only_linked_against()
    {
        byte[] content = new ElfBuilder { Type = 3, Interpreter = null, SoName = "libc.so.6", Exports = [("read", "GLIBC_2.2.5")] }.Build();
        content[56] = 0; // no program headers
        ElfFile file = Read(content);
        Assert.Equal("libc.so.6", file.SoName);
        Assert.Equal("GLIBC_2.2.5", file.VersionOf(file.DynamicSymbols.Single(s => s.Name == "read")));
    }

    private static string Version(ElfFile file, ElfSymbol symbol) =>
        file.VersionOf(symbol) is { } version && version != symbol.Name ? (symbol.IsUndefined || symbol.IsHiddenVersion ? "@" : "@@") + version : "";

    [FactWithProgram("gcc")]
    public void Reads_an_object_and_what_it_lacks()
    {
        string path = Tool.Compile(_folder, "x.o", "extern double fmod(double, double); double f(double a, double b) { return fmod(a, b); }", "-c");
        ElfFile file = Read(File.ReadAllBytes(path));
        Assert.Equal((ElfHeader.TypeObject, false), (file.Header.Type, file.IsDynamic));
        Assert.Contains(file.Symbols, s => s.Name == "fmod" && s.IsUndefined);
        Assert.Contains(file.Symbols, s => s.Name == "f" && !s.IsUndefined);
    }

    [FactWithProgram("gcc", "objcopy")]
    public void Knows_a_file_of_debug_information_for_what_it_is()
    {
        string program = Tool.Compile(_folder, "x", "int main(void) { return 0; }", "-g", "-Wl,--build-id=0x0102");
        Tool.Run("objcopy", "--only-keep-debug", program, program + ".dbg");
        ElfFile debug = Read(File.ReadAllBytes(program + ".dbg"));
        Assert.True(debug.IsDebugFile);
        Assert.Equal([1, 2], debug.BuildId!);
        Assert.False(Read(File.ReadAllBytes(program)).IsDebugFile);
    }

    [Fact]
    public void Says_why_a_file_is_none()
    {
        byte[] good = new ElfBuilder().Build();
        Assert.Equal("it is not an ELF file", Fault([]));
        Assert.Equal("it is not an ELF file", Fault("#!/bin/sh\n"u8.ToArray()));
        Assert.Equal("it ends within the header", Fault(good[..17]));
        Assert.Contains("beyond the end", Fault(good[..40]));
        Assert.Contains("beyond the end", Fault(good[..^1]));
        Assert.Equal("it is not a 64-bit file", Fault(new ElfBuilder { Class = 1 }.Build()));
        Assert.Equal("it is not a little-endian file", Fault(new ElfBuilder { Encoding = 2 }.Build()));
    }

    [Theory]
    [InlineData(32, "program headers")]
    [InlineData(40, "section table")]
    public void A_table_beyond_the_end_is_a_fault(int field, string what)
    {
        byte[] content = new ElfBuilder().Build();
        BitConverter.GetBytes(ulong.MaxValue - 8).CopyTo(content, field);
        Assert.Contains(what, Fault(content));
    }

    [Fact]
    public void A_count_of_sections_that_the_file_cannot_hold_is_a_fault()
    {
        byte[] content = new ElfBuilder().Build();
        int table = (int)BitConverter.ToUInt64(content, 40);
        BitConverter.GetBytes((ushort)0).CopyTo(content, 60);
        BitConverter.GetBytes(ulong.MaxValue).CopyTo(content, table + 32);
        Assert.Contains("more than the file can hold", Fault(content));
    }

    [Fact]
    public void More_libraries_than_anybody_needs_are_a_fault() =>
        Assert.Contains("libraries", Fault(new ElfBuilder { Needed = [.. Enumerable.Repeat("libc.so.6", 5000)] }.Build()));

    [Fact]
    public void A_name_longer_than_a_path_is_a_fault() =>
        Assert.Contains("longer than", Fault(new ElfBuilder { Needed = [new string('x', 5000)] }.Build()));

    [Fact]
    public void Versions_that_overlap_to_be_read_for_ever_are_a_fault()
    {
        byte[] content = new ElfBuilder { Imports = [.. Enumerable.Range(0, 4).Select(i => ($"s{i}", $"GLIBC_2.{i}", "libc.so.6", ElfBuilder.Global))] }.Build();
        ElfSection needs = Read(content).Sections.Single(s => s.Name == ".gnu.version_r");
        BitConverter.GetBytes(1).CopyTo(content, (int)needs.Offset + 16 + 12);
        Assert.Contains("overlap", Fault(content));
    }

    /// <summary>Seeded, so that a failure can be repeated: the message names the seed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_mutation_throws_or_takes_memory_without_end(int seed)
    {
        byte[] original = Original();
        var random = new Random(seed);
        long before = GC.GetAllocatedBytesForCurrentThread();
        const int rounds = 3000;
        int readable = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[] content = Mutate(original, random);
            try
            {
                if (ElfFile.TryRead(content, out ElfFile file, out string? fault))
                {
                    readable++;
                    Visit(file);
                }
                else
                {
                    Assert.DoesNotContain('\n', fault!);
                }
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}, round {round}: {thrown}");
            }
        }
        Assert.InRange(readable, 1, rounds - 1);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated / rounds < 40L * original.Length, $"{allocated / rounds} bytes a file of {original.Length}");
    }

    [Fact]
    public void No_truncation_throws()
    {
        byte[] original = Original();
        for (int length = 0; length < original.Length; length += length < 4096 ? 1 : 61)
        {
            if (ElfFile.TryRead(original[..length], out ElfFile file, out _))
                Visit(file);
        }
    }

    /// <summary>A real program where there is a compiler.</summary>
    private byte[] Original() => Tool.Exists("gcc")
        ? File.ReadAllBytes(Tool.Compile(_folder, "x", "#include <stdio.h>\nint main(void) { puts(\"x\"); return 0; }", "-Wl,--build-id"))
        : new ElfBuilder { BuildId = [1], Exports = [("a", "A_1")], RunPath = "$ORIGIN" }.Build();

    private static byte[] Mutate(byte[] original, Random random)
    {
        byte[] content = random.Next(4) == 0 ? original[..random.Next(original.Length)] : [.. original];
        ulong[] interesting = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, long.MaxValue, ulong.MaxValue, (ulong)original.Length, (ulong)original.Length - 1];
        for (int i = random.Next(1, 9); i > 0 && content.Length > 8; i--)
        {
            // The headers and tables decide; most of the rest is code.
            int at = random.Next(3) == 0 ? random.Next(64) : random.Next(2) == 0 ? random.Next(Math.Min(2048, content.Length)) : random.Next(content.Length);
            at = Math.Min(at, content.Length - 8);
            switch (random.Next(3))
            {
                case 0:
                    content[at] = (byte)random.Next(256);
                    break;
                case 1:
                    BitConverter.GetBytes(interesting[random.Next(interesting.Length)]).AsSpan(0, 1 << random.Next(4)).CopyTo(content.AsSpan(at));
                    break;
                default:
                    content.AsSpan(random.Next(content.Length - 8), 8).CopyTo(content.AsSpan(at));
                    break;
            }
        }
        return content;
    }

    private static void Visit(ElfFile file)
    {
        foreach (ElfSymbol symbol in file.DynamicSymbols.Concat(file.Symbols))
            _ = symbol.Name.Length + file.VersionOf(symbol)?.Length;
        foreach (ElfSection section in file.Sections)
            _ = section.Name.Length;
    }
}
