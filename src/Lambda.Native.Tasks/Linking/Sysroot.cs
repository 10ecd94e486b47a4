using System.Security.Cryptography;

namespace Lambda.Native.Tasks;

/// <summary>The folder that stands for provided.al2023 in a link: stub libraries and the start file of one architecture.</summary>
internal sealed class Sysroot(string folder, string architecture)
{
    /// <summary>The hash and the relative path of each file, a line each, as sha256sum writes them.</summary>
    internal const string ListName = "SHA256SUMS";

    internal string StartFile => Path.Combine(folder, "start.o");

    internal string Libraries => Path.Combine(folder, "lib");

    /// <summary>ILCompiler 8 leaves zlib to the system.</summary>
    internal string Zlib => Path.Combine(Libraries, "libz.so.1");

    /// <summary>What compilers take from their own libraries on this processor, or null.</summary>
    internal string? Builtins => architecture == "arm64" ? Path.Combine(Libraries, "libbuiltins.a") : null;

    internal string Emulation => architecture == "arm64" ? "aarch64linux" : "elf_x86_64";

    internal string Interpreter => architecture == "arm64" ? "/lib/ld-linux-aarch64.so.1" : "/lib64/ld-linux-x86-64.so.2";

    /// <summary>The first file that is not what was packed, or null.</summary>
    internal string? FindDamage()
    {
        string list = Path.Combine(folder, ListName);
        if (!File.Exists(list))
            return list;
        foreach (string line in File.ReadAllLines(list))
        {
            string[] parts = line.Split([' '], 2, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2)
                return list;
            string file = Path.Combine(folder, parts[1].Trim().Replace('/', Path.DirectorySeparatorChar));
            if (!File.Exists(file) || Hash(file) != parts[0])
                return file;
        }
        return null;
    }

    /// <summary>Writes what FindDamage is going to compare with.</summary>
    internal static void WriteList(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).OrderBy(file => file, StringComparer.Ordinal)];
        string text = string.Concat(files.Select(file => $"{Hash(file)}  {file.Substring(folder.Length + 1).Replace(Path.DirectorySeparatorChar, '/')}\n"));
        File.WriteAllText(Path.Combine(folder, ListName), text);
    }

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using var sha = SHA256.Create();
        return BitConverter.ToString(sha.ComputeHash(stream)).Replace("-", "").ToLowerInvariant();
    }
}
