using System.Text;

namespace Lambda.Native.Tasks.Tests;

public sealed class ListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Listings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string architecture in new[] { "x86_64", "arm64" })
            {
                foreach (string file in Directory.GetFiles(SysrootFixture.Text(architecture), "*.listing"))
                    data.Add(architecture, Path.GetFileName(file));
            }
            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The bytes are ours, and so is what they are said to mean; the assembler is not.</summary>
    [TheoryWithToolchain("x86_64", "arm64")]
    [MemberData(nameof(Listings))]
    public void The_bytes_are_what_an_assembler_makes_of_the_assembly(string architecture, string file)
    {
        Toolchain toolchain = Toolchain.Named(architecture);
        var listing = Listing.Read(SysrootFixture.Text(architecture, file));
        var assembly = new StringBuilder(architecture == "arm64" ? ".arch armv8.1-a\n" : "");
        foreach (ListedFunction function in listing.Functions)
        {
            assembly.Append($".balign 16, 0\n.globl {function.Name}\n.type {function.Name}, %function\n{(function.IsHidden ? $".hidden {function.Name}\n" : "")}{function.Name}:\n");
            foreach (string instruction in function.Assembly)
                assembly.Append(instruction).Append('\n');
            assembly.Append($".size {function.Name}, . - {function.Name}\n");
        }
        string source = _folder.Write("listing.s", Encoding.ASCII.GetBytes(assembly.ToString()));
        Tool.Run(toolchain.Assembler, source, "-o", _folder["assembled.o"]);
        _folder.Write("ours.o", ObjectFile.Create(SysrootArchitecture.Named(architecture), listing.Functions, zeros: []));
        Assert.Equal(Disassembly(toolchain, "assembled.o"), Disassembly(toolchain, "ours.o"));
    }

    [Theory]
    [InlineData("    90 | | nop", 1)]
    [InlineData("function f\n    9g | | nop", 2)]
    [InlineData("function f\n    9 | | nop", 2)]
    [InlineData("function f\n    909090 | | nop", 2)]
    [InlineData("function f\n    90 | nop", 2)]
    [InlineData("function f\n    90 90 | R_X86_64_PC32 main-4 | too short a place", 2)]
    [InlineData("function f\n    90 90 90 90 | R_X86_64_PC32 main-x | no number", 2)]
    [InlineData("function f\n    90 90 90 90 | R_X86_64_PC32 | no target", 2)]
    [InlineData("// a comment\n\nfunction", 3)]
    [InlineData("hidden", 1)]
    [InlineData("hidden function", 1)]
    [InlineData("hidden zeros z many", 1)]
    [InlineData("visible function f", 1)]
    public void A_line_that_means_nothing_is_named(string text, int line)
    {
        string path = _folder.Write("bad.listing", Encoding.UTF8.GetBytes(text));
        Assert.StartsWith($"{path}({line}): ", Assert.Throws<FormatException>(() => Listing.Read(path)).Message);
    }

    [Fact]
    public void A_relocation_that_the_architecture_does_not_have_is_named()
    {
        string path = _folder.Write("bad.listing", "function f\n    90 90 90 90 | R_X86_64_PC32 main | call main"u8.ToArray());
        ListedFunction[] functions = [.. Listing.Read(path).Functions];
        var failure = Assert.Throws<FormatException>(() => ObjectFile.Create(SysrootArchitecture.Named("arm64"), functions, zeros: []));
        Assert.Equal("f: arm64 has no relocation R_X86_64_PC32.", failure.Message);
    }

    /// <summary>The code with its relocations, and what is said of the functions; an assembler adds symbols of its own.</summary>
    private string Disassembly(Toolchain toolchain, string file)
    {
        string[] lines = Tool.Run(toolchain.Disassembler, "--disassemble", "--reloc", "--syms", _folder[file]).Split('\n');
        int code = Array.FindIndex(lines, line => line.StartsWith("Disassembly", StringComparison.Ordinal));
        return string.Join('\n', lines[..code].Where(line => line.Contains(" F .text")).Concat(lines[code..]));
    }
}
