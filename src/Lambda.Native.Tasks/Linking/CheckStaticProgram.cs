using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Refuses to link statically what loads shared libraries when it runs: found from what the compiled code calls, after trimming.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckStaticProgram : Task
{
    private static readonly (string Symbol, string Feature)[] s_refused =
    [
        ("CryptoNative_", "OpenSSL (TLS, hashing, certificates), which is a shared library of the system"),
        ("GlobalizationNative_", "ICU (InvariantGlobalization is off), which is a shared library of the system"),
        ("NetSecurityNative_", "Kerberos, which is a shared library of the system"),
        ("SystemNative_GetHostEntryForName", "name resolution, for which glibc loads shared libraries of its own version"),
        ("SystemNative_GetNameInfo", "name resolution, for which glibc loads shared libraries of its own version"),
    ];

    /// <summary>What ILCompiler compiled.</summary>
    [Required]
    public string ObjectFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        // What is no object file the linker will say.
        if (!ElfFile.TryRead(File.ReadAllBytes(ObjectFile), out ElfFile file, out _))
            return true;
        foreach ((string prefix, string feature) in s_refused)
        {
            string? symbol = file.Symbols.Where(s => s.IsUndefined).Select(s => s.Name).FirstOrDefault(name => name.StartsWith(prefix, StringComparison.Ordinal));
            if (symbol is not null)
                Log.Error("LN2017", feature, symbol);
        }
        return !Log.HasLoggedErrors;
    }
}
