namespace Lambda.Native.Tasks.Tests;

/// <summary>Programs that lld alone has linked with nothing but the sysroot, run.</summary>
public sealed class LinkedProgramTests(SysrootFixture sysroot) : IClassFixture<SysrootFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> LinkersAndKinds
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string linker in Toolchain.Linkers)
            {
                data.Add(linker, "fixed address");
                data.Add(linker, "position-independent");
            }
            return data;
        }
    }

    public static TheoryData<string> Linkers => [.. Toolchain.Linkers];

    public void Dispose() => _folder.Dispose();

    [TheoryWithToolchain("x86_64")]
    [MemberData(nameof(LinkersAndKinds))]
    public void Share_the_variables_of_libc_on_x86_64(string linker, string kind) => ShareTheVariablesOfLibc(Toolchain.X64, linker, kind);

    [TheoryWithToolchain("arm64")]
    [MemberData(nameof(LinkersAndKinds))]
    public void Share_the_variables_of_libc_on_arm64(string linker, string kind) => ShareTheVariablesOfLibc(Toolchain.Arm64, linker, kind);

    [TheoryWithToolchain("x86_64")]
    [MemberData(nameof(LinkersAndKinds))]
    public void Run_from_constructors_to_handlers_at_exit_on_x86_64(string linker, string kind) => RunFromConstructorsToHandlersAtExit(Toolchain.X64, linker, kind);

    [TheoryWithToolchain("arm64")]
    [MemberData(nameof(LinkersAndKinds))]
    public void Run_from_constructors_to_handlers_at_exit_on_arm64(string linker, string kind) => RunFromConstructorsToHandlersAtExit(Toolchain.Arm64, linker, kind);

    [TheoryWithToolchain("arm64")]
    [MemberData(nameof(Linkers))]
    public void Have_every_outline_atomic(string linker)
    {
        string program = Toolchain.Arm64.Link(linker, sysroot, _folder, Toolchain.Arm64.Compile(_folder, "atomics", "-fno-pic"));
        // 24 of 1 to 8 bytes and one of 16, in five orders of memory.
        Assert.Equal("125 functions\n", Toolchain.Arm64.Run(program));
    }

    [TheoryWithToolchain("arm64")]
    [MemberData(nameof(Linkers))]
    public void Run_the_code_they_write(string linker)
    {
        string program = Toolchain.Arm64.Link(linker, sysroot, _folder, Toolchain.Arm64.Compile(_folder, "clear_cache", "-fno-pic"));
        Assert.Equal("cleared\n", Toolchain.Arm64.Run(program));
    }

    [TheoryWithToolchain("x86_64")]
    [MemberData(nameof(Linkers))]
    public void Find_zlib_by_the_name_of_its_file_alone(string linker)
    {
        string objectFile = Toolchain.X64.Compile(_folder, "zlib", "-fPIE");
        string program = Toolchain.X64.Link(linker, sysroot, _folder, objectFile, "-pie", sysroot["x86_64", "lib/libz.so.1"]);
        Assert.True(ElfFile.TryRead(File.ReadAllBytes(program), out ElfFile file, out string? fault), fault);
        Assert.Contains("libz.so.1", file.Needed);
        Assert.Contains("zlibVersion", Assert.ThrowsAny<Exception>(() => Toolchain.X64.Link(linker, sysroot, _folder, objectFile, "-pie")).Message);
        Assert.Contains("-lz", Assert.ThrowsAny<Exception>(() => Toolchain.X64.Link(linker, sysroot, _folder, objectFile, "-pie", "-lz")).Message);
    }

    private void ShareTheVariablesOfLibc(Toolchain toolchain, string linker, string kind)
    {
        string program = Make(toolchain, linker, kind, "variables");
        Assert.Equal("stdout\n", toolchain.Run(program, "two", "arguments"));
    }

    private void RunFromConstructorsToHandlersAtExit(Toolchain toolchain, string linker, string kind)
    {
        string program = Make(toolchain, linker, kind, "process");
        Assert.Equal("quick exit\natexit\ndestructor\n", toolchain.Run(program));
    }

    /// <summary>Makes a program and looks at what it is going to ask for.</summary>
    private string Make(Toolchain toolchain, string linker, string kind, string source)
    {
        bool isPie = kind == "position-independent";
        string program = toolchain.Link(linker, sysroot, _folder, toolchain.Compile(_folder, source, isPie ? "-fPIE" : "-fno-pic"), isPie ? ["-pie"] : []);
        Assert.True(ElfFile.TryRead(File.ReadAllBytes(program), out ElfFile file, out string? fault), fault);
        Assert.Equal((toolchain.Architecture, isPie ? ElfHeader.TypeShared : ElfHeader.TypeExecutable), (file.Header.Architecture, file.Header.Type));
        Assert.Equal(toolchain.Loader, file.Interpreter);
        Assert.All(file.Needed, library => Assert.Contains(library, new[] { "libc.so.6", "libm.so.6" }));
        Assert.False(file.HasExecutableStack);
        PinnedVersions.Verify(file);
        return program;
    }
}
