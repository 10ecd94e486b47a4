using Microsoft.Build.Framework;

namespace Lambda.Native.Tasks;

/// <summary>What a program finds where it will run, for one processor.</summary>
internal sealed class TargetRuntime
{
    private readonly HashSet<string> _libraries;
    private readonly ITaskItem[] _versions;

    internal TargetRuntime(string name, string architecture, ITaskItem[] loaders, ITaskItem[] versions, ITaskItem[] libraries, string[] layerLibraries)
    {
        bool Fits(ITaskItem item) => item.GetMetadata("Architecture") is var only && (only.Length == 0 || only == architecture);
        Name = name;
        Architecture = architecture;
        Loader = loaders.Single(Fits).ItemSpec;
        _versions = [.. versions.Where(Fits)];
        _libraries = new HashSet<string>(libraries.Where(Fits).Select(item => item.ItemSpec).Concat(layerLibraries), StringComparer.Ordinal);
    }

    /// <summary>Lambda's name of it.</summary>
    internal string Name { get; }

    /// <summary>The processor, in Lambda's words.</summary>
    internal string Architecture { get; }

    /// <summary>The absolute path of the loader.</summary>
    internal string Loader { get; }

    /// <summary>Whether the runtime, or a layer the project speaks of, has a library of that soname.</summary>
    internal bool HasLibrary(string name) => _libraries.Contains(name);

    /// <summary>False when the version is of a family whose newest version is known, and beyond it. A name such as GLIBC_PRIVATE is beyond every number.</summary>
    internal bool HasVersion(string version, out string newest)
    {
        newest = "";
        foreach (ITaskItem family in _versions)
        {
            string prefix = family.ItemSpec + "_";
            if (!version.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            newest = prefix + family.GetMetadata("Version");
            return SymbolVersion.Parse(version) is { } asked && asked.Family == family.ItemSpec
                ? asked.CompareTo(SymbolVersion.Parse(newest)!) <= 0
                : family.GetMetadata("Names").Split(';').Contains(version.Substring(prefix.Length));
        }
        return true;
    }
}
