namespace Lambda.Native.Tasks;

/// <summary>Tells which of the files that were linked asks for a symbol: the program itself does not say. Reads them only when asked.</summary>
internal sealed class SymbolOrigins(string[] linkInputs)
{
    private const int NamesShown = 3;

    /// <summary>The objects that leave the symbol undefined, as "libfoo.a(bar.o)"; empty where none is found.</summary>
    internal string[] Find(string symbol)
    {
        var found = new List<string>();
        foreach (string path in linkInputs)
        {
            if (found.Count == NamesShown)
                break;
            if (!TryReadAll(path, out byte[] content))
                continue;
            string name = Path.GetFileName(path);
            if (ArchiveFile.HasMagic(content))
                found.AddRange(ArchiveFile.Members(content).Where(m => Wants(m.Content, symbol)).Select(m => $"{name}({m.Name})").Take(NamesShown - found.Count));
            else if (Wants(content, symbol))
                found.Add(name);
        }
        return [.. found];
    }

    private static bool Wants(byte[] content, string symbol) =>
        ElfFile.TryRead(content, out ElfFile file, out _) && Array.Exists(file.Symbols, s => s.IsUndefined && s.Name == symbol);

    private static bool TryReadAll(string path, out byte[] content)
    {
        content = [];
        try
        {
            content = File.Exists(path) ? File.ReadAllBytes(path) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The finding stands without the name of whoever brings it.
        }
        return content.Length > 0;
    }
}
