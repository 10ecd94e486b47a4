namespace Lambda.Native.Tasks;

/// <summary>A symbol that a shared library offers to a linker.</summary>
internal sealed class LibrarySymbol
{
    private LibrarySymbol(string name, string? version)
    {
        Name = name;
        Version = version;
    }

    internal string Name { get; }

    /// <summary>Null in a library that does not give this symbol a version.</summary>
    internal string? Version { get; }

    internal bool IsObject { get; private set; }

    /// <summary>GNU ld takes a weak object for another name of the strong one at its address.</summary>
    internal bool IsWeak { get; private set; }

    /// <summary>In bytes: what a copy relocation copies.</summary>
    internal ulong Size { get; private set; }

    /// <summary>In bytes: a power of two.</summary>
    internal ulong Alignment { get; private set; } = 1;

    /// <summary>The name that stands for the object's address: where a program has a copy of the object, all names of the address mean the copy.</summary>
    internal string AddressGroup { get; private set; } = "";

    internal static LibrarySymbol Function(string name, string? version) => new(name, version);

    internal static LibrarySymbol Object(string name, string? version, bool isWeak, ulong size, ulong alignment, string addressGroup) =>
        new(name, version) { IsObject = true, IsWeak = isWeak, Size = size, Alignment = alignment, AddressGroup = addressGroup };
}
