namespace Lambda.Native.Emulator;

/// <summary>An event and where it is from.</summary>
/// <param name="Name">A sample's name, or a file's.</param>
/// <param name="Json">The event, as it is in the file.</param>
public sealed record NamedEvent(string Name, ReadOnlyMemory<byte> Json)
{
    /// <summary>A file's event, or those of all <c>*.json</c> in a folder, in the ordinal order of their names.</summary>
    /// <exception cref="IOException">There is neither, it cannot be read, or the folder has none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IReadOnlyList<NamedEvent> ReadFiles(string path)
    {
        if (!Directory.Exists(path))
            return [new NamedEvent(Path.GetFileName(path), File.ReadAllBytes(path))];
        string[] files = Directory.GetFiles(path, "*.json");
        if (files.Length == 0)
            throw new FileNotFoundException($"There is no *.json in {path}.");
        Array.Sort(files, StringComparer.Ordinal);
        return [.. files.Select(file => new NamedEvent(Path.GetFileName(file), File.ReadAllBytes(file)))];
    }
}
