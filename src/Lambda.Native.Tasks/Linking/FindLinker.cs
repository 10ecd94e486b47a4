using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Finds an lld and links a program of one call with it, before the minutes that compiling takes. Where there is none and the host's own compiler can link for the
/// architecture, that one is left to be probed.
/// </summary>
public sealed class FindLinker : Task
{
    /// <summary>auto, lld, zig, zig-package or system.</summary>
    [Required]
    public string Choice { get; set; } = "";

    /// <summary>PATH.</summary>
    [Required]
    public string SearchPath { get; set; } = "";

    /// <summary>An lld or a zig by its path; nothing else is looked for.</summary>
    public string ChosenPath { get; set; } = "";

    /// <summary>The zig that a NuGet package has brought.</summary>
    public string PackagedZig { get; set; } = "";

    /// <summary>The package that brings it.</summary>
    public string ZigPackage { get; set; } = "";

    /// <summary>Where a relative path starts.</summary>
    [Required]
    public string ProjectDirectory { get; set; } = "";

    /// <summary>The sysroot of the architecture.</summary>
    [Required]
    public string Sysroot { get; set; } = "";

    /// <summary>x86_64 or arm64.</summary>
    [Required]
    public string Architecture { get; set; } = "";

    /// <summary>Whether the host's own compiler links for what is published.</summary>
    public bool SystemCanLink { get; set; }

    /// <summary>lld or system.</summary>
    [Output]
    public string Kind { get; private set; } = "";

    /// <summary>The program to run.</summary>
    [Output]
    public string LinkerPath { get; private set; } = "";

    /// <summary>Its major version.</summary>
    [Output]
    public int LinkerVersion { get; private set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        var sysroot = new Sysroot(Sysroot, Architecture);
        if (sysroot.FindDamage() is { } damaged)
        {
            Log.Error("LN2008", damaged);
            return false;
        }
        LinkerSearch search = LinkerSearch.OfThisMachine(SearchPath);
        switch (Choice)
        {
            case "system" when ChosenPath.Length == 0:
                Kind = "system";
                return true;
            case "auto" or "lld" or "zig" or "system" when ChosenPath.Length > 0:
                return Take(Path.GetFullPath(Path.Combine(ProjectDirectory, ChosenPath)), sysroot);
            case "auto":
                return Choose(search.Lld().Concat(search.Zig()), sysroot, "ld.lld, zig" + (SystemCanLink ? ", clang, gcc" : ""));
            case "lld":
                return Choose(search.Lld(), sysroot, "ld.lld");
            case "zig":
                return Choose(search.Zig(), sysroot, "zig");
            case "zig-package" when PackagedZig.Length > 0:
                return Take(PackagedZig, sysroot);
            case "zig-package":
                Log.Error("LN2009", ZigPackage);
                return false;
            default:
                Log.Error("LN2004", Choice);
                return false;
        }
    }

    /// <summary>What a user or a package has named: its faults are told, nothing else is tried.</summary>
    private bool Take(string path, Sysroot sysroot)
    {
        if (!File.Exists(path))
        {
            Log.Error("LN2005", path);
            return false;
        }
        var linker = new Linker(path);
        if (linker.ReadVersion() is not { } version)
        {
            Log.Error("LN2006", linker.Name);
            return false;
        }
        if (version < Linker.OldestVersion)
        {
            Log.Error("LN2007", linker.Name, version, Linker.OldestVersion);
            return false;
        }
        return Accept(linker, version, sysroot);
    }

    private bool Choose(IEnumerable<Linker> candidates, Sysroot sysroot, string lookedFor)
    {
        (Linker Linker, int Version)? tooOld = null;
        foreach (Linker linker in candidates)
        {
            if (linker.ReadVersion() is not { } version)
                continue;
            if (version >= Linker.OldestVersion)
                return Accept(linker, version, sysroot);
            tooOld ??= (linker, version);
        }
        if (Choice == "auto" && SystemCanLink)
        {
            Kind = "system";
            return true;
        }
        if (tooOld is { } old)
            Log.Error("LN2007", old.Linker.Name, old.Version, Linker.OldestVersion);
        else
            Log.Error("LN2001", lookedFor);
        return false;
    }

    private bool Accept(Linker linker, int version, Sysroot sysroot)
    {
        string folder = Path.Combine(Path.GetTempPath(), "lambda-native-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            string arguments = $"-m {sysroot.Emulation} -o {ToolRun.Quote(Path.Combine(folder, "probe"))} {ToolRun.Quote(sysroot.StartFile)} --defsym=main=0 -L {ToolRun.Quote(sysroot.Libraries)} -lc";
            ToolRun? probe = linker.Run(arguments, folder);
            if (probe?.ExitCode != 0)
            {
                Log.Error("LN2016", linker.Name, Linker.Complaint(probe));
                return false;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Kind = "lld";
        LinkerPath = linker.FilePath;
        LinkerVersion = version;
        Log.LogMessage(MessageImportance.Low, "Linking with {0}, LLD {1}.", linker.Name, version);
        return true;
    }
}
