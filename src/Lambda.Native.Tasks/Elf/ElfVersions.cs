namespace Lambda.Native.Tasks;

/// <summary>A version that a file needs of a library.</summary>
internal sealed class ElfVersionNeed(string library, string version, ushort flags, ushort index)
{
    private const ushort FlagWeak = 2;

    /// <summary>The needed library, by its soname.</summary>
    internal string Library => library;

    internal string Version => version;

    /// <summary>Whether only weak symbols ask for it.</summary>
    internal bool IsWeak => (flags & FlagWeak) != 0;

    /// <summary>What symbols of that version carry.</summary>
    internal ushort Index => index;
}

/// <summary>A version that a file defines.</summary>
internal sealed class ElfVersionDefinition(string version, ushort flags, ushort index)
{
    private const ushort FlagBase = 1;

    internal string Version => version;

    /// <summary>Whether it is the file's own name and no version of symbols.</summary>
    internal bool IsBase => (flags & FlagBase) != 0;

    /// <summary>What symbols of that version carry.</summary>
    internal ushort Index => index;
}

/// <summary>Reads the two chained tables. An entry's successor is always behind it, so that no chain can turn in a circle.</summary>
internal static class ElfVersions
{
    /// <summary>Version indices have 15 bits: more entries than that mean nothing.</summary>
    private const int EntryLimit = 1 << 15;

    private const uint NeedLength = 16;
    private const uint NeedNameLength = 16;
    private const uint DefinitionLength = 20;

    internal static List<ElfVersionNeed> ReadNeeds(ElfBytes bytes, ulong at, ulong count, ElfStrings names)
    {
        var needs = new List<ElfVersionNeed>();
        int left = EntryLimit;
        for (ulong i = 0; i < count; i++)
        {
            bytes.Require(at, NeedLength, "a needed version");
            ushort versions = bytes.Word16(at + 2);
            string library = names.Short(bytes.Word32(at + 4), "a needed library");
            ulong version = at + bytes.Word32(at + 8);
            Spend(ref left);
            for (int j = 0; j < versions; j++)
            {
                Spend(ref left);
                bytes.Require(version, NeedNameLength, "a needed version");
                string name = names.Short(bytes.Word32(version + 8), "a needed version");
                needs.Add(new ElfVersionNeed(library, name, bytes.Word16(version + 4), (ushort)(bytes.Word16(version + 6) & 0x7fff)));
                if (!Follow(ref version, bytes.Word32(version + 12), NeedNameLength))
                    break;
            }
            if (!Follow(ref at, bytes.Word32(at + 12), NeedLength))
                break;
        }
        return needs;
    }

    internal static List<ElfVersionDefinition> ReadDefinitions(ElfBytes bytes, ulong at, ulong count, ElfStrings names)
    {
        var definitions = new List<ElfVersionDefinition>();
        int left = EntryLimit;
        for (ulong i = 0; i < count; i++)
        {
            Spend(ref left);
            bytes.Require(at, DefinitionLength, "a defined version");
            // The first name is the version's own, the others are those of its parents.
            string name = names.Short(bytes.Word32(at + bytes.Word32(at + 12)), "a defined version");
            definitions.Add(new ElfVersionDefinition(name, bytes.Word16(at + 2), (ushort)(bytes.Word16(at + 4) & 0x7fff)));
            if (!Follow(ref at, bytes.Word32(at + 16), DefinitionLength))
                break;
        }
        return definitions;
    }

    private static bool Follow(ref ulong at, uint distance, uint entryLength)
    {
        if (distance != 0 && distance < entryLength)
            throw new ElfFormatException("entries of a version table overlap");
        at += distance;
        return distance != 0;
    }

    private static void Spend(ref int left)
    {
        if (--left < 0)
            throw new ElfFormatException($"there are more than {EntryLimit} versions");
    }
}
