using Lambda.Native.Tests;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>
/// Scripts in the place of ilc and the linker: the one writes empty outputs, the other a program without code for the asked machine, position-independent
/// or not as it is told. What publishes with them proves how the targets are wired, in seconds; it says nothing of compiling or linking.
/// </summary>
internal static class StandInToolchain
{
    private static readonly string s_folder = Make();

    internal static string[] Arguments => ArgumentsFor(62);

    internal static string[] Arm64Arguments => ArgumentsFor(183);

    /// <summary>The same with an lld in the place of a compiler.</summary>
    internal static string[] LldArguments =>
        [$"-p:IlcToolsPath={s_folder}{Path.DirectorySeparatorChar}", $"-p:LambdaLinkerPath={Path.Combine(s_folder, "ld.lld")}"];

    private static string[] ArgumentsFor(int machine) =>
        [$"-p:IlcToolsPath={s_folder}{Path.DirectorySeparatorChar}", $"-p:CppCompilerAndLinker={Path.Combine(s_folder, $"link-{machine}")}", "-p:LinkerFlavor=bfd"];

    private static string Make()
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestEnvironment.RepositoryRoot, "artifacts", "tests", "toolchain")).FullName;
        // ilc gets @file.rsp: "-o:path" and "--exportsfile:path" are among its lines.
        Script(Path.Combine(folder, "ilc"), """
            rsp=${1#@}
            sed -n 's/^-o:"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p; s/^--exportsfile:"\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$rsp" | while read -r file; do : > "$file"; done
            """);
        foreach ((ushort machine, string loader) in new[] { (ElfBuilder.X64, "/lib64/ld-linux-x86-64.so.2"), (ElfBuilder.Arm64, "/lib/ld-linux-aarch64.so.1") })
        {
            File.WriteAllBytes(Path.Combine(folder, $"elf-{machine}"), new ElfBuilder { Machine = machine, Interpreter = loader }.Build());
            File.WriteAllBytes(Path.Combine(folder, $"elf-{machine}-pie"), new ElfBuilder { Machine = machine, Interpreter = loader, Type = 3, IsMarkedPie = true }.Build());
            Script(Path.Combine(folder, $"link-{machine}"), $$"""
                elf=elf-{{machine}}
                for argument do if [ "$argument" = -pie ]; then elf=elf-{{machine}}-pie; fi; done
                while [ $# -gt 0 ]; do
                  if [ "$1" = -o ]; then cp "$(dirname "$0")/$elf" "$2"; chmod 755 "$2"; fi
                  shift
                done
                """);
        }
        Script(Path.Combine(folder, "ld.lld"), $$"""
            if [ "$1" = --version ]; then echo 'LLD 19.1.7 (compatible with GNU linkers)'; exit; fi
            for argument do rsp=${argument#@}; done
            elf=elf-{{ElfBuilder.X64}}
            if grep -q aarch64linux "$rsp" 2>/dev/null; then elf=elf-{{ElfBuilder.Arm64}}; fi
            while [ $# -gt 0 ]; do
              if [ "$1" = -o ]; then cp "$(dirname "$0")/$elf" "$2"; chmod 755 "$2"; fi
              shift
            done
            """);
        return folder;
    }

    internal static void Script(string path, string body)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + body.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
