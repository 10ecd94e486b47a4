using System.Diagnostics;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>A test that needs programs of the host and is skipped where they are not; .ci/run installs them.</summary>
internal sealed class FactWithProgramAttribute : FactAttribute
{
    public FactWithProgramAttribute(params string[] programs) => Skip = Missing(programs);

    internal static string? Missing(string[] programs) =>
        Array.Find(programs, program => !Exists(program)) is { } missing ? $"{missing} is not installed on this machine." : null;

    internal static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}

/// <inheritdoc cref="FactWithProgramAttribute"/>
internal sealed class TheoryWithProgramAttribute : TheoryAttribute
{
    public TheoryWithProgramAttribute(params string[] programs) => Skip = FactWithProgramAttribute.Missing(programs);
}

/// <summary>A test that runs a program in a root of its own, with a base image from a registry program.</summary>
internal sealed class FactWithRegistryAndRootAttribute : FactAttribute
{
    public FactWithRegistryAndRootAttribute()
    {
        if (!FactWithProgramAttribute.Exists("docker-registry"))
            Skip = "docker-registry is not installed on this machine.";
        else if (!FactWithNamespacesAttribute.Permitted())
            Skip = "This machine does not permit mount namespaces.";
    }
}

/// <summary>A test that hides parts of the machine from a program, and needs lld besides.</summary>
internal sealed class FactWithNamespacesAttribute : FactAttribute
{
    public FactWithNamespacesAttribute()
    {
        if (!FactWithProgramAttribute.Exists("ld.lld"))
            Skip = "ld.lld is not installed on this machine.";
        else if (!Permitted())
            Skip = "This machine does not permit mount namespaces.";
    }

    internal static bool Permitted()
    {
        if (!FactWithProgramAttribute.Exists("unshare"))
            return false;
        using Process process = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /mnt"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
