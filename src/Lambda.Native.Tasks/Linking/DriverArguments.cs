using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>From the arguments ILCompiler has for a compiler that links, to those of the linker itself.</summary>
internal static class DriverArguments
{
    /// <summary>One item of LinkerArg, which may hold several arguments.</summary>
    internal static IEnumerable<string> ForLinker(string item)
    {
        List<string> words = Words(item);
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (word == "-Xlinker" && i + 1 < words.Count)
            {
                yield return words[++i];
                continue;
            }
            if (!word.StartsWith("-Wl,", StringComparison.Ordinal))
            {
                if (!IsForTheDriver(word))
                    yield return word;
                continue;
            }
            foreach (string argument in word.Substring("-Wl,".Length).Split(','))
            {
                if (!IsOurs(argument))
                    yield return argument;
            }
        }
    }

    /// <summary>What only a compiler understands. Anything else is the linker's to accept or refuse.</summary>
    private static bool IsForTheDriver(string word) =>
        word is "-pthread" or "-g" or "-pie" or "-no-pie" or "-rdynamic" or "-nostdlib" or "-nostartfiles" or "-nodefaultlibs"
        || StartsWith(word, "-fuse-ld=") || StartsWith(word, "--target=") || StartsWith(word, "--sysroot=") || StartsWith(word, "-gz");

    /// <summary>What the link step decides itself.</summary>
    private static bool IsOurs(string argument) =>
        argument is "-s" or "--strip-all" or "--strip-debug" or "-pie" or "-no-pie" || StartsWith(argument, "--build-id");

    private static bool StartsWith(string word, string start) => word.StartsWith(start, StringComparison.Ordinal);

    /// <summary>Split at white space, as a shell would: quotes, single or double, keep it. A backslash is part of a path.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool any = false;
        char quote = '\0';
        foreach (char c in text)
        {
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
                else
                    word.Append(c);
            }
            else if (c is '"' or '\'')
            {
                quote = c;
                any = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (any)
                    words.Add(word.ToString());
                word.Clear();
                any = false;
            }
            else
            {
                word.Append(c);
                any = true;
            }
        }
        if (any)
            words.Add(word.ToString());
        return words;
    }
}
