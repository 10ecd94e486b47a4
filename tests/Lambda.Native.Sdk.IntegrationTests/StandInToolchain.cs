namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>
/// Scripts in the place of ilc and the linker: the one writes empty outputs, the other an ELF header of the asked machine. What publishes with them proves how
/// the targets are wired, in seconds; it says nothing of compiling or linking.
/// </summary>
internal static class StandInToolchain
{
    private static readonly string s_folder = Make();

    internal static string[] Arguments => ArgumentsFor(62);

    internal static string[] Arm64Arguments => ArgumentsFor(183);

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
        foreach (byte machine in new byte[] { 62, 183 })
        {
            var header = new byte[64];
            "\u007fELF"u8.CopyTo(header);
            (header[4], header[5], header[6], header[16], header[18]) = (2, 1, 1, 3, machine);
            File.WriteAllBytes(Path.Combine(folder, $"elf-{machine}"), header);
            Script(Path.Combine(folder, $"link-{machine}"), $$"""
                while [ $# -gt 0 ]; do
                  if [ "$1" = -o ]; then cp "$(dirname "$0")/elf-{{machine}}" "$2"; chmod 755 "$2"; fi
                  shift
                done
                """);
        }
        return folder;
    }

    internal static void Script(string path, string body)
    {
        File.WriteAllText(path, "#!/bin/sh\n" + body.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
