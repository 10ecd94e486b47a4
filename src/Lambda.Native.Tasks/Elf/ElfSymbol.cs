namespace Lambda.Native.Tasks;

/// <summary>A symbol of the dynamic symbol table or of an object's own.</summary>
internal readonly struct ElfSymbol
{
    internal const int Length = 24;

    internal const int BindingLocal = 0;
    internal const int BindingGlobal = 1;
    internal const int BindingWeak = 2;

    internal const int TypeObject = 1;
    internal const int TypeFunction = 2;
    internal const int TypeThreadLocal = 6;
    internal const int TypeIndirectFunction = 10;

    internal const ushort SectionUndefined = 0;
    internal const ushort SectionAbsolute = 0xfff1;

    private const ushort VersionHidden = 0x8000;

    private readonly ElfStrings _names;
    private readonly uint _name;
    private readonly byte _info;
    private readonly byte _other;
    private readonly ushort _version;

    internal ElfSymbol(ElfBytes bytes, ulong at, ElfStrings names, ushort version)
    {
        _names = names;
        _name = names.Require(bytes.Word32(at), "a symbol");
        _info = bytes.Byte(at + 4);
        _other = bytes.Byte(at + 5);
        _version = version;
        SectionIndex = bytes.Word16(at + 6);
        Value = bytes.Word64(at + 8);
        Size = bytes.Word64(at + 16);
    }

    /// <summary>Decoded on each call: a table may have millions of names and a caller wants few of them.</summary>
    internal string Name => _names[_name];

    internal int Binding => _info >> 4;

    internal int Type => _info & 15;

    internal int Visibility => _other & 3;

    internal ushort SectionIndex { get; }

    internal ulong Value { get; }

    internal ulong Size { get; }

    internal bool IsUndefined => SectionIndex == SectionUndefined;

    /// <summary>0 local, 1 global without a version, from 2 on that of a version the file needs or defines.</summary>
    internal ushort VersionIndex => (ushort)(_version & ~VersionHidden);

    /// <summary>Of a defined symbol: name@VERSION, an older one that no new link gets, as against the default name@@VERSION.</summary>
    internal bool IsHiddenVersion => (_version & VersionHidden) != 0;
}
