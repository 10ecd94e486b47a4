using System.Reflection;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What the build of this project left for its tests.</summary>
internal static class TestEnvironment
{
    internal static string Packages { get; } = Metadata("TestPackages");

    internal static string Version { get; } = Metadata("TestVersion");

    internal static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>Where packages are unpacked, ours and, where the user's cache lacks them, others'.</summary>
    internal static string PrivateCache { get; } = MakePrivateCache();

    internal static string UserCache
    {
        get
        {
            string path = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            // A fallback folder that is not there fails every restore (NU1301).
            return Directory.CreateDirectory(path).FullName;
        }
    }

    private static string MakePrivateCache()
    {
        string path = Path.Combine(RepositoryRoot, "artifacts", "tests", "packages");
        Directory.CreateDirectory(path);
        foreach (string stale in Directory.GetDirectories(path, "lambda.native.*"))
            Directory.Delete(stale, recursive: true);
        return path;
    }

    private static string Metadata(string key) =>
        typeof(TestEnvironment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
