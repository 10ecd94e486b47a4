namespace Lambda.Native.Tests;

/// <summary>
/// Writes ELF files as a linker would, without code in them: a program that passes for a bootstrap by default, and with one member changed one that must not.
/// </summary>
internal sealed class ElfBuilder
{
    internal const ushort X64 = 62;
    internal const ushort Arm64 = 183;

    internal const byte Global = 1;
    internal const byte Weak = 2;

    private const ulong Base = 0x400000;

    private readonly MemoryStream _content = new();
    private readonly List<(uint Type, uint Flags, ulong Offset, ulong Length)> _segments = [];
    private readonly List<(string Name, uint Type, ulong Offset, ulong Length, uint Link, uint Info, ulong EntryLength)> _sections = [];

    internal byte Class { get; init; } = 2;

    internal byte Encoding { get; init; } = 1;

    internal ushort Machine { get; init; } = X64;

    /// <summary>2 for an executable at a fixed address, 3 for a library or a position-independent one, 1 for an object.</summary>
    internal ushort Type { get; init; } = 2;

    internal bool IsMarkedPie { get; init; }

    /// <summary>Without one: a library, or a static program.</summary>
    internal string? Interpreter { get; init; } = "/lib64/ld-linux-x86-64.so.2";

    internal bool IsDynamic { get; init; } = true;

    internal string[] Needed { get; init; } = ["libc.so.6"];

    internal string? SoName { get; init; }

    internal string? RunPath { get; init; }

    internal string? RunPathOld { get; init; }

    /// <summary>Undefined symbols with the library and the version they are wanted of; without a version a plain undefined symbol, without a symbol a version alone.</summary>
    internal (string Symbol, string Version, string Library, byte Binding)[] Imports { get; init; } = [("__libc_start_main", "GLIBC_2.34", "libc.so.6", Global)];

    internal (string Symbol, string Version)[] Exports { get; init; } = [];

    /// <summary>Null for a file that does not say.</summary>
    internal bool? ExecutableStack { get; init; } = false;

    internal bool Relro { get; init; } = true;

    internal bool BindNow { get; init; } = true;

    internal bool HasSections { get; init; } = true;

    internal byte[]? BuildId { get; init; }

    internal static ElfBuilder Library(params string[] needed) => new() { Type = 3, Interpreter = null, Needed = needed, Imports = [] };

    internal byte[] Build()
    {
        int segments = 1 + (Interpreter is null ? 0 : 1) + (IsDynamic ? 1 : 0) + (ExecutableStack is null ? 0 : 1) + (Relro ? 1 : 0) + (BuildId is null ? 0 : 1);
        _content.SetLength(64 + 56 * segments);
        _content.Position = _content.Length;
        _sections.Add(("", 0, 0, 0, 0, 0, 0));
        if (Interpreter is not null)
            Segment(3, 4, Place([.. System.Text.Encoding.UTF8.GetBytes(Interpreter), 0]));
        if (BuildId is not null)
            Segment(4, 4, Section(".note.gnu.build-id", 7, [.. Words(4, (uint)BuildId.Length, 3), .. "GNU\0"u8, .. BuildId]));
        if (IsDynamic)
            WriteDynamic();
        if (ExecutableStack is { } executable)
            Segment(0x6474e551, executable ? 7u : 6u, (0, 0));
        if (Relro)
            Segment(0x6474e552, 4, (64, 8));
        ulong sectionTable = HasSections ? WriteSections() : 0;
        _segments.Insert(0, (1, 5, 0, (ulong)_content.Length));
        WriteHeader(sectionTable);
        return _content.ToArray();
    }

