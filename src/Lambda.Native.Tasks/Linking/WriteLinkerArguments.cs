using System.Text;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Writes the response file of the link: ILCompiler's inputs and arguments in the linker's own spelling, and the sysroot in the place of the host.</summary>
[MSBuildMultiThreadableTask]
public sealed class WriteLinkerArguments : Task
{
    /// <summary>The response file.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>What ILCompiler compiled.</summary>
    [Required]
    public string ObjectFile { get; set; } = "";

    /// <summary>Its version script, or nothing.</summary>
    public string ExportsFile { get; set; } = "";

    /// <summary>Objects and libraries; where an argument is one of them, it is a path, spaces and all.</summary>
    [Required]
    public string[] Libraries { get; set; } = [];

    /// <summary>In the spelling of a compiler that links.</summary>
    [Required]
    public string[] Arguments { get; set; } = [];

    /// <summary>Where a relative path starts.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The sysroot of the architecture.</summary>
    [Required]
    public string Sysroot { get; set; } = "";

    /// <summary>x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>The linker's major version.</summary>
    [Required]
    public int LinkerVersion { get; set; }

    /// <summary>Whether the program may be loaded at any address.</summary>
    public bool PositionIndependent { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        string text = string.Concat(Lines().Select(line => Quote(line) + "\n"));
        // Untouched when nothing changed: the link has this file among its inputs.
        if (System.IO.File.Exists(File) && System.IO.File.ReadAllText(File) == text)
            return true;
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return true;
    }

    private IEnumerable<string> Lines()
    {
        var sysroot = new Sysroot(Sysroot, Architecture);
        yield return "-m";
        yield return sysroot.Emulation;
        yield return PositionIndependent ? "-pie" : "-no-pie";
        yield return "--dynamic-linker=" + sysroot.Interpreter;
        // Before any other folder: the program is bound to this C library and no other.
        yield return "-L" + sysroot.Libraries;
        if (ExportsFile.Length > 0)
        {
            yield return "--version-script=" + Full(ExportsFile);
            yield return "--export-dynamic";
            // ILCompiler 8 lists symbols there that a program does not have.
            if (LinkerVersion >= 16)
                yield return "--undefined-version";
        }
        // The older table beside it is for loaders of the last century.
        yield return "--hash-style=gnu";
        yield return "--discard-all";
        yield return "--gc-sections";
        // ILCompiler finds its modules between __start___modules and __stop___modules.
        yield return "-z";
        yield return "nostart-stop-gc";
        yield return sysroot.StartFile;
        yield return Full(ObjectFile);
        var libraries = new HashSet<string>(Libraries, StringComparer.Ordinal);
        foreach (string argument in Arguments)
        {
            if (libraries.Contains(argument))
            {
                yield return Full(argument);
                continue;
            }
            foreach (string translated in DriverArguments.ForLinker(argument))
                yield return translated == "-lz" ? sysroot.Zlib : translated;
        }
        if (sysroot.Builtins is { } builtins)
            yield return builtins;
        yield return "-lc";
    }

    private string Full(string path) => Path.GetFullPath(Path.Combine(ProjectDirectory, path));

    private static string Quote(string argument) => "\"" + argument.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
