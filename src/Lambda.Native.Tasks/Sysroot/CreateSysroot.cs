using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Turns the text files of one architecture's sysroot into what a linker reads. The same text gives the same bytes everywhere.</summary>
[MSBuildMultiThreadableTask]
public sealed class CreateSysroot : Task
{
    private const string StartFile = "start";
    private const string ArchivePrefix = "lib";

    /// <summary>The architecture in Lambda's words: x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>The absolute path of the folder with its lists of symbols, listings of machine code and linker scripts.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>Names of static libraries that exist and hold nothing, as libpthread does since glibc 2.34.</summary>
    public string[] EmptyLibraries { get; set; } = [];

    /// <summary>The absolute path of the folder that gets the start file, and the libraries in a folder lib.</summary>
    [Required]
    public string Destination { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            if (Directory.Exists(Destination))
                Directory.Delete(Destination, recursive: true);
            Directory.CreateDirectory(Path.Combine(Destination, "lib"));
            var architecture = SysrootArchitecture.Named(Architecture);
            foreach (string file in Directory.GetFiles(Source))
                Convert(architecture, file);
            foreach (string library in EmptyLibraries)
                Write(Library(library + ".a"), Archive.Create(architecture, []));
            Sysroot.WriteList(Destination);
            return true;
        }
        catch (FormatException e)
        {
            Log.LogError(e.Message);
            return false;
        }
    }

    private void Convert(SysrootArchitecture architecture, string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        switch (Path.GetExtension(file))
        {
            case SymbolList.Extension:
                Write(Library(name), StubLibrary.Create(architecture, soname: name, SymbolList.Read(file)));
                break;
            case Listing.Extension when name == StartFile:
                var start = Listing.Read(file);
                Write(Path.Combine(Destination, name + ".o"), ObjectFile.Create(architecture, start.Functions, start.Zeros));
                break;
            case Listing.Extension when name.StartsWith(ArchivePrefix, StringComparison.Ordinal):
                Write(Library(name + ".a"), Archive.Create(architecture, Listing.Read(file).Functions));
                break;
            case ".so":
                Write(Library(Path.GetFileName(file)), File.ReadAllBytes(file));
                break;
            default:
                throw new FormatException($"{file} has no place in a sysroot.");
        }
    }

    private string Library(string name) => Path.Combine(Destination, "lib", name);

    private static void Write(string path, byte[] content) => File.WriteAllBytes(path, content);
}
