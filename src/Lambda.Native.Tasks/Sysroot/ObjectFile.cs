namespace Lambda.Native.Tasks;

/// <summary>An object file made of listed functions and data.</summary>
internal sealed class ObjectFile
{
    private const ushort CodeSection = 1, DataSection = 2, SymbolSection = 5, NameSection = 6;
    private const int CodeAlignment = 16;

    private readonly SysrootArchitecture _architecture;
    private readonly ElfStringTable _names = new();
    private readonly MemoryStream _code = new();
    private readonly MemoryStream _symbols = new();
    private readonly MemoryStream _relocations = new();
    private readonly Dictionary<string, uint> _symbolNumbers = new(StringComparer.Ordinal);
    private ulong _dataSize;

    private ObjectFile(SysrootArchitecture architecture) => _architecture = architecture;

    internal static byte[] Create(SysrootArchitecture architecture, IReadOnlyList<ListedFunction> functions, IReadOnlyList<ListedZeros> zeros)
    {
        var file = new ObjectFile(architecture);
        uint localSymbols = file.AddLocalSymbols();
        var starts = new List<ulong>();
        foreach (ListedFunction function in functions)
            starts.Add(file.AddCode(function));
        foreach (ListedZeros item in zeros)
            file.AddZeros(item);
        for (int i = 0; i < starts.Count; i++)
            file.AddRelocations(functions[i], starts[i]);
        return file.ToArray(localSymbols);
    }

    private uint AddLocalSymbols()
    {
        AddSymbol("", ElfSymbol.BindingLocal, ElfWriter.NoType, ElfWriter.DefaultVisibility, section: 0, value: 0, size: 0);
        // The mapping symbol that the ABI of arm64 wants where code begins.
        if (_architecture.IsArm64)
            AddSymbol("$x", ElfSymbol.BindingLocal, ElfWriter.NoType, ElfWriter.DefaultVisibility, CodeSection, value: 0, size: 0);
        return (uint)_symbolNumbers.Count;
    }

    private ulong AddCode(ListedFunction function)
    {
        while (_code.Length % CodeAlignment != 0)
            _code.WriteByte(0);
        ulong start = (ulong)_code.Length;
        byte[] code = [.. function.Code];
        _code.Write(code, 0, code.Length);
        byte visibility = function.IsHidden ? ElfWriter.Hidden : ElfWriter.DefaultVisibility;
        AddSymbol(function.Name, ElfSymbol.BindingGlobal, ElfSymbol.TypeFunction, visibility, CodeSection, start, (ulong)code.Length);
        return start;
    }

    private void AddZeros(ListedZeros item)
    {
        AddSymbol(item.Name, ElfSymbol.BindingGlobal, ElfSymbol.TypeObject, ElfWriter.Hidden, DataSection, _dataSize, item.Size);
        _dataSize += item.Size;
    }

    private void AddRelocations(ListedFunction function, ulong start)
    {
        var output = new BinaryWriter(_relocations);
        foreach (ListedRelocation relocation in function.Relocations)
        {
            if (!_symbolNumbers.TryGetValue(relocation.Symbol, out uint symbol))
                symbol = AddSymbol(relocation.Symbol, ElfSymbol.BindingGlobal, ElfWriter.NoType, ElfWriter.DefaultVisibility, section: 0, value: 0, size: 0);
            if (!_architecture.Relocations.TryGetValue(relocation.Type, out uint type))
                throw new FormatException($"{function.Name}: {_architecture.Name} has no relocation {relocation.Type}.");
            output.Write(start + relocation.Offset);
            output.Write((ulong)symbol << 32 | type);
            output.Write(relocation.Addend);
        }
    }

    private uint AddSymbol(string name, int binding, int type, byte visibility, ushort section, ulong value, ulong size)
    {
        uint number = (uint)_symbolNumbers.Count;
        _symbolNumbers.Add(name, number);
        ElfWriter.WriteSymbol(new BinaryWriter(_symbols), _names.Add(name), binding, type, visibility, section, value, size);
        return number;
    }

    private byte[] ToArray(uint localSymbols)
    {
        var elf = new ElfWriter(ElfHeader.TypeObject, _architecture.Machine);
        elf.Add(new OutputSection(".text", OutputSection.ProgramBits)
        {
            Flags = OutputSection.Allocated | OutputSection.Executable, Content = _code.ToArray(), Alignment = CodeAlignment,
        });
        elf.Add(new OutputSection(".bss", ElfSection.NoBits) { Flags = OutputSection.Allocated | OutputSection.Write, ReservedSize = _dataSize, Alignment = 8 });
        elf.Add(new OutputSection(".rela.text", OutputSection.RelocationsWithAddends)
        {
            Flags = OutputSection.InfoIsSection, Content = _relocations.ToArray(), Link = SymbolSection, Info = CodeSection, Alignment = 8, EntrySize = ElfWriter.RelocationLength,
        });
        // Without this section GNU ld would give the program an executable stack.
        elf.Add(new OutputSection(".note.GNU-stack", OutputSection.ProgramBits));
        elf.Add(new OutputSection(".symtab", ElfSection.SymbolTable)
        {
            Content = _symbols.ToArray(), Link = NameSection, Info = localSymbols, Alignment = 8, EntrySize = ElfSymbol.Length,
        });
        elf.Add(new OutputSection(".strtab", OutputSection.StringTable) { Content = _names.ToArray() });
        return elf.ToArray();
    }
}
