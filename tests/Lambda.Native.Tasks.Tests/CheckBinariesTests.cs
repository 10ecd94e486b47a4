using Lambda.Native.Tests;
using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks.Tests;

public sealed class CheckBinariesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    private CheckBinaries Gate(params ITaskItem[] files) => new()
    {
        BuildEngine = _engine,
        Files = files,
        Architecture = "x86_64",
        RuntimeName = "provided.al2023",
        RuntimeLoaders = RuntimeFacts.Items("_LambdaRuntimeLoader"),
        RuntimeVersions = RuntimeFacts.Items("_LambdaRuntimeVersion"),
        RuntimeLibraries = RuntimeFacts.Items("_LambdaRuntimeLibrary"),
    };

    private ITaskItem Bootstrap(ElfBuilder? elf = null) => _folder.Content("bootstrap", (elf ?? new ElfBuilder()).Build());

    private void AssertPasses(CheckBinaries gate)
    {
        Assert.True(gate.Execute(), string.Join('\n', _engine.Errors.Select(e => e.Message)));
        Assert.True(gate.IsClean);
        Assert.Empty(_engine.Warnings);
    }

    /// <summary>One error, of one line, that speaks of all of this.</summary>
    private void AssertRefuses(CheckBinaries gate, string code, params string[] words)
    {
        Assert.False(gate.Execute());
        Assert.Equal([code], _engine.ErrorCodes);
        Assert.DoesNotContain('\n', _engine.Errors[0].Message!);
        Assert.All(words, word => Assert.Contains(word, _engine.Errors[0].Message));
    }

    [Fact]
    public void Every_fact_has_its_source_and_says_how_far_it_was_checked()
    {
        Assert.NotEmpty(RuntimeFacts.Elements);
        Assert.All(RuntimeFacts.Elements, e => Assert.Contains(e.Attribute("Checked")?.Value, new[] { "documented", "derived" }));
        Assert.All(RuntimeFacts.Elements, e => Assert.Matches(@"^\[\w+\]", e.Attribute("Source")?.Value));
        Assert.Equal(["GLIBC", "GLIBCXX", "CXXABI", "GCC", "OPENSSL"], RuntimeFacts.Items("_LambdaRuntimeVersion").Select(i => i.ItemSpec).Distinct());
    }

    [Theory]
    [InlineData("x86_64")]
    [InlineData("arm64")]
    public void The_sysroot_that_is_linked_with_ends_where_the_facts_say(string architecture)
    {
        SymbolVersion?[] versions = [.. SymbolList.Read(SysrootFixture.Text(architecture, "libc.so.6.symbols")).Select(s => SymbolVersion.Parse(s.Version ?? ""))];
        var newest = SymbolVersion.Parse("GLIBC_" + RuntimeFacts.Items("_LambdaRuntimeVersion").Single(i => i.ItemSpec == "GLIBC").GetMetadata("Version"))!;
        Assert.Equal(0, versions.OfType<SymbolVersion>().Max(v => v.CompareTo(newest)));
    }

    [Fact]
    public void Passes_a_bootstrap_that_runs() => AssertPasses(Gate(Bootstrap(new ElfBuilder
    {
        Needed = ["libm.so.6", "libc.so.6", "libstdc++.so.6", "libgcc_s.so.1", "libssl.so.3"],
        Imports =
        [
            ("fmod", "GLIBC_2.2.5", "libm.so.6", ElfBuilder.Global), ("__libc_start_main", "GLIBC_2.34", "libc.so.6", ElfBuilder.Global),
            ("_ZSt4cout", "GLIBCXX_3.4", "libstdc++.so.6", ElfBuilder.Global), ("newest", "GLIBCXX_3.4.29", "libstdc++.so.6", ElfBuilder.Global),
            ("tm", "CXXABI_TM_1", "libstdc++.so.6", ElfBuilder.Global), ("abi", "CXXABI_1.3.13", "libstdc++.so.6", ElfBuilder.Global),
            ("unwind", "GCC_7.0.0", "libgcc_s.so.1", ElfBuilder.Weak), ("SSL_new", "OPENSSL_3.0.0", "libssl.so.3", ElfBuilder.Global),
            ("own", "SOMEBODY_9.9", "libc.so.6", ElfBuilder.Global),
        ],
    })));

    [Fact]
    public void Passes_a_bootstrap_for_the_other_processor_where_that_is_asked_for()
    {
        CheckBinaries gate = Gate(Bootstrap(new ElfBuilder
        {
            Machine = ElfBuilder.Arm64,
            Interpreter = "/lib/ld-linux-aarch64.so.1",
            Needed = ["libc.so.6", "ld-linux-aarch64.so.1"],
            Imports = [("__clear_cache", "GCC_11.0", "libgcc_s.so.1", ElfBuilder.Weak)],
        }));
        gate.Architecture = "arm64";
        AssertPasses(gate);
    }

    public static TheoryData<string, string, byte[]> BadBootstraps
    {
        get
        {
            var data = new TheoryData<string, string, byte[]>();
            void Add(string code, string words, ElfBuilder elf) => data.Add(code, words, elf.Build());
            void AddVersion(string words, string symbol, string version, string library, byte binding) =>
                Add("LN2029", words, new ElfBuilder { Needed = [library], Imports = [(symbol, version, library, binding)] });

            Add("LN2025", "made for arm64, but the function is for x86_64", new ElfBuilder { Machine = ElfBuilder.Arm64, Interpreter = "/lib/ld-linux-aarch64.so.1" });
            Add("LN2025", "32-bit x86", new ElfBuilder { Class = 1, Machine = 3 });
            Add("LN2025", "a 32-bit machine 62", new ElfBuilder { Class = 1 });
            Add("LN2025", "a big-endian machine 62", new ElfBuilder { Encoding = 2 });
            Add("LN2025", "machine 243", new ElfBuilder { Machine = 243 });
            Add("LN2027", "/lib/ld-musl-x86_64.so.1", new ElfBuilder { Interpreter = "/lib/ld-musl-x86_64.so.1" });
            Add("LN2028", "libicuuc.so.72", new ElfBuilder { Needed = ["libc.so.6", "libicuuc.so.72"] });
            Add("LN2028", "libssl.so.1.1", new ElfBuilder { Needed = ["libc.so.6", "libssl.so.1.1"] });
            Add("LN2028", "ld-linux-aarch64.so.1", new ElfBuilder { Needed = ["libc.so.6", "ld-linux-aarch64.so.1"] });
            AddVersion("fmod in version GLIBC_2.38 of libm.so.6, but provided.al2023 ends at GLIBC_2.34", "fmod", "GLIBC_2.38", "libm.so.6", ElfBuilder.Global);
            AddVersion("arc4random in version GLIBC_2.36", "arc4random", "GLIBC_2.36", "libc.so.6", ElfBuilder.Weak);
            AddVersion("GLIBC_2.100", "later", "GLIBC_2.100", "libc.so.6", ElfBuilder.Global);
            AddVersion("GLIBC_PRIVATE", "__libc_early_init", "GLIBC_PRIVATE", "libc.so.6", ElfBuilder.Global);
            AddVersion("needs it in version GLIBC_ABI_DT_RELR", "", "GLIBC_ABI_DT_RELR", "libc.so.6", ElfBuilder.Global);
            AddVersion("ends at GLIBCXX_3.4.29", "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE", "GLIBCXX_3.4.30", "libstdc++.so.6", ElfBuilder.Global);
            AddVersion("ends at CXXABI_1.3.13", "x", "CXXABI_1.3.15", "libstdc++.so.6", ElfBuilder.Global);
            AddVersion("ends at GCC_7.0.0", "__extendhfsf2", "GCC_12.0.0", "libgcc_s.so.1", ElfBuilder.Global);
            AddVersion("ends at OPENSSL_3.0.8", "SSL_get0_group_name", "OPENSSL_3.2.0", "libssl.so.3", ElfBuilder.Global);
            Add("LN2032", "executable", new ElfBuilder { ExecutableStack = true });
            Add("LN2032", "executable", new ElfBuilder { ExecutableStack = null });
            Add("LN2033", "RELRO", new ElfBuilder { Relro = false });
            Add("LN2034", "lazily", new ElfBuilder { BindNow = false });
            Add("LN2035", "is position-independent", new ElfBuilder { Type = 3, IsMarkedPie = true });
            Add("LN2031", "is static, but was asked to be dynamic", new ElfBuilder { Interpreter = null, IsDynamic = false });
            Add("LN2026", "a shared library", new ElfBuilder { Type = 3, Interpreter = null });
            Add("LN2026", "an object file", new ElfBuilder { Type = 1, Interpreter = null });
            data.Add("LN2024", "beyond the end", new ElfBuilder().Build()[..^100]);
            data.Add("LN2024", "beyond the end", new ElfBuilder().Build()[..60]);
            data.Add("LN2023", "not an ELF file", "#!/bin/sh\nexec ./Hello\n"u8.ToArray());
            data.Add("LN2023", "not an ELF file", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);
            data.Add("LN2023", "ends within the header", [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]);
            data.Add("LN2023", "not an ELF file", []);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BadBootstraps))]
    public void Refuses_a_bootstrap_that_would_not_run_as_it_should(string code, string words, byte[] content) =>
        AssertRefuses(Gate(_folder.Content("bootstrap", content)), code, words);

    [Theory]
    [MemberData(nameof(BadBootstraps))]
    public void Refuses_it_in_the_package_too(string code, string words, byte[] content)
    {
        ITaskItem bootstrap = _folder.Content("bootstrap", content);
        string package = _folder["lambda.zip"];
        using (FileStream file = File.Create(package))
        {
            var writer = new ZipWriter(file, ZipWriter.Smallest);
            writer.Add("bootstrap", new MemoryStream(content), ZipWriter.ExecutableMode);
            writer.Finish();
        }
        File.WriteAllBytes(bootstrap.GetMetadata("FullPath"), new ElfBuilder().Build());
        CheckBinaries gate = Gate(bootstrap);
        gate.Package = package;
        AssertRefuses(gate, code, words, package);
    }

    [Fact]
    public void Refuses_a_fixed_address_where_another_was_asked_for()
    {
        CheckBinaries gate = Gate(Bootstrap());
        gate.PositionIndependent = true;
        AssertRefuses(gate, "LN2035", "is not position-independent");
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Passes_a_static_bootstrap_where_one_was_asked_for_and_refuses_another(ushort type, bool pie)
    {
        var elf = new ElfBuilder { Type = type, IsMarkedPie = pie, Interpreter = null, IsDynamic = pie, Needed = [], Imports = [] };
        CheckBinaries gate = Gate(Bootstrap(elf));
        (gate.IsStatic, gate.PositionIndependent) = (true, pie);
        AssertPasses(gate);

        gate = Gate(Bootstrap());
        gate.IsStatic = true;
        AssertRefuses(gate, "LN2031", "is dynamic, but was asked to be static");
    }

    [Fact]
    public void Says_everything_that_is_wrong_at_once()
    {
        Assert.False(Gate(Bootstrap(new ElfBuilder { Needed = ["libnope.so"], Imports = [("fmod", "GLIBC_2.38", "libc.so.6", 1)], Relro = false, BindNow = false })).Execute());
        Assert.Equal(["LN2028", "LN2029", "LN2033", "LN2034"], _engine.ErrorCodes);
    }

    public static TheoryData<string, string, byte[]> BadLibraries => new()
    {
        { "LN2025", "made for arm64", new ElfBuilder { Type = 3, Interpreter = null, Machine = ElfBuilder.Arm64 }.Build() },
        { "LN2028", "libnope.so.1", ElfBuilder.Library("libnope.so.1").Build() },
        { "LN2029", "strlcpy in version GLIBC_2.38", new ElfBuilder { Type = 3, Interpreter = null, Imports = [("strlcpy", "GLIBC_2.38", "libc.so.6", ElfBuilder.Weak)] }.Build() },
        { "LN2032", "executable", new ElfBuilder { Type = 3, Interpreter = null, ExecutableStack = true }.Build() },
    };

    [Theory]
    [MemberData(nameof(BadLibraries))]
    public void Refuses_a_library_that_would_not_load_and_names_its_source(string code, string words, byte[] library) =>
        AssertRefuses(Gate(Bootstrap(), _folder.Content("libfoo.so", library)), code, words, "libfoo.so", _folder["content/libfoo.so"]);

    [Fact]
    public void Refuses_a_library_that_is_cut_off() =>
        AssertRefuses(Gate(Bootstrap(), _folder.Content("libfoo.so", ElfBuilder.Library("libc.so.6").Build()[..200])), "LN2024", "libfoo.so");

    [Fact]
    public void Refuses_a_tool_for_another_C_library() =>
        AssertRefuses(Gate(Bootstrap(), _folder.Content("bin/tool", new ElfBuilder { Interpreter = "/lib/ld-musl-x86_64.so.1" }.Build())), "LN2027", "bin/tool");

    [Theory]
    [InlineData("libfoo.so", "libbar.so", null, null)]
    [InlineData("libfoo.so", "lib/libbar.so", null, null)]
    [InlineData("native/libfoo.so", "libbar.so", null, null)]
    [InlineData("native/libfoo.so", "native/libbar.so", "$ORIGIN", null)]
    [InlineData("native/libfoo.so", "native/libbar.so", "/opt/x:${ORIGIN}/.", null)]
    [InlineData("native/libfoo.so", "other/libbar.so", "$ORIGIN/../other", null)]
    [InlineData("native/libfoo.so", "native/libbar.so", null, "$ORIGIN")]
    [InlineData("native/libfoo.so", "deep/er/libbar.so", "/var/task/deep/er", null)]
    public void Finds_a_library_of_the_package_where_the_loader_does(string requester, string library, string? runPath, string? runPathOld)
    {
        var foo = new ElfBuilder { Type = 3, Interpreter = null, Imports = [], Needed = ["libbar.so", "libc.so.6"], RunPath = runPath, RunPathOld = runPathOld };
        AssertPasses(Gate(Bootstrap(), _folder.Content(requester, foo.Build()), _folder.Content(library, ElfBuilder.Library("libc.so.6").Build())));
    }

    [Theory]
    [InlineData("native/libbar.so", null)]
    [InlineData("native/libbar.so", "/opt/lib")]
    [InlineData("libbar.so.1", null)]
    [InlineData("native/libbar.so", "$ORIGIN/../../../..")]
    public void Does_not_find_it_elsewhere(string place, string? runPath)
    {
        var foo = new ElfBuilder { Type = 3, Interpreter = null, Imports = [], Needed = ["libbar.so"], RunPath = runPath };
        AssertRefuses(Gate(Bootstrap(), _folder.Content("native/libfoo.so", foo.Build()), _folder.Content(place, ElfBuilder.Library().Build())),
            "LN2028", place == "native/libbar.so" ? "It is packed as native/libbar.so, where the loader does not look." : "libbar.so");
    }

    [Fact]
    public void The_bootstraps_old_run_path_counts_for_the_libraries_it_loads() => AssertPasses(Gate(
        Bootstrap(new ElfBuilder { RunPathOld = "$ORIGIN/native" }),
        _folder.Content("native/libfoo.so", ElfBuilder.Library("libbar.so").Build()),
        _folder.Content("native/libbar.so", ElfBuilder.Library("libc.so.6").Build())));

    [Fact]
    public void A_library_of_a_layer_is_taken_for_there()
    {
        CheckBinaries gate = Gate(Bootstrap(), _folder.Content("libfoo.so", ElfBuilder.Library("liblayer.so.2").Build()));
        gate.LayerLibraries = ["liblayer.so.2"];
        AssertPasses(gate);
    }

    [Fact]
    public void A_newer_libstdcxx_in_the_package_counts_only_where_the_loader_prefers_it()
    {
        ITaskItem own = _folder.Content("libstdc++.so.6", new ElfBuilder { Type = 3, Interpreter = null, SoName = "libstdc++.so.6", Exports = [("x", "GLIBCXX_3.4.33")] }.Build());
        ElfBuilder Foo(string? runPath, string? old) => new()
        {
            Type = 3, Interpreter = null, RunPath = runPath, RunPathOld = old,
            Needed = ["libstdc++.so.6"], Imports = [("x", "GLIBCXX_3.4.33", "libstdc++.so.6", ElfBuilder.Global)],
        };
        AssertPasses(Gate(Bootstrap(), own, _folder.Content("libfoo.so", Foo(null, "$ORIGIN").Build())));
        AssertRefuses(Gate(Bootstrap(), own, _folder.Content("libfoo.so", Foo("$ORIGIN", null).Build())), "LN2029");
    }

    [Fact]
    public void Two_libraries_that_do_not_belong_together_are_refused()
    {
        ITaskItem old = _folder.Content("libbar.so", new ElfBuilder { Type = 3, Interpreter = null, SoName = "libbar.so", Exports = [("x", "BAR_1")] }.Build());
        var foo = new ElfBuilder { Type = 3, Interpreter = null, Needed = ["libbar.so"], Imports = [("y", "BAR_2", "libbar.so", ElfBuilder.Global)] };
        AssertRefuses(Gate(Bootstrap(), old, _folder.Content("libfoo.so", foo.Build())), "LN2030", "y in version BAR_2", "libbar.so");
    }

    [Fact]
    public void What_is_neither_program_nor_library_is_data() => AssertPasses(Gate(
        Bootstrap(),
        _folder.Content("kernel.o", new ElfBuilder { Type = 1, Interpreter = null, Machine = 247 }.Build()),
        _folder.Content("run.sh", "#!/bin/nothere\n"u8.ToArray()),
        _folder.Content("data.json", "{}"u8.ToArray()),
        _folder.Content("empty", [])));

    [Fact]
    public void A_static_tool_may_lack_what_its_compiler_never_makes()
    {
        AssertPasses(Gate(Bootstrap(), _folder.Content("tool", new ElfBuilder { Interpreter = null, IsDynamic = false, Relro = false }.Build())));
        Assert.Contains(_engine.Messages, m => m.StartsWith("LN2033: tool", StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_is_judged_as_strictly_as_the_bootstrap_when_its_item_asks_for_it()
    {
        byte[] lazy = new ElfBuilder { Type = 3, Interpreter = null, BindNow = false }.Build();
        ITaskItem library = _folder.Content("libfoo.so", lazy);
        AssertPasses(Gate(Bootstrap(), library));
        library.SetMetadata("LambdaHardeningChecks", "error");
        AssertRefuses(Gate(Bootstrap(), library), "LN2034", "libfoo.so");
    }

    [Theory]
    [InlineData("warning", "error", "LN2029", "LN2032")]
    [InlineData("error", "warning", "LN2032", "LN2029")]
    public void Each_kind_can_be_a_warning(string checks, string hardening, string warning, string error)
    {
        CheckBinaries gate = Gate(Bootstrap(new ElfBuilder { Imports = [("fmod", "GLIBC_2.38", "libc.so.6", 1)], ExecutableStack = true }));
        (gate.BinaryChecks, gate.HardeningChecks) = (checks, hardening);
        Assert.False(gate.Execute());
        Assert.Equal([warning], _engine.Warnings.Select(w => w.Code));
        Assert.Equal([error], _engine.ErrorCodes);
    }

    [Fact]
    public void Warnings_alone_let_it_pass_but_not_as_clean()
    {
        CheckBinaries gate = Gate(Bootstrap(new ElfBuilder { Relro = false }));
        gate.HardeningChecks = "warning";
        Assert.True(gate.Execute());
        Assert.False(gate.IsClean);
    }

    [Fact]
    public void What_was_warned_of_before_is_not_said_again_of_the_package()
    {
        CheckBinaries gate = Gate(Bootstrap(new ElfBuilder { Relro = false }), _folder.Content("tool", new ElfBuilder { Relro = false }.Build()));
        (gate.HardeningChecks, gate.ErrorsOnly) = ("warning", true);
        AssertPasses(gate);
        Assert.Empty(_engine.Messages);
        gate.HardeningChecks = "error";
        AssertRefuses(gate, "LN2033", "bootstrap");
    }

    [Fact]
    public void None_says_nothing()
    {
        CheckBinaries gate = Gate(_folder.Content("bootstrap", new ElfBuilder { Needed = ["libnope.so"], Relro = false }.Build()));
        (gate.BinaryChecks, gate.HardeningChecks) = ("none", "none");
        AssertPasses(gate);
    }

    [Fact]
    public void An_items_own_choice_goes_before()
    {
        ITaskItem agent = _folder.Content("agents/arm64", new ElfBuilder { Machine = ElfBuilder.Arm64 }.Build());
        agent.SetMetadata("LambdaBinaryChecks", "none");
        AssertPasses(Gate(Bootstrap(), agent));
        agent.SetMetadata("LambdaBinaryChecks", "off");
        AssertRefuses(Gate(Bootstrap(), agent), "LN2022", "off", "agents/arm64");
    }

    [Fact]
    public void What_a_file_says_of_itself_stays_one_line_of_a_bearable_length() =>
        AssertRefuses(Gate(Bootstrap(new ElfBuilder { Needed = ["lib\nerror : LN9999: gotcha" + new string('x', 3000)] })), "LN2028", "lib?error");

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error()
    {
        ITaskItem bootstrap = Bootstrap();
        File.Delete(bootstrap.GetMetadata("FullPath"));
        AssertRefuses(Gate(bootstrap), "LN3008");
    }

    [Fact]
    public void A_package_that_cannot_be_read_is_an_error()
    {
        CheckBinaries gate = Gate(Bootstrap());
        gate.Package = _folder.Write("lambda.zip", "no zip"u8.ToArray());
        AssertRefuses(gate, "LN3008", "lambda.zip");
    }

    [FactWithProgram("gcc", "ar")]
    public void Names_the_object_or_the_member_of_a_static_library_that_asks_for_a_symbol()
    {
        string member = Tool.Compile(_folder, "a_member_with_a_long_name.o", "double fmod(double, double); double f(double a) { return fmod(a, 2); }", "-c", "-fno-builtin");
        string unrelated = Tool.Compile(_folder, "unrelated.o", "int g(void) { return 1; }", "-c");
        Tool.Run("ar", "rcs", _folder["libuser.a"], unrelated, member);
        string own = Tool.Compile(_folder, "Hello.o", "double fmod(double, double); double h(double a) { return fmod(a, 3); }", "-c", "-fno-builtin");
        CheckBinaries gate = Gate(Bootstrap(new ElfBuilder { Needed = ["libm.so.6"], Imports = [("fmod", "GLIBC_2.38", "libm.so.6", 1)] }));
        gate.LinkInputs = [own, unrelated, _folder["nothere.a"], _folder["libuser.a"]];
        AssertRefuses(gate, "LN2029", "fmod is asked for by Hello.o, libuser.a(a_member_with_a_long_name.o).");
    }

    [FactWithProgram("gcc")]
    public void Passes_what_gcc_makes_on_this_host_and_refuses_it_spoiled()
    {
        const string source = "#include <stdio.h>\nint main(int n, char **v) { printf(\"%d\", n); return 0; }";
        ITaskItem Make(params string[] flags)
        {
            string path = Tool.Compile(_folder, "x", source, [.. flags, "-Wl,-z,relro,-z,now"]);
            return _folder.Content("bootstrap", File.ReadAllBytes(path));
        }

        AssertPasses(OnThisHost(Gate(Make("-no-pie"))));
        CheckBinaries gate = OnThisHost(Gate(Make("-pie", "-fPIE")));
        gate.PositionIndependent = true;
        AssertPasses(gate);

        AssertRefuses(OnThisHost(Gate(Make("-no-pie", "-Wl,-z,execstack"))), "LN2032");
        _engine.Errors.Clear();
        AssertRefuses(OnThisHost(Gate(Make("-no-pie", "-shared", "-fPIC"))), "LN2026");
        _engine.Errors.Clear();
        AssertRefuses(OnThisHost(Gate(Make("-no-pie", "-c"))), "LN2026");
        _engine.Errors.Clear();
        CheckBinaries other = OnThisHost(Gate(Make("-no-pie")));
        other.Architecture = other.Architecture == "arm64" ? "x86_64" : "arm64";
        AssertRefuses(other, "LN2025");
    }

    private static CheckBinaries OnThisHost(CheckBinaries gate)
    {
        gate.Architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";
        return gate;
    }

    [FactWithProgram("aarch64-linux-gnu-gcc")]
    public void Passes_what_gcc_makes_for_arm64()
    {
        string path = Tool.Compile("aarch64-linux-gnu-gcc", _folder, "x", "#include <stdio.h>\nint main(void) { puts(\"x\"); return 0; }", "-no-pie", "-Wl,-z,relro,-z,now");
        CheckBinaries gate = Gate(_folder.Content("bootstrap", File.ReadAllBytes(path)));
        gate.Architecture = "arm64";
        AssertPasses(gate);
    }
}
