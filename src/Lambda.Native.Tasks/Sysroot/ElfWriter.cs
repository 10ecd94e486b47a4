namespace Lambda.Native.Tasks;

/// <summary>Lays out a 64-bit little-endian ELF file for linkers: a header, sections, their table. It is never loaded, so it has no segments.</summary>
internal sealed class ElfWriter
{
    internal const byte DefaultVisibility = 0, Hidden = 2;
    internal const int NoType = 0;
    internal const int RelocationLength = 24;

    private const ushort HeaderLength = 64;

    private readonly ushort _type;
    private readonly ushort _machine;
    private readonly MemoryStream _content = new();
    private readonly List<OutputSection> _sections = [new OutputSection("", type: 0) { Alignment = 0 }];

    internal ElfWriter(ushort type, ushort machine)
    {
        _type = type;
        _machine = machine;
        _content.SetLength(HeaderLength);
        _content.Position = HeaderLength;
    }

    /// <returns>The section's number.</returns>
    internal ushort Add(OutputSection section)
    {
        Align(section.Alignment);
        section.Offset = (ulong)_content.Position;
        if (_type == ElfHeader.TypeShared && section.Type != ElfSection.NoBits && (section.Flags & OutputSection.Allocated) != 0)
            section.Address = section.Offset;
        _content.Write(section.Content, 0, section.Content.Length);
        _sections.Add(section);
        return (ushort)(_sections.Count - 1);
    }

    /// <summary>Ends the file.</summary>
    internal byte[] ToArray()
    {
        var names = new ElfStringTable();
        foreach (OutputSection section in _sections)
            names.Add(section.Name);
        names.Add(".shstrtab");
        ushort namesSection = Add(new OutputSection(".shstrtab", OutputSection.StringTable) { Content = names.ToArray() });
        Align(8);
        ulong sectionTable = (ulong)_content.Position;
        var output = new BinaryWriter(_content);
        foreach (OutputSection section in _sections)
            WriteSectionHeader(output, section, names.Add(section.Name));
        _content.Position = 0;
        WriteHeader(output, sectionTable, namesSection);
        return _content.ToArray();
    }

    internal static void WriteSymbol(BinaryWriter output, uint name, int binding, int type, byte visibility, ushort section, ulong value, ulong size)
    {
        output.Write(name);
        output.Write((byte)(binding << 4 | type));
        output.Write(visibility);
        output.Write(section);
        output.Write(value);
        output.Write(size);
    }

    private void WriteHeader(BinaryWriter output, ulong sectionTable, ushort namesSection)
    {
        output.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', /* 64-bit */ 2, /* little-endian */ 1, /* version */ 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        output.Write(_type);
        output.Write(_machine);
        output.Write(1u); // version
        output.Write(0ul); // entry point
        output.Write(0ul); // segment table
        output.Write(sectionTable);
        output.Write(0u); // flags
        output.Write(HeaderLength);
        output.Write((ushort)0); // length of a segment header
        output.Write((ushort)0); // segments
        output.Write((ushort)ElfSection.Length);
        output.Write((ushort)_sections.Count);
        output.Write(namesSection);
    }

    private static void WriteSectionHeader(BinaryWriter output, OutputSection section, uint name)
    {
        output.Write(name);
        output.Write(section.Type);
        output.Write(section.Flags);
        output.Write(section.Address);
        output.Write(section.Offset);
        output.Write(section.Type == ElfSection.NoBits ? section.ReservedSize : (ulong)section.Content.Length);
        output.Write((uint)section.Link);
        output.Write(section.Info);
        output.Write(section.Alignment);
        output.Write(section.EntrySize);
    }

    private void Align(ulong alignment)
    {
        while ((ulong)_content.Position % alignment != 0)
            _content.WriteByte(0);
    }
}
