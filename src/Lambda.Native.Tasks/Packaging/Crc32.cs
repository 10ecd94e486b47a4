namespace Lambda.Native.Tasks;

/// <summary>The checksum of the zip format. System.IO.Hashing has it too, but a task assembly that needs a second assembly beside it fails to load in some hosts.</summary>
internal struct Crc32
{
    private static readonly uint[] s_table = MakeTable();
    private uint _inverse;

    internal readonly uint Value => _inverse;

    internal void Append(byte[] bytes, int count)
    {
        uint crc = ~_inverse;
        for (int i = 0; i < count; i++)
            crc = s_table[(byte)(crc ^ bytes[i])] ^ crc >> 8;
        _inverse = ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? value >> 1 ^ 0xedb88320 : value >> 1;
            table[i] = value;
        }
        return table;
    }
}
