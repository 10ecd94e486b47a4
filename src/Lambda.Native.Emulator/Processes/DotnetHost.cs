using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator;

/// <summary>The program <c>dotnet</c>.</summary>
internal static class DotnetHost
{
    /// <summary>That of the runtime which runs this process, whatever program was started: a test host may be one of its own. Else whichever PATH has.</summary>
    internal static string Path { get; } = Find();

    private static string Find()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        // …/shared/Microsoft.NETCore.App/10.0.0/
        string beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        string[] named = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } variable ? [variable] : [];
        IEnumerable<string> inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, name));
        return named.Append(beside).Concat(inPath).FirstOrDefault(File.Exists) ?? name;
    }
}
