using System.Runtime.InteropServices;

namespace Lambda.Native.Tasks.Tests;

/// <summary>What compiles C for an architecture and runs the result on this machine.</summary>
internal sealed class Toolchain
{
    private Toolchain(string architecture, string prefix, string loader, string[] runner, string[] libraries)
    {
        Architecture = architecture;
        Compiler = prefix + "gcc";
        Assembler = prefix + "as";
        Disassembler = prefix + "objdump";
        Loader = loader;
        Runner = runner;
        Libraries = libraries;
    }

    internal static Toolchain X64 { get; } = new("x86_64", "", "/lib64/ld-linux-x86-64.so.2", [], ["-lm", "-lpthread", "-ldl", "-lc"]);

    internal static Toolchain Arm64 { get; } = new("arm64", "aarch64-linux-gnu-", "/lib/ld-linux-aarch64.so.1",
        ["qemu-aarch64", "-L", "/usr/aarch64-linux-gnu"], ["-lm", "-lpthread", "-ldl", "-lc", "-lbuiltins"]);

    /// <summary>Every lld of this machine.</summary>
    internal static IEnumerable<string> Linkers =>
        Enumerable.Range(13, 30).Select(version => $"ld.lld-{version}").Prepend("ld.lld").Where(Tool.Exists);

    internal string Architecture { get; }

    internal string Compiler { get; }

    internal string Assembler { get; }

    internal string Disassembler { get; }

    internal string Loader { get; }

    internal string[] Runner { get; }

    /// <summary>In the order of a link.</summary>
    internal string[] Libraries { get; }

    internal static Toolchain Named(string architecture) => architecture == X64.Architecture ? X64 : Arm64;

    /// <summary>Why programs of this architecture cannot be made and run here, or null.</summary>
    internal string? Obstacle
    {
        get
        {
            if (!OperatingSystem.IsLinux() || this == X64 && RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64)
                return $"Programs for {Architecture} do not run on this machine.";
            return Array.Find([Compiler, .. Runner.Take(1)], program => !Tool.Exists(program)) is { } missing ? $"{missing} is not installed on this machine." : null;
        }
    }

    /// <summary>Compiles one of the programs beside these tests.</summary>
    internal string Compile(TemporaryFolder folder, string program, params string[] arguments)
    {
        string output = folder[program + ".o"];
        Tool.Run(Compiler, ["-std=gnu11", "-O1", .. arguments, "-c", Path.Combine(AppContext.BaseDirectory, "programs", program + ".c"), "-o", output]);
        return output;
    }

    /// <summary>Links with a linker alone: nothing but the sysroot is on its command line.</summary>
    internal string Link(string linker, SysrootFixture sysroot, TemporaryFolder folder, string objectFile, params string[] arguments)
    {
        string program = folder[Path.GetFileNameWithoutExtension(objectFile)];
        Tool.Run(linker, [.. arguments, "--dynamic-linker", Loader, "-z", "relro", "-z", "now", "--as-needed", "--gc-sections", "-o", program,
            sysroot[Architecture, "start.o"], objectFile, "-L", sysroot[Architecture, "lib"], .. Libraries]);
        return program;
    }

    internal string Run(string program, params string[] arguments)
    {
        string[] command = [.. Runner, program, .. arguments];
        return Tool.Run(command[0], command[1..]);
    }
}

/// <summary>A test that makes and runs programs, with each lld of the machine where it is given one.</summary>
internal sealed class TheoryWithToolchainAttribute : TheoryAttribute
{
    public TheoryWithToolchainAttribute(params string[] architectures) =>
        Skip = architectures.Select(architecture => Toolchain.Named(architecture).Obstacle).FirstOrDefault(obstacle => obstacle is not null)
            ?? (Toolchain.Linkers.Any() ? null : "ld.lld is not installed on this machine.");
}
