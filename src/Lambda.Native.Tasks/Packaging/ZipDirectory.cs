using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>What a zip's central directory says of its entries; ZipArchive shows neither mode nor checksum here.</summary>
internal sealed class ZipDirectory
{
    private const int EndLength = 22;
    private const uint EndSignature = 0x06054b50;
    private const uint EntrySignature = 0x02014b50;

    private readonly Dictionary<string, ZipDirectoryEntry> _entries = new(StringComparer.Ordinal);

    private ZipDirectory()
    {
    }

    internal IEnumerable<string> Names => _entries.Keys;

    internal ZipDirectoryEntry this[string name] =>
        _entries.TryGetValue(name, out ZipDirectoryEntry entry) ? entry : throw new InvalidDataException($"{name} is not in the central directory.");

    /// <summary>Reads a zip without a comment, which is how packages are written.</summary>
    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    internal static ZipDirectory Read(Stream file)
    {
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        if (file.Length < EndLength)
            throw new InvalidDataException("it is too short for a zip.");
        file.Position = file.Length - EndLength;
        if (reader.ReadUInt32() != EndSignature)
            throw new InvalidDataException("it does not end in a zip's central directory.");
        file.Position += 6;
        int count = reader.ReadUInt16();
        file.Position += 4;
        file.Position = reader.ReadUInt32();

        var directory = new ZipDirectory();
        for (int i = 0; i < count; i++)
        {
            if (reader.ReadUInt32() != EntrySignature)
                throw new InvalidDataException("its central directory is damaged.");
            var entry = default(ZipDirectoryEntry);
            file.Position += 1;
            entry.Host = reader.ReadByte();
            file.Position += 2;
            entry.Flags = reader.ReadUInt16();
            entry.Method = reader.ReadUInt16();
            entry.Time = reader.ReadUInt32();
            entry.Crc = reader.ReadUInt32();
            entry.PackedLength = reader.ReadUInt32();
            entry.Length = reader.ReadUInt32();
            int nameLength = reader.ReadUInt16();
            int extraLength = reader.ReadUInt16();
            int commentLength = reader.ReadUInt16();
            file.Position += 4;
            entry.Mode = (int)(reader.ReadUInt32() >> 16);
            file.Position += 4;
            string name = Encoding.UTF8.GetString(reader.ReadBytes(nameLength));
            file.Position += extraLength + commentLength;
            directory._entries[name] = entry;
        }
        return directory;
    }
}

/// <summary>One line of the central directory.</summary>
internal struct ZipDirectoryEntry
{
    internal byte Host;
    internal ushort Flags;
    internal ushort Method;
    internal uint Time;
    internal uint Crc;
    internal uint PackedLength;
    internal uint Length;
    internal int Mode;
}
