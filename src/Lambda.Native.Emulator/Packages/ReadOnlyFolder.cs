namespace Lambda.Native.Emulator;

/// <summary>A folder of its own below the system's temporary one, in which nothing can be changed once it is filled. Symbolic links stay what they are.</summary>
internal sealed class ReadOnlyFolder : IDisposable
{
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private ReadOnlyFolder(string path) => Path = path;

    internal string Path { get; }

    /// <param name="prefix">What its name begins with.</param>
    /// <param name="fill">Puts into the path it is given what is to be there.</param>
    internal static ReadOnlyFolder Create(string prefix, Action<string> fill)
    {
        var folder = new ReadOnlyFolder(Directory.CreateTempSubdirectory(prefix).FullName);
        try
        {
            fill(folder.Path);
            SetWritable(new DirectoryInfo(folder.Path), false);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        SetWritable(new DirectoryInfo(Path), true);
        Directory.Delete(Path, recursive: true);
    }

    private static void SetWritable(FileSystemInfo entry, bool writable)
    {
        if (OperatingSystem.IsWindows() || entry.LinkTarget is not null)
            return;
        if (writable)
            entry.UnixFileMode |= UnixFileMode.UserWrite;
        if (entry is DirectoryInfo folder)
        {
            foreach (FileSystemInfo inside in folder.EnumerateFileSystemInfos())
                SetWritable(inside, writable);
        }
        if (!writable)
            entry.UnixFileMode &= ~Write;
    }
}
