namespace Lambda.Native.Tasks;

/// <summary>
/// A 64-bit little-endian ELF file: a program, a shared library or an object. Nothing in it is trusted: what does not hold together is a fault, and time and
/// memory stay within a small multiple of the file's length.
/// </summary>
internal sealed class ElfFile
{
    private const int HeaderLength = 64;
    private const ushort ManySegments = 0xffff;
    private const ushort SectionIndexElsewhere = 0xffff;

    private const ulong TagNeeded = 1;
    private const ulong TagHash = 4;
    private const ulong TagStringTable = 5;
    private const ulong TagSymbolTable = 6;
    private const ulong TagStringTableSize = 10;
    private const ulong TagSoName = 14;
    private const ulong TagRunPathOld = 15;
    private const ulong TagBindNow = 24;
    private const ulong TagRunPath = 29;
    private const ulong TagFlags = 30;
    private const ulong TagSymbolVersions = 0x6ffffff0;
    private const ulong TagFlags1 = 0x6ffffffb;
    private const ulong TagVersionDefinitions = 0x6ffffffc;
    private const ulong TagVersionDefinitionCount = 0x6ffffffd;
    private const ulong TagVersionNeeds = 0x6ffffffe;
    private const ulong TagVersionNeedCount = 0x6fffffff;
    private const ulong FlagBindNow = 8;
    private const ulong Flag1Now = 1;
    private const ulong Flag1Pie = 0x08000000;

    private const int NeededLimit = 1 << 12;

    private const int DynamicEntryLength = 16;
    private const int SymbolVersionLength = 2;

    private readonly ElfBytes _bytes;
    private readonly Dictionary<ulong, ulong> _tags = [];
    private readonly List<ulong> _neededNames = [];
    private readonly Dictionary<ushort, string> _neededVersions = [];
    private readonly Dictionary<ushort, string> _definedVersions = [];
    private ElfStrings? _dynamicStrings;

