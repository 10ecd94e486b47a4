using System.Globalization;
using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>A static library in the format of GNU ar, without times, owners or anything else of the machine that writes it.</summary>
internal static class Archive
{
    private const string Magic = "!<arch>\n";
    private const int HeaderLength = 60;

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
        byte[] names = PadToEven(memberNames.ToString(), '\n');
        byte[] symbols = PadToEven(string.Concat(functions.Select(function => function.Name + "\0")), '\0');
        int indexLength = 4 + 4 * functions.Count + symbols.Length;

        var output = new MemoryStream();
        Write(output, Encoding.ASCII.GetBytes(Magic));
        WriteHeader(output, "/", indexLength);
        WriteBigEndian(output, functions.Count);
        int position = Magic.Length + HeaderLength + indexLength + HeaderLength + names.Length;
        foreach (byte[] member in members)
        {
            WriteBigEndian(output, position);
            position += HeaderLength + member.Length;
        }
        Write(output, symbols);
        WriteHeader(output, "//", names.Length);
        Write(output, names);
        for (int i = 0; i < members.Length; i++)
        {
            WriteHeader(output, "/" + nameOffsets[i].ToString(CultureInfo.InvariantCulture), members[i].Length);
            Write(output, members[i]);
        }
        return output.ToArray();
    }

    private static void WriteHeader(Stream output, string name, int length) =>
        Write(output, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{name,-16}{0,-12}{0,-6}{0,-6}{644,-8}{length,-10}`\n")));

    private static void WriteBigEndian(Stream output, int value) => Write(output, [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);

    private static void Write(Stream output, byte[] bytes) => output.Write(bytes, 0, bytes.Length);

    /// <summary>Every part begins at an even offset. Object files are of even length; for the rest, readelf wants the padding counted as content.</summary>
    private static byte[] PadToEven(string text, char padding) => Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + padding);
}
