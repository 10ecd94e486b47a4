namespace Lambda.Native.Tasks;

/// <summary>A program header: what the kernel and the loader see.</summary>
internal readonly struct ElfSegment
{
    internal const int Length = 56;

    internal const uint Load = 1;
    internal const uint Dynamic = 2;
    internal const uint Interpreter = 3;
    internal const uint Note = 4;
    internal const uint GnuStack = 0x6474e551;
    internal const uint GnuRelro = 0x6474e552;

    internal const uint FlagExecute = 1;

    internal ElfSegment(ElfBytes bytes, ulong at)
    {
        Type = bytes.Word32(at);
        Flags = bytes.Word32(at + 4);
        Offset = bytes.Word64(at + 8);
        Address = bytes.Word64(at + 16);
        FileSize = bytes.Word64(at + 32);
        MemorySize = bytes.Word64(at + 40);
        Alignment = bytes.Word64(at + 48);
    }

    internal uint Type { get; }

    internal uint Flags { get; }

    internal ulong Offset { get; }

    internal ulong Address { get; }

    internal ulong FileSize { get; }

    internal ulong MemorySize { get; }

    internal ulong Alignment { get; }
}