    private void WriteDynamic()
    {
        var strings = new StringTable();
        string[] needVersions = [.. Imports.Where(i => i.Version.Length > 0).Select(i => i.Library + "\0" + i.Version).Distinct()];
        string[] exportVersions = [.. Exports.Select(e => e.Version).Where(v => v.Length > 0).Distinct()];
        // 0 local, 1 unversioned or the file's own name; then what is defined, then what is needed.
        ushort Defined(string version) => version.Length == 0 ? (ushort)1 : (ushort)(2 + Array.IndexOf(exportVersions, version));
        ushort Wanted(string library, string version) => version.Length == 0 ? (ushort)1 : (ushort)(2 + exportVersions.Length + Array.IndexOf(needVersions, library + "\0" + version));

        var symbols = new List<byte>(new byte[24]);
        var versions = new List<byte>(new byte[2]);
        foreach ((string symbol, string version, string library, byte binding) in Imports.Where(i => i.Symbol.Length > 0))
        {
            symbols.AddRange([.. Words(strings[symbol]), (byte)(binding << 4 | 2), 0, 0, 0, .. new byte[16]]);
            versions.AddRange(Halves(Wanted(library, version)));
        }
        foreach ((string symbol, string version) in Exports)
        {
            symbols.AddRange([.. Words(strings[symbol]), Global << 4 | 2, 0, 1, 0, .. Longs(Base + 0x1000, 8)]);
            versions.AddRange(Halves(Defined(version)));
        }
        uint count = (uint)symbols.Count / 24;

        var needs = new List<byte>();
        IGrouping<string, string>[] libraries = [.. needVersions.GroupBy(v => v.Split('\0')[0])];
        foreach (IGrouping<string, string> library in libraries)
        {
            uint length = 16 + 16 * (uint)library.Count();
            needs.AddRange([.. Halves(1, (ushort)library.Count()), .. Words(strings[library.Key], 16, library == libraries[^1] ? 0 : length)]);
            foreach (string version in library)
            {
                string name = version.Split('\0')[1];
                bool weak = Imports.Where(i => i.Version == name && i.Library == library.Key).All(i => i.Binding == Weak);
                needs.AddRange([.. Words(0), .. Halves(weak ? (ushort)2 : (ushort)0, Wanted(library.Key, name)), .. Words(strings[name], version == library.Last() ? 0u : 16u)]);
            }
        }
        var definitions = new List<byte>();
        string[] defined = exportVersions.Length == 0 ? [] : [SoName ?? "self", .. exportVersions];
        for (int i = 0; i < defined.Length; i++)
        {
            definitions.AddRange([.. Halves(1, i == 0 ? (ushort)1 : (ushort)0, (ushort)(i + 1), 1), .. Words(0, 20, i == defined.Length - 1 ? 0u : 28u)]);
            definitions.AddRange(Words(strings[defined[i]], 0));
        }

        uint[] needed = [.. Needed.Select(n => strings[n])];
        uint? soName = SoName is null ? null : strings[SoName], runPath = RunPath is null ? null : strings[RunPath], old = RunPathOld is null ? null : strings[RunPathOld];
        (ulong Offset, ulong Length) names = Section(".dynstr", 3, strings.ToArray());
        uint namesIndex = (uint)_sections.Count - 1;
        (ulong Offset, ulong) table = Section(".dynsym", 11, [.. symbols], namesIndex, 1, 24);
        uint tableIndex = (uint)_sections.Count - 1;
        (ulong Offset, ulong) version_ = Section(".gnu.version", 0x6fffffff, [.. versions], tableIndex, 0, 2);
        (ulong Offset, ulong) hash = Section(".hash", 5, Words([1, count, 0, .. new uint[count]]), tableIndex, 0, 4);
        var entries = new List<ulong>();
        foreach (uint name in needed)
            entries.AddRange([1, name]);
        if (soName is { } so)
            entries.AddRange([14, so]);
        if (runPath is { } path)
            entries.AddRange([29, path]);
        if (old is { } oldPath)
            entries.AddRange([15, oldPath]);
        entries.AddRange([4, Address(hash.Offset), 5, Address(names.Offset), 10, names.Length, 6, Address(table.Offset), 11, 24, 0x6ffffff0, Address(version_.Offset)]);
        if (needs.Count > 0)
            entries.AddRange([0x6ffffffe, Address(Section(".gnu.version_r", 0x6ffffffe, [.. needs], namesIndex, (uint)libraries.Length).Offset), 0x6fffffff, (ulong)libraries.Length]);
        if (defined.Length > 0)
            entries.AddRange([0x6ffffffc, Address(Section(".gnu.version_d", 0x6ffffffd, [.. definitions], namesIndex, (uint)defined.Length).Offset), 0x6ffffffd, (ulong)defined.Length]);
        if (BindNow)
            entries.AddRange([30, 8]);
        ulong flags1 = (BindNow ? 1u : 0) | (IsMarkedPie ? 0x08000000u : 0);
        if (flags1 != 0)
            entries.AddRange([0x6ffffffb, flags1]);
        entries.AddRange([0, 0]);
        Segment(2, 6, Section(".dynamic", 6, Longs([.. entries]), namesIndex, 0, 16));
    }

