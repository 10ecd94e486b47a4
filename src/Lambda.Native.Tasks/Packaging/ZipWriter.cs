using System.IO.Compression;
using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>
/// Writes a zip whose bytes depend on nothing but the entries: Unix modes and host byte on every operating system, one fixed time, sizes in front of the data.
/// System.IO.Compression's ZipArchive is not used because it stamps the entries with the operating system it runs on and cannot set modes here; its deflate, another
/// one in other versions of .NET, only where a quicker level is asked for.
/// </summary>
internal sealed class ZipWriter(Stream output, CompressionLevel? level)
{
    internal const int ExecutableMode = 0x8000 | 0x1ed; // a regular file, 0755
    internal const int PlainMode = 0x8000 | 0x1a4; // a regular file, 0644

    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const ushort VersionNeeded = 20;
    private const ushort MadeByUnix = 3 << 8 | VersionNeeded;
    private const ushort Utf8Names = 1 << 11;
    private const ushort Stored = 0;
    private const ushort Deflated = 8;
    private const ushort Midnight = 0;
    private const ushort FirstOfJanuary1980 = 1 << 5 | 1;
    private const int LocalHeaderLength = 30;
    private const int CopyLength = 128 << 10;
    private const int ShownLength = 100;

    private readonly BinaryWriter _writer = new(output);
    private readonly List<Entry> _entries = [];
    private readonly byte[] _copy = new byte[CopyLength];

    /// <summary>By our own <see cref="Deflater"/>, the same bytes everywhere.</summary>
    internal static CompressionLevel? Smallest => null;

    /// <exception cref="ZipLimitException">The format has no place for it.</exception>
    internal void Add(string path, Stream content, int mode)
    {
        byte[] name = Encoding.UTF8.GetBytes(path);
        if (name.Length > ushort.MaxValue)
            throw new ZipLimitException($"the path {path.Substring(0, ShownLength)}… is longer than {ushort.MaxValue} bytes");
        if (_entries.Count == ushort.MaxValue)
            throw new ZipLimitException($"there are more than {ushort.MaxValue} files");

        var entry = new Entry { Name = name, Mode = mode, Offset = Position32() };
        long start = output.Position;
        // Room for the header; it is written when the sizes are known, so that no data descriptor is needed.
        output.Write(new byte[LocalHeaderLength + name.Length], 0, LocalHeaderLength + name.Length);
        long dataStart = output.Position;
        (entry.Length, entry.Crc) = Compress(content);
        entry.PackedLength = checked((uint)(output.Position - dataStart));
        entry.Method = Deflated;
        if (entry.PackedLength >= entry.Length)
        {
            content.Position = 0;
            output.Position = dataStart;
            Copy(content);
            output.SetLength(output.Position);
            entry.PackedLength = entry.Length;
            entry.Method = Stored;
        }
        long end = output.Position;
        output.Position = start;
        WriteLocalHeader(entry);
        output.Position = end;
        _entries.Add(entry);
    }

    /// <exception cref="ZipLimitException">The format has no place for it.</exception>
    internal void Finish()
    {
        uint directory = Position32();
        foreach (Entry entry in _entries)
            WriteCentralHeader(entry);
        uint length = Position32() - directory;
        _writer.Write(EndSignature);
        _writer.Write((ushort)0);
        _writer.Write((ushort)0);
        _writer.Write((ushort)_entries.Count);
        _writer.Write((ushort)_entries.Count);
        _writer.Write(length);
        _writer.Write(directory);
        _writer.Write((ushort)0);
        _writer.Flush();
    }

    private (uint Length, uint Crc) Compress(Stream content)
    {
        var crc = new Crc32();
        long length = 0;
        using (Stream deflate = level is { } quick ? new DeflateStream(output, quick, leaveOpen: true) : new Deflater(output))
        {
            int read;
            while ((read = content.Read(_copy, 0, CopyLength)) > 0)
            {
                crc.Append(_copy, read);
                deflate.Write(_copy, 0, read);
                length += read;
                if (length > uint.MaxValue)
                    throw new ZipLimitException("a file is larger than 4 GiB");
            }
        }
        return ((uint)length, crc.Value);
    }

    private void Copy(Stream content)
    {
        int read;
        while ((read = content.Read(_copy, 0, CopyLength)) > 0)
            output.Write(_copy, 0, read);
    }

    private uint Position32() =>
        output.Position <= uint.MaxValue ? (uint)output.Position : throw new ZipLimitException("the packed files are larger than 4 GiB");

    private void WriteLocalHeader(Entry entry)
    {
        _writer.Write(LocalSignature);
        WriteCommonFields(entry);
        _writer.Write(entry.Name);
        _writer.Flush();
    }

    private void WriteCentralHeader(Entry entry)
    {
        _writer.Write(CentralSignature);
        _writer.Write(MadeByUnix);
        WriteCommonFields(entry);
        _writer.Write((ushort)0); // comment
        _writer.Write((ushort)0); // disk
        _writer.Write((ushort)0); // internal attributes
        _writer.Write((uint)entry.Mode << 16);
        _writer.Write(entry.Offset);
        _writer.Write(entry.Name);
    }

    private void WriteCommonFields(Entry entry)
    {
        _writer.Write(VersionNeeded);
        _writer.Write(Array.Exists(entry.Name, b => b >= 0x80) ? Utf8Names : (ushort)0);
        _writer.Write(entry.Method);
        _writer.Write(Midnight);
        _writer.Write(FirstOfJanuary1980);
        _writer.Write(entry.Crc);
        _writer.Write(entry.PackedLength);
        _writer.Write(entry.Length);
        _writer.Write((ushort)entry.Name.Length);
        _writer.Write((ushort)0); // extra field
    }

    private sealed class Entry
    {
        internal byte[] Name = [];
        internal int Mode;
        internal ushort Method;
        internal uint Crc;
        internal uint Length;
        internal uint PackedLength;
        internal uint Offset;
    }
}

/// <summary>More than the zip format holds without its 64-bit extensions.</summary>
internal sealed class ZipLimitException(string message) : Exception(message);
