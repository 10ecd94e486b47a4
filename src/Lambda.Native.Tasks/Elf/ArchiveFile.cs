using System.Globalization;
using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>Reads the members of a static library, as GNU and LLVM write them. What is damaged ends the list; a thin archive, which only names its members, has none.</summary>
internal static class ArchiveFile
{
    private const string Magic = "!<arch>\n";
    private const int HeaderLength = 60;
    private const int NameLength = 16;
    private const int SizeOffset = 48;
    private const int SizeLength = 10;
    private const string BsdName = "#1/";

    internal static bool HasMagic(byte[] content) => content.Length >= Magic.Length && Text(content, 0, Magic.Length) == Magic;

    internal static IEnumerable<(string Name, byte[] Content)> Members(byte[] content)
    {
        if (!HasMagic(content))
            yield break;
        (int Start, int Length) longNames = default;
        int at = Magic.Length;
        while (at <= content.Length - HeaderLength)
        {
            string name = Text(content, at, NameLength).TrimEnd(' ');
            bool isSized = int.TryParse(Text(content, at + SizeOffset, SizeLength), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int length);
            int start = at + HeaderLength;
            if (!isSized || length < 0 || length > content.Length - start)
                yield break;
            if (name == "//")
                longNames = (start, length);
            else if (name is not ("/" or "/SYM64/"))
                yield return Member(content, name, start, length, longNames);
            // Members begin at even offsets.
            at = start + length + (length & 1);
        }
    }

    private static (string, byte[]) Member(byte[] content, string name, int start, int length, (int Start, int Length) longNames)
    {
        if (name.StartsWith(BsdName, StringComparison.Ordinal) && TryNumber(name.Substring(BsdName.Length), out int nameLength) && nameLength <= length)
        {
            name = Text(content, start, nameLength).TrimEnd('\0');
            start += nameLength;
            length -= nameLength;
        }
        else if (name.Length > 1 && name[0] == '/' && TryNumber(name.Substring(1), out int offset) && offset < longNames.Length)
        {
            string rest = Text(content, longNames.Start + offset, Math.Min(longNames.Length - offset, 1024));
            name = rest.Split('\n')[0];
        }
        var member = new byte[length];
        Array.Copy(content, start, member, 0, length);
        return (name.TrimEnd('/'), member);
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Text(byte[] content, int start, int length) => Encoding.UTF8.GetString(content, start, length);
}
