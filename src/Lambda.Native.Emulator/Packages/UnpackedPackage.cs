using System.IO.Compression;

namespace Lambda.Native.Emulator;

/// <summary>A deployment package, unpacked as Lambda does: into a folder that the function cannot write to.</summary>
internal sealed class UnpackedPackage : IDisposable
{
    private readonly ReadOnlyFolder _folder;

    private UnpackedPackage(ReadOnlyFolder folder) => _folder = folder;

    internal FunctionCommand Command => new() { Program = Path.Combine(_folder.Path, "bootstrap"), TaskRoot = _folder.Path, Name = "/var/task/bootstrap" };

    /// <exception cref="CommandLineException">It is no package.</exception>
    internal static UnpackedPackage Create(string path)
    {
        try
        {
            // Keeps the modes that are in the zip: a bootstrap packed without its executable bit does not start here either.
            return new UnpackedPackage(ReadOnlyFolder.Create("lambda-task-", folder => ZipFile.ExtractToDirectory(path, folder)));
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"The package {path} cannot be unpacked: {failure.Message}");
        }
    }

    public void Dispose() => _folder.Dispose();
}
