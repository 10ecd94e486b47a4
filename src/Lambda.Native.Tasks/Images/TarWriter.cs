using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>Writes a tar whose bytes depend on nothing but the entries: root owns all, one fixed time. System.Formats.Tar is not there on netstandard2.0.</summary>
internal sealed class TarWriter(Stream output)
{
    internal const int ExecutableMode = 0x1ed; // 0755
    internal const int PlainMode = 0x1a4; // 0644

    /// <summary>1 January 1980, as in the zip.</summary>
    internal const long Time = 315_532_800;

    private readonly byte[] _zeros = new byte[TarHeader.BlockLength];

    internal void AddFolder(string path) => WriteHeader(path + "/", TarHeader.Folder, ExecutableMode, 0);

    internal void AddFile(string path, Stream content, long length, int mode)
    {
        WriteHeader(path, TarHeader.RegularFile, mode, length);
        content.CopyTo(output);
        Pad(length);
    }

    internal void AddFile(string path, byte[] content)
    {
        using var stream = new MemoryStream(content);
        AddFile(path, stream, content.Length, PlainMode);
    }

    internal void Finish()
    {
        output.Write(_zeros, 0, TarHeader.BlockLength);
        output.Write(_zeros, 0, TarHeader.BlockLength);
    }

    private void WriteHeader(string path, byte type, int mode, long length)
    {
        byte[] name = Encoding.UTF8.GetBytes(path);
        if (name.Length > TarHeader.NameLength || Array.Exists(name, b => b >= 0x80))
        {
            byte[] record = TarHeader.Record("path", path);
            WriteBlock(Encoding.ASCII.GetBytes("PaxHeader"), TarHeader.Attributes, PlainMode, record.Length);
            output.Write(record, 0, record.Length);
            Pad(record.Length);
            // What a reader shows that knows no pax header.
            name = Array.ConvertAll(name.Take(TarHeader.NameLength).ToArray(), b => b < 0x80 ? b : (byte)'_');
        }
        WriteBlock(name, type, mode, length);
    }

    private void WriteBlock(byte[] name, byte type, int mode, long length)
    {
        var block = new byte[TarHeader.BlockLength];
        name.CopyTo(block, 0);
        TarHeader.WriteNumber(block, TarHeader.ModeOffset, TarHeader.ShortNumberLength, mode);
        TarHeader.WriteNumber(block, TarHeader.UserOffset, TarHeader.ShortNumberLength, 0);
        TarHeader.WriteNumber(block, TarHeader.GroupOffset, TarHeader.ShortNumberLength, 0);
        TarHeader.WriteNumber(block, TarHeader.SizeOffset, TarHeader.LongNumberLength, length);
        TarHeader.WriteNumber(block, TarHeader.TimeOffset, TarHeader.LongNumberLength, Time);
        block[TarHeader.TypeOffset] = type;
        Encoding.ASCII.GetBytes("ustar\0" + "00", 0, 8, block, TarHeader.MagicOffset);
        TarHeader.WriteNumber(block, TarHeader.ChecksumOffset, TarHeader.ShortNumberLength - 1, TarHeader.Checksum(block));
        block[TarHeader.ChecksumOffset + TarHeader.ShortNumberLength - 1] = (byte)' ';
        output.Write(block, 0, block.Length);
    }

    private void Pad(long length) => output.Write(_zeros, 0, (int)TarHeader.Padding(length));
}
