using System.IO.Compression;

namespace Lambda.Native.Tasks;

/// <summary>Reads a package back and judges it as Lambda would: by the file it starts.</summary>
internal static class PackageCheck
{
    internal const string BootstrapName = "bootstrap";

    /// <summary>What is wrong with the package, or null.</summary>
    /// <param name="package">The absolute path of the zip.</param>
    /// <param name="program">The path in it of what Lambda starts; empty where it starts nothing.</param>
    /// <param name="architecture">The processor in Lambda's words.</param>
    internal static string? FindFault(string package, string program, string architecture)
    {
        bool programSeen = false;
        try
        {
            using var file = new FileStream(package, FileMode.Open, FileAccess.Read, FileShare.Read);
            ZipDirectory directory = ZipDirectory.Read(file);
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                if (ReadBack(entry, directory, out byte[] start, out int startLength) is { } fault)
                    return fault;
                if (entry.FullName != program)
                    continue;
                programSeen = true;
                if (!ElfHeader.TryRead(start, startLength, out ElfHeader header) || !header.IsProgram)
                    return $"{program} is not a 64-bit Linux program.";
                if (header.Architecture != architecture)
                    return $"{program} is made for {header.Architecture}, not for {architecture}.";
                if (directory[program].Mode != ZipWriter.ExecutableMode)
                    return $"{program} is not executable.";
            }
            return programSeen || program.Length == 0 ? null : $"there is no {program} in it.";
        }
        catch (InvalidDataException damaged)
        {
            return damaged.Message;
        }
    }

    private static string? ReadBack(ZipArchiveEntry entry, ZipDirectory directory, out byte[] start, out int startLength)
    {
        start = new byte[ElfHeader.Length];
        startLength = 0;
        var crc = new Crc32();
        var buffer = new byte[64 << 10];
        long length = 0;
        using Stream content = entry.Open();
        int read;
        while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            int wanted = Math.Min(read, start.Length - startLength);
            Array.Copy(buffer, 0, start, startLength, wanted);
            startLength += wanted;
            crc.Append(buffer, read);
            length += read;
        }
        return length == entry.Length && crc.Value == directory[entry.FullName].Crc ? null : $"{entry.FullName} does not read back as it was written.";
    }
}