    private ulong WriteSections()
    {
        var names = new StringTable();
        uint[] nameOffsets = [.. _sections.Select(s => names[s.Name]), names[".shstrtab"]];
        Section(".shstrtab", 3, names.ToArray());
        (ulong Offset, ulong) table = Place([.. _sections.SelectMany((s, i) => (byte[])
        [
            .. Words(nameOffsets[i], s.Type), .. Longs(2, s.Type == 0 ? 0 : Address(s.Offset), s.Offset, s.Length), .. Words(s.Link, s.Info), .. Longs(8, s.EntryLength),
        ])]);
        return table.Offset;
    }

    private void WriteHeader(ulong sectionTable)
    {
        _content.Position = 0;
        _content.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', Class, Encoding, 1, 0, .. new byte[8]]);
        _content.Write(Encoding == 1 ? [.. Halves(Type, Machine)] : [(byte)(Type >> 8), (byte)Type, (byte)(Machine >> 8), (byte)Machine]);
        _content.Write([.. Words(1), .. Longs(Address(0x1000), 64, sectionTable), .. Words(0)]);
        ushort sections = sectionTable == 0 ? (ushort)0 : (ushort)_sections.Count;
        _content.Write(Halves(64, 56, (ushort)_segments.Count, 64, sections, sections == 0 ? (ushort)0 : (ushort)(sections - 1)));
        foreach ((uint type, uint flags, ulong offset, ulong length) in _segments)
            _content.Write([.. Words(type, flags), .. Longs(offset, Address(offset), Address(offset), length, length, 8)]);
    }

    private ulong Address(ulong offset) => Type == 2 ? Base + offset : offset;

    private void Segment(uint type, uint flags, (ulong Offset, ulong Length) place) => _segments.Add((type, flags, place.Offset, place.Length));

    private (ulong Offset, ulong Length) Section(string name, uint type, byte[] content, uint link = 0, uint info = 0, ulong entryLength = 0)
    {
        (ulong offset, ulong length) = Place(content);
        _sections.Add((name, type, offset, length, link, info, entryLength));
        return (offset, length);
    }

    private (ulong Offset, ulong Length) Place(byte[] content)
    {
        _content.SetLength((_content.Length + 7) & ~7);
        _content.Position = _content.Length;
        ulong offset = (ulong)_content.Position;
        _content.Write(content);
        return (offset, (ulong)content.Length);
    }

    private static byte[] Halves(params ushort[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Words(params uint[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] Longs(params ulong[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private sealed class StringTable
    {
        private readonly List<byte> _bytes = [0];
        private readonly Dictionary<string, uint> _offsets = new() { [""] = 0 };

        internal uint this[string text]
        {
            get
            {
                if (_offsets.TryGetValue(text, out uint known))
                    return known;
                uint offset = (uint)_bytes.Count;
                _bytes.AddRange([.. System.Text.Encoding.UTF8.GetBytes(text), 0]);
                return _offsets[text] = offset;
            }
        }

        internal byte[] ToArray() => [.. _bytes];
    }
}
