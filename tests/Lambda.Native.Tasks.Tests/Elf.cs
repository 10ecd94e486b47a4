namespace Lambda.Native.Tasks.Tests;

/// <summary>The smallest files that pass for ELF programs.</summary>
internal static class Elf
{
    internal static byte[] X64 { get; } = Make(type: 3, machine: 62);

    internal static byte[] Arm64 { get; } = Make(type: 2, machine: 183);

    internal static byte[] Make(byte type, byte machine, byte elfClass = 2)
    {
        var header = new byte[64];
        "\u007fELF"u8.CopyTo(header);
        header[4] = elfClass;
        header[5] = 1;
        header[6] = 1;
        header[16] = type;
        header[18] = machine;
        return header;
    }
}
