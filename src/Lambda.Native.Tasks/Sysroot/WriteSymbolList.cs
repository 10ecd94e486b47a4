using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>The maintainer's task: writes the list of symbols that a release of a shared library offers, from that release or a newer one.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteSymbolList : Task
{
    /// <summary>The absolute path of the shared library.</summary>
    [Required]
    public string Library { get; set; } = "";

    /// <summary>The architecture that the library has to be for, in Lambda's words.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>The newest version of symbols that counts, such as GLIBC_2.34.</summary>
    [Required]
    public string NewestVersion { get; set; } = "";

    /// <summary>Names that are left out, since later releases no longer let programs link with them.</summary>
    public string[] RetiredSymbols { get; set; } = [];

    /// <summary>The absolute path of the list.</summary>
    [Required]
    public string List { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!ElfFile.TryRead(File.ReadAllBytes(Library), out ElfFile library, out string? fault))
        {
            Log.LogError("{0}: {1}.", Library, fault);
        }
        else if (library.Header.Architecture != Architecture)
        {
            Log.LogError("{0} is for {1}, not for {2}.", Library, library.Header.Architecture, Architecture);
        }
        else if (SymbolVersion.Parse(NewestVersion) is not SymbolVersion newest)
        {
            Log.LogError("'{0}' is not a version such as GLIBC_2.34.", NewestVersion);
        }
        else if (!library.VersionDefinitions.Exists(definition => definition.Version == NewestVersion))
        {
            Log.LogError("{0} is older than {1}.", Library, NewestVersion);
        }
        else
        {
            Write(library, newest);
        }
        return !Log.HasLoggedErrors;
    }

    private void Write(ElfFile library, SymbolVersion newest)
    {
        try
        {
            IEnumerable<string> lines = LibraryInterface.Read(library, newest, RetiredSymbols).Select(SymbolList.Line);
            File.WriteAllText(List, string.Concat(lines.Select(line => line + "\n")));
        }
        catch (FormatException e)
        {
            Log.LogError("{0}: {1}", Library, e.Message);
        }
    }
}
