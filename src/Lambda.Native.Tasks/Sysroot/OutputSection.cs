namespace Lambda.Native.Tasks;

/// <summary>A section to be written.</summary>
internal sealed class OutputSection(string name, uint type)
{
    internal const uint ProgramBits = 1, StringTable = 3, RelocationsWithAddends = 4;
    internal const ulong Write = 1, Allocated = 2, Executable = 4, InfoIsSection = 0x40;

    internal string Name { get; } = name;

    internal uint Type { get; } = type;

    internal ulong Flags { get; set; }

    /// <summary>In a library, sections with content get theirs from <see cref="ElfWriter"/>.</summary>
    internal ulong Address { get; set; }

    /// <summary>Where <see cref="ElfWriter"/> has put it in the file.</summary>
    internal ulong Offset { get; set; }

    internal byte[] Content { get; set; } = [];

    /// <summary>The size in bytes of a section without content.</summary>
    internal ulong ReservedSize { get; set; }

    /// <summary>The number of a section that this one refers to; which, follows from its type.</summary>
    internal ushort Link { get; set; }

    /// <summary>A number whose meaning follows from the type.</summary>
    internal uint Info { get; set; }

    internal ulong Alignment { get; set; } = 1;

    internal ulong EntrySize { get; set; }
}
