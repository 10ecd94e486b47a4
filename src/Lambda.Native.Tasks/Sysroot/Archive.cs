using System.Globalization;
using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>A static library in the format of GNU ar, without times, owners or anything else of the machine that writes it.</summary>
internal static class Archive
{
    private const string Magic = "!<arch>\n";
    private const int HeaderSize = 60;

    /// <summary>One object file for each function, so that a program gets those it calls and no others.</summary>
    internal static byte[] Create(SysrootArchitecture architecture, IReadOnlyList<ListedFunction> functions)
    {
        if (functions.Count == 0)
            return Encoding.ASCII.GetBytes(Magic);
        byte[][] members = [.. functions.Select(function => ObjectFile.Create(architecture, [function], zeros: []))];
        var memberNames = new StringBuilder();
        var nameOffsets = new List<int>();
        foreach (ListedFunction function in functions)
        {
            nameOffsets.Add(memberNames.Length);
            memberNames.Append(function.Name).Append(".o/\n");
        }
        byte[] names = Encoding.ASCII.GetBytes(memberNames.ToString());
        byte[] symbols = Encoding.ASCII.GetBytes(string.Concat(functions.Select(function => function.Name + "\0")));
        int indexSize = 4 + 4 * functions.Count + symbols.Length;

        var output = new MemoryStream();
        Write(output, Encoding.ASCII.GetBytes(Magic));
        WriteHeader(output, "/", indexSize);
        WriteBigEndian(output, functions.Count);
        int position = Magic.Length + HeaderSize + Even(indexSize) + HeaderSize + Even(names.Length);
        foreach (byte[] member in members)
        {
            WriteBigEndian(output, position);
            position += HeaderSize + Even(member.Length);
        }
        WriteContent(output, symbols, indexSize);
        WriteHeader(output, "//", names.Length);
        WriteContent(output, names, names.Length);
        for (int i = 0; i < members.Length; i++)
        {
            WriteHeader(output, "/" + nameOffsets[i].ToString(CultureInfo.InvariantCulture), members[i].Length);
            WriteContent(output, members[i], members[i].Length);
        }
        return output.ToArray();
    }

    private static void WriteHeader(Stream output, string name, int size) =>
        Write(output, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{name,-16}{0,-12}{0,-6}{0,-6}{644,-8}{size,-10}`\n")));

    private static void WriteContent(Stream output, byte[] content, int size)
    {
        Write(output, content);
        if (size != Even(size))
            output.WriteByte((byte)'\n');
    }

    private static void WriteBigEndian(Stream output, int value) => Write(output, [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);

    private static void Write(Stream output, byte[] bytes) => output.Write(bytes, 0, bytes.Length);

    private static int Even(int size) => size + (size & 1);
}
