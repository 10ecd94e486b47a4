using System.Security.Cryptography;
using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>Names a link by what goes into it: the same for a program and its symbol file, in every folder and at every time.</summary>
internal static class BuildId
{
    /// <summary>20 bytes in hexadecimal, as long as the sha1 that debuggers expect.</summary>
    /// <param name="arguments">With paths, of which only the last part counts.</param>
    /// <param name="files">Files whose content counts.</param>
    /// <param name="linkerVersion">What the linker says of itself.</param>
    internal static string Of(IEnumerable<string> arguments, IEnumerable<string> files, int linkerVersion)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"LLD {linkerVersion}");
        foreach (string argument in arguments)
            Append(hash, WithoutFolders(argument));
        var buffer = new byte[1 << 16];
        foreach (string file in files)
        {
            using FileStream stream = File.OpenRead(file);
            Append(hash, $"{stream.Length}");
            int read;
            while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
                hash.AppendData(buffer, 0, read);
        }
        return BitConverter.ToString(hash.GetHashAndReset(), 0, 20).Replace("-", "").ToLowerInvariant();
    }

    private static string WithoutFolders(string argument)
    {
        int separator = argument.LastIndexOfAny(['/', '\\']);
        return separator < 0 ? argument : argument.Substring(separator + 1);
    }

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
