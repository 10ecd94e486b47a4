namespace Lambda.Native.Tasks;

/// <summary>The first bytes of an ELF file: enough to tell a Linux program and its processor.</summary>
internal readonly struct ElfHeader
{
    internal const int Length = 20;

    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const ushort TypeExecutable = 2;
    private const ushort TypeShared = 3;
    private const ushort MachineX64 = 62;
    private const ushort MachineArm64 = 183;

    private readonly ushort _type;
    private readonly ushort _machine;

    private ElfHeader(ushort type, ushort machine)
    {
        _type = type;
        _machine = machine;
    }

    /// <summary>A program, position-independent or not.</summary>
    internal bool IsProgram => _type is TypeExecutable or TypeShared;

    /// <summary>In Lambda's words: x86_64 or arm64; for other processors the number in the header.</summary>
    internal string Architecture => _machine switch
    {
        MachineX64 => "x86_64",
        MachineArm64 => "arm64",
        _ => $"machine {_machine}",
    };

    internal static bool HasMagic(byte[] start, int length) =>
        length >= 4 && start[0] == 0x7f && start[1] == (byte)'E' && start[2] == (byte)'L' && start[3] == (byte)'F';

    /// <summary>Reads the header of a 64-bit little-endian file, the only kind Lambda runs.</summary>
    internal static bool TryRead(byte[] start, int length, out ElfHeader header)
    {
        header = default;
        if (length < Length || !HasMagic(start, length) || start[4] != Class64 || start[5] != LittleEndian)
            return false;
        header = new ElfHeader((ushort)(start[16] | start[17] << 8), (ushort)(start[18] | start[19] << 8));
        return true;
    }
}
