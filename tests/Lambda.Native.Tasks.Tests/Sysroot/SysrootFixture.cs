namespace Lambda.Native.Tasks.Tests;

/// <summary>The sysroots of both architectures, made of the repository's text as packing makes them.</summary>
public sealed class SysrootFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SysrootFixture()
    {
        foreach (string architecture in new[] { "x86_64", "arm64" })
        {
            var engine = new RecordingEngine();
            var task = new CreateSysroot
            {
                BuildEngine = engine,
                Architecture = architecture,
                Source = Text(architecture),
                EmptyLibraries = ["libdl", "libpthread", "librt", "libutil"],
                Destination = _folder[architecture],
            };
            Assert.True(task.Execute(), string.Join('\n', engine.Errors.Select(e => e.Message)));
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A folder of the repository's sdk/sysroot, or a file in it.</summary>
    internal static string Text(params string[] path) => Path.Combine([AppContext.BaseDirectory, "sysroot", .. path]);

    internal string this[string architecture, string path] => _folder[Path.Combine(architecture, path)];
}
