using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>The names of an ELF file, each once.</summary>
internal sealed class ElfStringTable
{
    private readonly Dictionary<string, uint> _offsets = new(StringComparer.Ordinal);
    private readonly MemoryStream _bytes = new();

    internal ElfStringTable() => Add("");

    internal uint Add(string name)
    {
        if (_offsets.TryGetValue(name, out uint offset))
            return offset;
        offset = (uint)_bytes.Length;
        _offsets.Add(name, offset);
        byte[] text = Encoding.ASCII.GetBytes(name);
        _bytes.Write(text, 0, text.Length);
        _bytes.WriteByte(0);
        return offset;
    }

    internal byte[] ToArray() => _bytes.ToArray();
}
