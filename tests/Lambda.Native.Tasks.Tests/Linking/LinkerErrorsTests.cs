namespace Lambda.Native.Tasks.Tests;

/// <summary>What lld 14 and 19 said of real mistakes, and what is made of it.</summary>
public sealed class LinkerErrorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A linker that fails with these words.</summary>
    private (string Code, string Text) ErrorOf(string words)
    {
        string linker = _folder.WriteScript("ld.lld", $"cat '{_folder.Write("words", System.Text.Encoding.UTF8.GetBytes(words))}' >&2; exit 1");
        var task = new LinkBootstrap
        {
            BuildEngine = _engine,
            LinkerPath = linker,
            LinkerVersion = 19,
            ResponseFile = _folder.Write("link.rsp", []),
            InputFiles = [],
            Bootstrap = _folder["out/bootstrap"],
        };
        Assert.False(task.Execute());
        Assert.Empty(Directory.GetFiles(_folder["out"]));
        Assert.Single(_engine.Errors);
        Assert.DoesNotContain('\n', _engine.Errors[0].Message!);
        return (_engine.Errors[0].Code, _engine.Errors[0].Message!);
    }

    [Theory]
    [InlineData("LN2010", "frobnicate")]
    [InlineData("LN2010", "std_init")]
    [InlineData("LN2011", "__udivti3")]
    [InlineData("LN2011", "__floattidf")]
    [InlineData("LN2011", "__aarch64_ldadd4_acq")]
    [InlineData("LN2012", "__cxa_throw")]
    [InlineData("LN2012", "std::__cxx11::basic_string<char>::_M_dispose()")]
    [InlineData("LN2012", "operator new(unsigned long)")]
    [InlineData("LN2012", "vtable for __cxxabiv1::__class_type_info")]
    [InlineData("LN2012", "_Unwind_Resume")]
    public void An_undefined_symbol_is_named_with_the_one_who_needs_it(string code, string symbol)
    {
        (string actual, string text) = ErrorOf($"""
            ld.lld: error: undefined symbol: {symbol}
            >>> referenced by divide.c:3 (src/divide.c:3)
            >>>               divide.o:(divide) in archive /libs/libdivide.a
            """);
        Assert.Equal(code, actual);
        Assert.Contains($"'{symbol}'", text);
        Assert.Contains("divide.o in /libs/libdivide.a", text);
    }

    [Fact]
    public void A_reference_from_an_object_names_the_object()
    {
        (_, string text) = ErrorOf("ld.lld: error: undefined symbol: gone\n>>> referenced by app.o:(main)\n");
        Assert.Contains("app.o:(main)", text);
    }

    [Theory]
    [InlineData("ld.lld: error: undefined reference due to --no-allow-shlib-undefined: _dl_find_object@GLIBC_2.35\n>>> referenced by /usr/lib/gcc/libgcc_s.so.1\n")]
    [InlineData("ld.lld: error: /usr/lib/gcc/libgcc_s.so.1: undefined reference to _dl_find_object@GLIBC_2.35 [--no-allow-shlib-undefined]\n")]
    public void A_shared_library_for_a_newer_glibc_is_named_with_the_symbol(string words)
    {
        (string code, string text) = ErrorOf(words);
        Assert.Equal("LN2013", code);
        Assert.Contains("/usr/lib/gcc/libgcc_s.so.1", text);
        Assert.Contains("_dl_find_object@GLIBC_2.35", text);
    }

    [Fact]
    public void A_library_of_the_machine_is_not_looked_for()
    {
        (string code, string text) = ErrorOf("ld.lld: error: unable to find library -lcurl\n");
        Assert.Equal("LN2014", code);
        Assert.Contains("-lcurl", text);
    }

    [Theory]
    [InlineData("ld.lld: error: bootstrap.o: not an ELF file\n", "bootstrap.o: not an ELF file")]
    [InlineData("", "It said nothing")]
    public void Anything_else_is_told_in_the_linkers_words(string words, string expected)
    {
        (string code, string text) = ErrorOf(words);
        Assert.Equal("LN2015", code);
        Assert.Contains(expected, text);
    }
}
