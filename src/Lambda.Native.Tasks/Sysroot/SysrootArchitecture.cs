namespace Lambda.Native.Tasks;

/// <summary>What ELF files of one processor have of their own.</summary>
internal sealed class SysrootArchitecture
{
    private static readonly SysrootArchitecture[] s_all =
    [
        new("x86_64", machine: 62, new Dictionary<string, uint>
        {
            ["R_X86_64_PC32"] = 2,
            ["R_X86_64_PLT32"] = 4,
            ["R_X86_64_GOTPCRELX"] = 41,
        }),
        new("arm64", machine: 183, new Dictionary<string, uint>
        {
            ["R_AARCH64_ADR_PREL_PG_HI21"] = 275,
            ["R_AARCH64_ADD_ABS_LO12_NC"] = 277,
            ["R_AARCH64_JUMP26"] = 282,
            ["R_AARCH64_CALL26"] = 283,
            ["R_AARCH64_LDST64_ABS_LO12_NC"] = 286,
        }),
    ];

    private SysrootArchitecture(string name, ushort machine, IReadOnlyDictionary<string, uint> relocations)
    {
        Name = name;
        Machine = machine;
        Relocations = relocations;
    }

    /// <summary>In Lambda's words.</summary>
    internal string Name { get; }

    internal ushort Machine { get; }

    /// <summary>The relocations that the listings use, by the names of the processor's ABI.</summary>
    internal IReadOnlyDictionary<string, uint> Relocations { get; }

    internal bool IsArm64 => Machine == 183;

    internal static SysrootArchitecture Named(string name) =>
        Array.Find(s_all, architecture => architecture.Name == name) ?? throw new FormatException($"There is no sysroot for '{name}'.");
}
