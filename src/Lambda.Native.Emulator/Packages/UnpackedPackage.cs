using System.IO.Compression;

namespace Lambda.Native.Emulator;

/// <summary>A deployment package, unpacked as Lambda does: into a folder that the function cannot write to.</summary>
internal sealed class UnpackedPackage : IDisposable
{
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string _folder;

    private UnpackedPackage(string folder) => _folder = folder;

    internal FunctionCommand Command => new() { Program = Path.Combine(_folder, "bootstrap"), TaskRoot = _folder, Name = "/var/task/bootstrap" };

    /// <exception cref="CommandLineException">It is no package.</exception>
    internal static UnpackedPackage Create(string path)
    {
        var unpacked = new UnpackedPackage(Directory.CreateTempSubdirectory("lambda-task-").FullName);
        try
        {
            // Keeps the modes that are in the zip: a bootstrap packed without its executable bit does not start here either.
            ZipFile.ExtractToDirectory(path, unpacked._folder);
            unpacked.SetWritable(false);
            return unpacked;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            unpacked.Dispose();
            throw new CommandLineException($"The package {path} cannot be unpacked: {failure.Message}");
        }
    }

    public void Dispose()
    {
        SetWritable(true);
        Directory.Delete(_folder, recursive: true);
    }

    private void SetWritable(bool writable)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (string path in Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Append(_folder).ToArray())
        {
            UnixFileMode mode = File.GetUnixFileMode(path);
            File.SetUnixFileMode(path, writable ? mode | UnixFileMode.UserWrite : mode & ~Write);
        }
    }
}
