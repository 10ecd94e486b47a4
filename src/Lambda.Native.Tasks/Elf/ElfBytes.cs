using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>The bytes of a little-endian file. Every read is checked against the end; offsets and lengths may be anything.</summary>
internal sealed class ElfBytes(byte[] bytes)
{
    internal ulong Length => (ulong)bytes.LongLength;

    /// <exception cref="ElfFormatException">The range is not in the file.</exception>
    internal void Require(ulong offset, ulong length, string what)
    {
        if (offset > Length || length > Length - offset)
            throw new ElfFormatException($"{what} lies beyond the end of the file");
    }

    /// <exception cref="ElfFormatException">The table is not in the file.</exception>
    internal void RequireTable(ulong offset, ulong count, uint entryLength, string what)
    {
        if (count > Length / entryLength)
            throw new ElfFormatException($"{what} claims {count} entries, more than the file can hold");
        Require(offset, count * entryLength, what);
    }

    internal byte Byte(ulong offset)
    {
        Require(offset, 1, "a field");
        return bytes[offset];
    }

    internal ushort Word16(ulong offset)
    {
        Require(offset, 2, "a field");
        return (ushort)(bytes[offset] | bytes[offset + 1] << 8);
    }

    internal uint Word32(ulong offset)
    {
        Require(offset, 4, "a field");
        return bytes[offset] | (uint)bytes[offset + 1] << 8 | (uint)bytes[offset + 2] << 16 | (uint)bytes[offset + 3] << 24;
    }

    internal ulong Word64(ulong offset)
    {
        Require(offset, 8, "a field");
        return Word32(offset) | (ulong)Word32(offset + 4) << 32;
    }

    internal byte[] Copy(ulong offset, ulong length, string what)
    {
        Require(offset, length, what);
        var copy = new byte[length];
        Array.Copy(bytes, (long)offset, copy, 0, (long)length);
        return copy;
    }

    /// <summary>The text up to the zero byte or the end given.</summary>
    /// <exception cref="ElfFormatException">It is longer than that.</exception>
    internal string Text(ulong offset, ulong end, ulong maxLength)
    {
        ulong length = 0;
        while (offset + length < end && bytes[offset + length] != 0)
        {
            if (++length > maxLength)
                throw new ElfFormatException($"a name is longer than {maxLength} bytes");
        }
        return Encoding.UTF8.GetString(bytes, (int)offset, (int)length);
    }
}

/// <summary>A string table whose every entry is known to end in it.</summary>
internal sealed class ElfStrings
{
    private readonly ElfBytes _bytes;
    private readonly ulong _start;
    private readonly ulong _length;

    /// <exception cref="ElfFormatException">The table is not in the file, or its last string does not end.</exception>
    internal ElfStrings(ElfBytes bytes, ulong start, ulong length)
    {
        bytes.Require(start, length, "a string table");
        if (length > 0 && bytes.Byte(start + length - 1) != 0)
            throw new ElfFormatException("a string table does not end in a zero byte");
        _bytes = bytes;
        _start = start;
        _length = length;
    }

    /// <summary>The longest path Linux takes.</summary>
    internal const ulong ShortLimit = 4096;

    /// <summary>The string at an offset; empty where there is none. The names of C++ symbols can be of any length.</summary>
    internal string this[uint offset] => offset < _length ? _bytes.Text(_start + offset, _start + _length, _length) : "";

    /// <summary>The name of a library or a version.</summary>
    /// <exception cref="ElfFormatException">There is no such string, or it is longer than a path can be.</exception>
    internal string Short(ulong offset, string what) => _bytes.Text(_start + Require(offset, what), _start + _length, ShortLimit);

    /// <exception cref="ElfFormatException">There is no such string.</exception>
    internal uint Require(ulong offset, string what) =>
        offset < _length || offset == 0 ? (uint)offset : throw new ElfFormatException($"the name of {what} lies outside of its string table");
}

/// <summary>Never leaves <see cref="ElfFile"/>: the caller gets the reason.</summary>
internal sealed class ElfFormatException(string message) : Exception(message);