    private ElfFile(byte[] content, ElfHeader header)
    {
        _bytes = new ElfBytes(content);
        Header = header;
        _bytes.Require(0, HeaderLength, "the header");
        EntryPoint = _bytes.Word64(24);
        Sections = ReadSections();
        Segments = ReadSegments();
        Interpreter = ReadInterpreter();
        IsDebugFile = HasEmptyDynamicSection();
        BuildId = ReadBuildId();
        if (IsDebugFile)
            return;
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Type == ElfSegment.Load)
                _bytes.Require(segment.Offset, segment.FileSize, "a part to be loaded");
        }
        Symbols = ReadObjectSymbols();
        ReadDynamicTable();
        Needed = [.. _neededNames.Select(name => DynamicText(name, "a needed library"))];
        VersionNeeds = ReadVersionNeeds();
        VersionDefinitions = ReadVersionDefinitions();
        foreach (ElfVersionNeed need in VersionNeeds)
            _neededVersions[need.Index] = need.Version;
        foreach (ElfVersionDefinition definition in VersionDefinitions)
        {
            if (!definition.IsBase)
                _definedVersions[definition.Index] = definition.Version;
        }
        DynamicSymbols = ReadDynamicSymbols();
        SoName = DynamicText(TagSoName);
        RunPathOld = DynamicText(TagRunPathOld);
        RunPath = DynamicText(TagRunPath);
    }

    internal ElfHeader Header { get; }

    internal ulong EntryPoint { get; }

    internal ElfSegment[] Segments { get; }

    /// <summary>Empty where they were stripped: neither kernel nor loader needs them.</summary>
    internal ElfSection[] Sections { get; }

    /// <summary>The path of the loader, or null in a static program, a library or an object.</summary>
    internal string? Interpreter { get; }

    /// <summary>Whether the loader has anything to do for it.</summary>
    internal bool IsDynamic => _dynamicStrings is not null;

    /// <summary>Whether only the debug information is left of a program, as objcopy --only-keep-debug leaves it; nothing but headers and build id can be read.</summary>
    internal bool IsDebugFile { get; }

    /// <summary>The sonames of the libraries the loader has to find.</summary>
    internal string[] Needed { get; } = [];

    internal string? SoName { get; }

    /// <summary>DT_RPATH, which the loader asks before LD_LIBRARY_PATH, and not at all where there is a DT_RUNPATH.</summary>
    internal string? RunPathOld { get; }

    /// <summary>DT_RUNPATH, which the loader asks after LD_LIBRARY_PATH.</summary>
    internal string? RunPath { get; }

    /// <summary>Whether every symbol is bound at start.</summary>
    internal bool BindsNow => _tags.ContainsKey(TagBindNow) || (Tag(TagFlags) & FlagBindNow) != 0 || (Tag(TagFlags1) & Flag1Now) != 0;

    /// <summary>Whether the linker marked it as a position-independent executable, which otherwise looks like a library.</summary>
    internal bool IsMarkedPie => (Tag(TagFlags1) & Flag1Pie) != 0;

    internal bool HasRelro => Array.Exists(Segments, s => s.Type == ElfSegment.GnuRelro);

    /// <summary>Whether the stack becomes executable. A file that does not say is taken for one that needs it: the loader does so on both processors.</summary>
    internal bool HasExecutableStack => !Array.Exists(Segments, s => s.Type == ElfSegment.GnuStack && (s.Flags & ElfSegment.FlagExecute) == 0);

    /// <summary>The dynamic symbol table, with its empty first entry.</summary>
    internal ElfSymbol[] DynamicSymbols { get; } = [];

    /// <summary>An object's own symbol table, or that of a program that was not stripped, with its empty first entry.</summary>
    internal ElfSymbol[] Symbols { get; } = [];

    internal List<ElfVersionNeed> VersionNeeds { get; } = [];

    internal List<ElfVersionDefinition> VersionDefinitions { get; } = [];

    /// <summary>The GNU build id, or null.</summary>
    internal byte[]? BuildId { get; }

    /// <summary>Never throws: the fault says in a few words why it is no such file, or is null.</summary>
    internal static bool TryRead(byte[] content, out ElfFile file, out string? fault)
    {
        file = null!;
        fault = null;
        if (!ElfHeader.TryRead(content, content.Length, out ElfHeader header))
            fault = ElfHeader.HasMagic(content, content.Length) ? "it ends within the header" : "it is not an ELF file";
        else if (!header.Is64Bit)
            fault = "it is not a 64-bit file";
        else if (!header.IsLittleEndian)
            fault = "it is not a little-endian file";
        if (fault is not null)
            return false;
        try
        {
            file = new ElfFile(content, header);
            return true;
        }
        catch (ElfFormatException malformed)
        {
            fault = malformed.Message;
            return false;
        }
    }

    /// <summary>The version of a dynamic symbol: of those needed if it is undefined, of those defined otherwise; null without one.</summary>
    internal string? VersionOf(ElfSymbol symbol) =>
        (symbol.IsUndefined ? _neededVersions : _definedVersions).TryGetValue(symbol.VersionIndex, out string version) ? version : null;

    private ElfSection[] ReadSections()
    {
        ulong offset = _bytes.Word64(40);
        if (offset == 0)
            return [];
        ulong count = _bytes.Word16(60);
        uint nameIndex = _bytes.Word16(62);
        _bytes.Require(offset, ElfSection.Length, "the section table");
        if (_bytes.Word16(58) != ElfSection.Length)
            throw new ElfFormatException("its section headers have an unknown length");
        // Numbers too large for the header are in the otherwise unused first section.
        var first = new ElfSection(_bytes, offset, null);
        if (count == 0)
            count = first.Size;
        if (nameIndex == SectionIndexElsewhere)
            nameIndex = first.Link;
        _bytes.RequireTable(offset, count, ElfSection.Length, "the section table");
        ElfStrings? names = null;
        if (nameIndex != 0)
        {
            if (nameIndex >= count)
                throw new ElfFormatException("the section with the names of sections does not exist");
            var strings = new ElfSection(_bytes, offset + nameIndex * ElfSection.Length, null);
            if (strings.Type != ElfSection.NoBits)
                names = new ElfStrings(_bytes, strings.Offset, strings.Size);
        }
        var sections = new ElfSection[count];
        for (ulong i = 0; i < count; i++)
            sections[i] = new ElfSection(_bytes, offset + i * ElfSection.Length, names);
        return sections;
    }

    private ElfSegment[] ReadSegments()
    {
        ulong offset = _bytes.Word64(32);
        ulong count = _bytes.Word16(56);
        if (count == ManySegments && Sections.Length > 0)
            count = Sections[0].Info;
        if (count == 0)
            return [];
        if (_bytes.Word16(54) != ElfSegment.Length)
            throw new ElfFormatException("its program headers have an unknown length");
        _bytes.RequireTable(offset, count, ElfSegment.Length, "the table of program headers");
        var segments = new ElfSegment[count];
        for (ulong i = 0; i < count; i++)
            segments[i] = new ElfSegment(_bytes, offset + i * ElfSegment.Length);
        return segments;
    }

    private string? ReadInterpreter()
    {
        ElfSegment segment = Array.Find(Segments, s => s.Type == ElfSegment.Interpreter);
        if (segment.Type != ElfSegment.Interpreter)
            return null;
        _bytes.Require(segment.Offset, segment.FileSize, "the interpreter's path");
        return _bytes.Text(segment.Offset, segment.Offset + segment.FileSize, ElfStrings.ShortLimit);
    }

    private bool HasEmptyDynamicSection()
    {
        ElfSegment segment = Array.Find(Segments, s => s.Type == ElfSegment.Dynamic);
        return segment.Type == ElfSegment.Dynamic
            && Array.Exists(Sections, s => s.Type == ElfSection.NoBits && s.Size > 0 && s.Address == segment.Address && (s.Flags & ElfSection.FlagThreadLocal) == 0);
    }

    private void ReadDynamicTable()
    {
        ElfSegment segment = Array.Find(Segments, s => s.Type == ElfSegment.Dynamic);
        ElfSection section = Array.Find(Sections, s => s.Type == ElfSection.Dynamic);
        ulong at, length;
        if (segment.Type == ElfSegment.Dynamic)
            (at, length) = (segment.Offset, segment.FileSize);
        else if (section.Type == ElfSection.Dynamic)
            (at, length) = (section.Offset, section.Size);
        else
            return;
        _bytes.Require(at, length, "the dynamic table");
        for (ulong i = 0; i < length / DynamicEntryLength; i++)
        {
            ulong tag = _bytes.Word64(at + i * DynamicEntryLength);
            ulong value = _bytes.Word64(at + i * DynamicEntryLength + 8);
            if (tag == 0)
                break;
            if (tag == TagNeeded && _neededNames.Count < NeededLimit)
                _neededNames.Add(value);
            else if (tag == TagNeeded)
                throw new ElfFormatException($"it needs more than {NeededLimit} libraries");
            else
                _tags[tag] = value;
        }
        _dynamicStrings = new ElfStrings(_bytes, DynamicOffset(TagStringTable, "the dynamic string table"), Tag(TagStringTableSize));
    }

    private List<ElfVersionNeed> ReadVersionNeeds() => _dynamicStrings is not null && _tags.ContainsKey(TagVersionNeeds)
        ? ElfVersions.ReadNeeds(_bytes, DynamicOffset(TagVersionNeeds, "the table of needed versions"), Tag(TagVersionNeedCount), _dynamicStrings)
        : [];

    private List<ElfVersionDefinition> ReadVersionDefinitions() => _dynamicStrings is not null && _tags.ContainsKey(TagVersionDefinitions)
        ? ElfVersions.ReadDefinitions(_bytes, DynamicOffset(TagVersionDefinitions, "the table of defined versions"), Tag(TagVersionDefinitionCount), _dynamicStrings)
        : [];

    /// <summary>
    /// The dynamic table does not say how many symbols there are. The old hash table does, and the section table. Without both, a file of today still shows the
    /// versions it needs, but not by which symbols.
    /// </summary>
    private ElfSymbol[] ReadDynamicSymbols()
    {
        if (_dynamicStrings is null || !_tags.ContainsKey(TagSymbolTable))
            return [];
        ulong table = DynamicOffset(TagSymbolTable, "the dynamic symbol table");
        ElfSection section = Array.Find(Sections, s => s.Type == ElfSection.DynamicSymbolTable);
        ulong count = 0;
        if (section.Type == ElfSection.DynamicSymbolTable && section.Offset == table)
            count = section.Size / ElfSymbol.Length;
        else if (_tags.ContainsKey(TagHash))
            count = _bytes.Word32(DynamicOffset(TagHash, "the hash table") + 4);
        ulong versions = _tags.ContainsKey(TagSymbolVersions) ? DynamicOffset(TagSymbolVersions, "the table of symbol versions") : 0;
        return ReadSymbols(table, count, versions, _dynamicStrings);
    }

    private ElfSymbol[] ReadObjectSymbols()
    {
        ElfSection section = Array.Find(Sections, s => s.Type == ElfSection.SymbolTable);
        if (section.Type != ElfSection.SymbolTable)
            return [];
        if (section.Link >= Sections.Length)
            throw new ElfFormatException("the symbol table has no string table");
        ElfSection strings = Sections[section.Link];
        return ReadSymbols(section.Offset, section.Size / ElfSymbol.Length, 0, new ElfStrings(_bytes, strings.Offset, strings.Size));
    }

    private ElfSymbol[] ReadSymbols(ulong table, ulong count, ulong versions, ElfStrings names)
    {
        _bytes.RequireTable(table, count, ElfSymbol.Length, "a symbol table");
        if (versions != 0)
            _bytes.RequireTable(versions, count, SymbolVersionLength, "the table of symbol versions");
        var symbols = new ElfSymbol[count];
        for (ulong i = 0; i < count; i++)
            symbols[i] = new ElfSymbol(_bytes, table + i * ElfSymbol.Length, names, versions == 0 ? (ushort)1 : _bytes.Word16(versions + i * SymbolVersionLength));
        return symbols;
    }

    private byte[]? ReadBuildId()
    {
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Type == ElfSegment.Note && FindBuildId(segment.Offset, segment.FileSize) is { } found)
                return found;
        }
        foreach (ElfSection section in Sections)
        {
            if (section.Type == ElfSection.Note && FindBuildId(section.Offset, section.Size) is { } found)
                return found;
        }
        return null;
    }

    private byte[]? FindBuildId(ulong at, ulong length)
    {
        const uint typeBuildId = 3;
        const uint gnu = 'G' | 'N' << 8 | 'U' << 16;
        const ulong headerLength = 12;
        if (at > _bytes.Length || length > _bytes.Length - at)
            return null;
        ulong end = at + length;
        while (end - at >= headerLength + 4)
        {
            uint nameLength = _bytes.Word32(at), contentLength = _bytes.Word32(at + 4);
            ulong content = at + headerLength + ((nameLength + 3UL) & ~3UL);
            ulong next = content + ((contentLength + 3UL) & ~3UL);
            if (content + contentLength > end)
                return null;
            if (_bytes.Word32(at + 8) == typeBuildId && nameLength == 4 && _bytes.Word32(at + headerLength) == gnu)
                return _bytes.Copy(content, contentLength, "the build id");
            if (next > end)
                return null;
            at = next;
        }
        return null;
    }

    private ulong Tag(ulong tag) => _tags.TryGetValue(tag, out ulong value) ? value : 0;

    private string? DynamicText(ulong tag) => _tags.TryGetValue(tag, out ulong value) ? DynamicText(value, "a string of the dynamic table") : null;

    private string DynamicText(ulong offset, string what) => _dynamicStrings!.Short(offset, what);

    /// <summary>Where in the file an address of the dynamic table is. In a file that is only linked against, nothing is loaded, and the sections tell.</summary>
    private ulong DynamicOffset(ulong tag, string what)
    {
        if (!_tags.TryGetValue(tag, out ulong address))
            throw new ElfFormatException($"{what} is missing");
        bool loads = false;
        foreach (ElfSegment segment in Segments)
        {
            if (segment.Type != ElfSegment.Load)
                continue;
            loads = true;
            if (address >= segment.Address && address - segment.Address < segment.FileSize)
                return segment.Offset + (address - segment.Address);
        }
        if (!loads)
        {
            foreach (ElfSection section in Sections)
            {
                if (section.Type != ElfSection.NoBits && section.Address == address && section.Size > 0)
                    return section.Offset;
            }
        }
        throw new ElfFormatException($"{what} lies in no part of the file");
    }
}
