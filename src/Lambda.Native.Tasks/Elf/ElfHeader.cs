namespace Lambda.Native.Tasks;

/// <summary>The first bytes of an ELF file: enough to tell a Linux program and its processor. <see cref="ElfFile"/> reads the rest.</summary>
internal readonly struct ElfHeader
{
    internal const int Length = 20;

    internal const ushort TypeObject = 1;
    internal const ushort TypeExecutable = 2;
    internal const ushort TypeShared = 3;

    private const byte Class64 = 2;
    private const byte LittleEndian = 1;
    private const byte BigEndian = 2;
    private const ushort MachineI386 = 3;
    private const ushort MachineArm32 = 40;
    private const ushort MachineX64 = 62;
    private const ushort MachineArm64 = 183;

    private readonly ushort _machine;

    private ElfHeader(byte[] start)
    {
        Is64Bit = start[4] == Class64;
        IsLittleEndian = start[5] == LittleEndian;
        Type = Word(start, 16);
        _machine = Word(start, 18);
    }

    internal bool Is64Bit { get; }

    internal bool IsLittleEndian { get; }

    /// <summary>e_type: an object, an executable at a fixed address, or a shared object, which a position-independent executable is too.</summary>
    internal ushort Type { get; }

    /// <summary>A program of a kind that Lambda runs, position-independent or not, for whatever processor.</summary>
    internal bool IsProgram => Is64Bit && IsLittleEndian && Type is TypeExecutable or TypeShared;

    /// <summary>In Lambda's words: x86_64 or arm64; for other processors a name that says so, or the number in the header.</summary>
    internal string Architecture => (_machine, Is64Bit, IsLittleEndian) switch
    {
        (MachineX64, true, true) => "x86_64",
        (MachineArm64, true, true) => "arm64",
        (MachineI386, _, _) => "32-bit x86",
        (MachineArm32, _, _) => "32-bit arm",
        (_, false, _) => $"a 32-bit machine {_machine}",
        (_, _, false) => $"a big-endian machine {_machine}",
        _ => $"machine {_machine}",
    };

    internal static bool HasMagic(byte[] start, int length) =>
        length >= 4 && start[0] == 0x7f && start[1] == (byte)'E' && start[2] == (byte)'L' && start[3] == (byte)'F';

    /// <summary>Reads the header of any ELF file; false when it is none, or too short to tell.</summary>
    internal static bool TryRead(byte[] start, int length, out ElfHeader header)
    {
        header = default;
        if (length < Length || !HasMagic(start, length))
            return false;
        header = new ElfHeader(start);
        return true;
    }

    private static ushort Word(byte[] start, int offset) =>
        start[5] == BigEndian ? (ushort)(start[offset] << 8 | start[offset + 1]) : (ushort)(start[offset] | start[offset + 1] << 8);
}
