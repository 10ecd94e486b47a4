using System.Text;

namespace Lambda.Native.Tasks.Tests;

/// <summary>The lists of the repository, and lists that are none.</summary>
public sealed class SymbolListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Lists
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string architecture in new[] { "x86_64", "arm64" })
            {
                foreach (string file in Directory.GetFiles(SysrootFixture.Text(architecture), "*.symbols"))
                    data.Add(architecture, Path.GetFileNameWithoutExtension(file));
            }
            return data;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_names_each_symbol_once_in_order(string architecture, string library)
    {
        string[] names = [.. SymbolList.Read(SysrootFixture.Text(architecture, library + ".symbols")).Select(symbol => symbol.Name)];
        Assert.NotEmpty(names);
        Assert.Equal(names.Order(StringComparer.Ordinal).Distinct(), names);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_has_nothing_newer_than_provided_al2023(string architecture, string library)
    {
        SymbolVersion newest = SymbolVersion.Parse(library == "libz.so.1" ? "ZLIB_1.2.11" : "GLIBC_2.34")!;
        Assert.All(SymbolList.Read(SysrootFixture.Text(architecture, library + ".symbols")).Where(symbol => symbol.Version is not null), symbol =>
        {
            SymbolVersion version = SymbolVersion.Parse(symbol.Version!)!;
            Assert.Equal(newest.Family, version.Family);
            Assert.True(version.CompareTo(newest) <= 0, symbol.Name + " " + symbol.Version);
        });
    }

    [Theory]
    [InlineData("x86_64", "libc.so.6", "__environ", "_environ", "environ")]
    [InlineData("x86_64", "libc.so.6", "__timezone", "timezone")]
    [InlineData("x86_64", "libc.so.6", "__progname_full", "program_invocation_name")]
    [InlineData("arm64", "libc.so.6", "__environ", "_environ", "environ")]
    [InlineData("arm64", "libm.so.6", "__signgam", "signgam")]
    public void All_names_of_a_variable_share_its_address(string architecture, string library, params string[] names) =>
        Assert.Equal(names, SymbolList.Read(SysrootFixture.Text(architecture, library + ".symbols"))
            .Where(symbol => symbol.AddressGroup == names[0]).Select(symbol => symbol.Name));

    [Theory]
    [InlineData("malloc GLIBC_2.17")]
    [InlineData("malloc GLIBC_2.17 function weak")]
    [InlineData("malloc GLIBC_2.17 function global 8 8 malloc")]
    [InlineData("environ GLIBC_2.17 object weak 8 8")]
    [InlineData("environ GLIBC_2.17 object weak 8 -8 environ")]
    [InlineData("environ GLIBC_2.17 object weak 0 8 environ")]
    [InlineData("environ GLIBC_2.17 object local 8 8 environ")]
    [InlineData("errno GLIBC_2.17 variable global 4 4 errno")]
    [InlineData("malloc  function global")]
    public void A_line_that_is_no_symbol_is_named(string line)
    {
        string path = _folder.Write("bad.symbols", Encoding.UTF8.GetBytes("free GLIBC_2.17 function global\n" + line + "\n"));
        Assert.Equal($"{path}(2): '{line}' is not a symbol.", Assert.Throws<FormatException>(() => SymbolList.Read(path)).Message);
    }
}
