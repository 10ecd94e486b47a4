namespace Lambda.Native.Tasks;

/// <summary>A section header: what linkers see.</summary>
internal readonly struct ElfSection
{
    internal const int Length = 64;

    internal const uint SymbolTable = 2;
    internal const uint Dynamic = 6;
    internal const uint Note = 7;
    internal const uint NoBits = 8;
    internal const uint DynamicSymbolTable = 11;
    internal const uint VersionDefinitions = 0x6ffffffd;
    internal const uint VersionNeeds = 0x6ffffffe;
    internal const uint SymbolVersions = 0x6fffffff;

    internal const ulong FlagThreadLocal = 0x400;

    private readonly ElfStrings? _names;
    private readonly uint _name;

    internal ElfSection(ElfBytes bytes, ulong at, ElfStrings? names)
    {
        _names = names;
        _name = bytes.Word32(at);
        Type = bytes.Word32(at + 4);
        Flags = bytes.Word64(at + 8);
        Address = bytes.Word64(at + 16);
        Offset = bytes.Word64(at + 24);
        Size = bytes.Word64(at + 32);
        Link = bytes.Word32(at + 40);
        Info = bytes.Word32(at + 44);
        Alignment = bytes.Word64(at + 48);
    }

    internal string Name => _names?[_name] ?? "";

    internal uint Type { get; }

    internal ulong Flags { get; }

    internal ulong Address { get; }

    internal ulong Offset { get; }

    internal ulong Size { get; }

    internal uint Link { get; }

    internal uint Info { get; }

    internal ulong Alignment { get; }
}
