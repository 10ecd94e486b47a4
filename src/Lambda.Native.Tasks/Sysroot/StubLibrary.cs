namespace Lambda.Native.Tasks;

/// <summary>A shared library that holds names and versions only: all that a linker wants of one.</summary>
internal sealed class StubLibrary
{
    private const ushort SymbolSection = 1, NameSection = 2, CodeSection = 6, DataSection = 7;
    private const ulong TagEnd = 0, TagStringTable = 5, TagSymbolTable = 6, TagStringTableSize = 10, TagSymbolLength = 11, TagSoName = 14;
    private const ulong TagSymbolVersions = 0x6ffffff0, TagVersionDefinitions = 0x6ffffffc, TagVersionDefinitionCount = 0x6ffffffd;

    // Where the stub claims to have its code and its data: apart from each other is all that matters.
    private const ulong CodeAddress = 0x1000_0000, DataAddress = 0x2000_0000;
    private const ulong FunctionLength = 16;

    /// <summary>The number of the library's own entry among its versions, and that of symbols without a version.</summary>
    private const ushort BaseVersion = 1;

    private readonly string _soname;
    private readonly IReadOnlyList<LibrarySymbol> _symbols;
    private readonly string[] _versions;
    private readonly ElfStringTable _names = new();
    private readonly Dictionary<string, ulong> _addresses = new(StringComparer.Ordinal);
    private ulong _dataAlignment = 1;
    private ulong _dataEnd = DataAddress;

    private StubLibrary(string soname, IReadOnlyList<LibrarySymbol> symbols)
    {
        _soname = soname;
        _symbols = symbols;
        _versions = [.. symbols.Select(symbol => symbol.Version).OfType<string>().Distinct().OrderBy(version => version, SymbolVersion.Order)];
        PlaceObjects();
    }

    internal static byte[] Create(SysrootArchitecture architecture, string soname, IReadOnlyList<LibrarySymbol> symbols) =>
        new StubLibrary(soname, symbols).ToArray(architecture);

    private byte[] ToArray(SysrootArchitecture architecture)
    {
        var symbols = new OutputSection(".dynsym", ElfSection.DynamicSymbolTable)
        {
            Flags = OutputSection.Allocated, Content = SymbolTable(), Link = NameSection, Info = /* local symbols */ 1, Alignment = 8, EntrySize = ElfSymbol.Length,
        };
        var versions = new OutputSection(".gnu.version", ElfSection.SymbolVersions)
        {
            Flags = OutputSection.Allocated, Content = SymbolVersions(), Link = SymbolSection, Alignment = 2, EntrySize = 2,
        };
        var definitions = new OutputSection(".gnu.version_d", ElfSection.VersionDefinitions)
        {
            Flags = OutputSection.Allocated, Content = VersionDefinitions(), Link = NameSection, Info = (uint)_versions.Length + 1, Alignment = 8,
        };
        // After the tables that have added their names to it.
        var names = new OutputSection(".dynstr", OutputSection.StringTable) { Flags = OutputSection.Allocated, Content = _names.ToArray() };
        var elf = new ElfWriter(ElfHeader.TypeShared, architecture.Machine);
        elf.Add(symbols);
        elf.Add(names);
        elf.Add(versions);
        elf.Add(definitions);
        elf.Add(new OutputSection(".dynamic", ElfSection.Dynamic)
        {
            Flags = OutputSection.Allocated | OutputSection.Write, Link = NameSection, Alignment = 8, EntrySize = 16,
            Content = DynamicTable(
                (TagSoName, _names.Add(_soname)),
                (TagStringTable, names.Address),
                (TagStringTableSize, (ulong)names.Content.Length),
                (TagSymbolTable, symbols.Address),
                (TagSymbolLength, ElfSymbol.Length),
                (TagSymbolVersions, versions.Address),
                (TagVersionDefinitions, definitions.Address),
                (TagVersionDefinitionCount, definitions.Info),
                (TagEnd, 0)),
        });
        elf.Add(new OutputSection(".text", ElfSection.NoBits)
        {
            Flags = OutputSection.Allocated | OutputSection.Executable, Address = CodeAddress, ReservedSize = (ulong)_symbols.Count * FunctionLength, Alignment = FunctionLength,
        });
        elf.Add(new OutputSection(".bss", ElfSection.NoBits)
        {
            Flags = OutputSection.Allocated | OutputSection.Write, Address = DataAddress, ReservedSize = _dataEnd - DataAddress, Alignment = _dataAlignment,
        });
        return elf.ToArray();
    }

    /// <summary>Gives every address group an address of its own.</summary>
    private void PlaceObjects()
    {
        foreach (IGrouping<string, LibrarySymbol> group in _symbols.Where(symbol => symbol.IsObject).GroupBy(symbol => symbol.AddressGroup))
        {
            ulong alignment = group.Max(symbol => symbol.Alignment);
            _dataAlignment = Math.Max(_dataAlignment, alignment);
            _dataEnd = (_dataEnd + alignment - 1) / alignment * alignment;
            _addresses.Add(group.Key, _dataEnd);
            _dataEnd += group.Max(symbol => symbol.Size);
        }
    }

    private byte[] SymbolTable() => Bytes(output =>
    {
        output.Write(new byte[ElfSymbol.Length]);
        for (int i = 0; i < _symbols.Count; i++)
        {
            LibrarySymbol symbol = _symbols[i];
            var (type, section, address) = symbol.IsObject
                ? (ElfSymbol.TypeObject, DataSection, _addresses[symbol.AddressGroup])
                : (ElfSymbol.TypeFunction, CodeSection, CodeAddress + (ulong)i * FunctionLength);
            int binding = symbol.IsWeak ? ElfSymbol.BindingWeak : ElfSymbol.BindingGlobal;
            ElfWriter.WriteSymbol(output, _names.Add(symbol.Name), binding, type, ElfWriter.DefaultVisibility, section, address, symbol.Size);
        }
    });

    private byte[] SymbolVersions() => Bytes(output =>
    {
        output.Write((ushort)0); // the empty first symbol
        foreach (LibrarySymbol symbol in _symbols)
            output.Write((ushort)(symbol.Version is null ? BaseVersion : BaseVersion + 1 + Array.IndexOf(_versions, symbol.Version)));
    });

    private byte[] VersionDefinitions() => Bytes(output =>
    {
        const uint headerLength = 20, nameLength = 8;
        for (int i = 0; i <= _versions.Length; i++)
        {
            string name = i == 0 ? _soname : _versions[i - 1];
            output.Write((ushort)1); // revision of the format
            output.Write((ushort)(i == 0 ? 1 : 0)); // flags: the library itself
            output.Write((ushort)(BaseVersion + i));
            output.Write((ushort)1); // names
            output.Write(Hash(name));
            output.Write(headerLength); // from here to the name
            output.Write(i == _versions.Length ? 0 : headerLength + nameLength); // to the next definition
            output.Write(_names.Add(name));
            output.Write(0u); // to the next name
        }
    });

    private static byte[] DynamicTable(params (ulong Tag, ulong Value)[] entries) => Bytes(output =>
    {
        foreach (var (tag, value) in entries)
        {
            output.Write(tag);
            output.Write(value);
        }
    });

    /// <summary>The hash function of the System V ABI.</summary>
    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (char c in name)
        {
            hash = (hash << 4) + c;
            uint high = hash & 0xf000_0000;
            hash = (hash ^ high >> 24) & ~high;
        }
        return hash;
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        var bytes = new MemoryStream();
        write(new BinaryWriter(bytes));
        return bytes.ToArray();
    }
}
