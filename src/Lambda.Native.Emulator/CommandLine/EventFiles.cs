namespace Lambda.Native.Emulator;

/// <summary>The events that a command line names.</summary>
internal static class EventFiles
{
    /// <summary>The name and content of each, in order.</summary>
    /// <exception cref="CommandLineException">One cannot be read.</exception>
    internal static IEnumerable<(string Name, byte[] Content)> Read(IEnumerable<string> paths)
    {
        foreach (string path in paths.SelectMany(Expand))
            yield return (path, ReadOne(path));
    }

    /// <exception cref="CommandLineException">There is no such sample.</exception>
    internal static (string Name, byte[] Content) ReadSample(string name) => EventSamples.Find(name) is { } sample
        ? (sample.Name, sample.Json.ToArray())
        : throw new CommandLineException($"There is no sample '{name}'. There are: {string.Join(", ", EventSamples.Names)}.");

    private static IEnumerable<string> Expand(string path) => Directory.Exists(path) ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal) : [path];

    private static byte[] ReadOne(string path)
    {
        try
        {
            if (path != "-")
                return File.ReadAllBytes(path);
            using Stream input = Console.OpenStandardInput();
            var content = new MemoryStream();
            input.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"The event cannot be read: {failure.Message}");
        }
    }
}
