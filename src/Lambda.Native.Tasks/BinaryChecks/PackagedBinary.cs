namespace Lambda.Native.Tasks;

/// <summary>An ELF file of the package, or the program that Lambda starts, whatever it is.</summary>
internal sealed class PackagedBinary
{
    internal PackagedBinary(string targetPath, string displayName, bool isProgram, byte[] content)
    {
        TargetPath = targetPath;
        IsProgram = isProgram;
        DisplayName = displayName;
        if (ElfHeader.TryRead(content, content.Length, out ElfHeader header))
            Header = header;
        if (ElfFile.TryRead(content, out ElfFile file, out string? fault))
            File = file;
        Fault = fault ?? "";
    }

    /// <summary>The path in the package, with forward slashes.</summary>
    internal string TargetPath { get; }

    /// <summary>How messages call it.</summary>
    internal string DisplayName { get; }

    /// <summary>Whether it is what Lambda starts: the bootstrap, or an extension.</summary>
    internal bool IsProgram { get; }

    /// <summary>What its first bytes say, where they are those of an ELF file.</summary>
    internal ElfHeader? Header { get; }

    /// <summary>Null where it cannot be read; the fault says why.</summary>
    internal ElfFile? File { get; }

    internal string Fault { get; }
}
