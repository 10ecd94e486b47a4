namespace Lambda.Native.Tasks.Tests;

/// <summary>The older interface, told from a library that has gone on.</summary>
public sealed class LibraryInterfaceTests : IDisposable
{
    private const string Versions = "OLD_1.9 { global: *; local: hidden_*; }; OLD_1.10 { } OLD_1.9; OLD_1.11 { } OLD_1.10; OLD_PRIVATE { global: internal; } OLD_1.11; OTHER_1.0 { global: other; };";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FactWithProgram("gcc")]
    public void A_symbol_has_the_newest_version_that_counts() => Assert.Equal(
        ["changed OLD_1.10 function global", "unchanged OLD_1.9 function global"],
        Read("""
            void unchanged(void) {}
            void changed_9(void) {}
            void changed_10(void) {}
            void changed_11(void) {}
            __asm__(".symver changed_9, changed@OLD_1.9, remove");
            __asm__(".symver changed_10, changed@OLD_1.10, remove");
            __asm__(".symver changed_11, changed@@OLD_1.11, remove");
            void added_11(void) {}
            __asm__(".symver added_11, added@@OLD_1.11, remove");
            """));

    [FactWithProgram("gcc")]
    public void What_new_programs_cannot_link_with_is_left_out() => Assert.Equal(
        ["kept OLD_1.9 function global"],
        Read("""
            void kept(void) {}
            void retired(void) {}
            void internal(void) {}
            void other(void) {}
            void hidden_one(void) {}
            void abandoned_9(void) {}
            __asm__(".symver abandoned_9, abandoned@OLD_1.9, remove");
            """));

    [FactWithProgram("gcc")]
    public void Objects_keep_size_binding_and_shared_address_and_indirect_functions_are_functions() => Assert.Equal(
        [
            "array OLD_1.9 object global 40 16 array",
            "letter OLD_1.9 object global 1 1 letter",
            "resolved OLD_1.9 function global",
            "three OLD_1.9 object global 3 2 three",
            "variable OLD_1.9 object weak 8 8 zz_variable",
            "weak_function OLD_1.9 function global",
            "zz_variable OLD_1.9 object global 8 8 zz_variable",
        ],
        Read("""
            long zz_variable = 1;
            extern long variable __attribute__((weak, alias("zz_variable")));
            long array[5] = { 1 };
            char letter = 1;
            char three[3] = { 1 };
            static int one(void) { return 1; }
            static void *choose(void) { return one; }
            int resolved(void) __attribute__((ifunc("choose")));
            __attribute__((weak)) void weak_function(void) {}
            """));

    [FactWithProgram("gcc")]
    public void The_task_says_why_a_library_will_not_do()
    {
        string library = Compile("void f(void) {}");
        string architecture = ElfHeader.TryRead(File.ReadAllBytes(library), ElfHeader.Length, out ElfHeader header) ? header.Architecture : "";
        Assert.Equal($"{library} is for {architecture}, not for sparc.", Fault(library, "sparc", "OLD_1.10"));
        Assert.Equal($"{library} is older than OLD_1.12.", Fault(library, architecture, "OLD_1.12"));
        Assert.Equal("'newest' is not a version such as GLIBC_2.34.", Fault(library, architecture, "newest"));
        Assert.Equal($"{_folder["text"]}: it is not an ELF file.", Fault(_folder.Write("text", "text"u8.ToArray()), architecture, "OLD_1.10"));
        Assert.Equal($"{library}: own has type 6: it is neither function nor object.", Fault(Compile("__thread int own;"), architecture, "OLD_1.10"));
        Assert.False(File.Exists(_folder["list"]));
    }

    private string? Fault(string library, string architecture, string newest)
    {
        var engine = new RecordingEngine();
        Assert.False(new WriteSymbolList { BuildEngine = engine, Library = library, Architecture = architecture, NewestVersion = newest, List = _folder["list"] }.Execute());
        return Assert.Single(engine.Errors).Message;
    }

    private string[] Read(string source)
    {
        Assert.True(ElfFile.TryRead(File.ReadAllBytes(Compile(source)), out ElfFile file, out string? fault), fault);
        return [.. LibraryInterface.Read(file, SymbolVersion.Parse("OLD_1.10")!, ["retired"]).Select(SymbolList.Line)];
    }

    private string Compile(string source)
    {
        string script = _folder.Write("versions", System.Text.Encoding.ASCII.GetBytes(Versions));
        return Tool.Compile(_folder, "library.so", source, "-shared", "-fPIC", "-nostdlib", "-Wl,--version-script=" + script);
    }
}
