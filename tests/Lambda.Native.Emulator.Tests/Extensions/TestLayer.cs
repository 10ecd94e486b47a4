namespace Lambda.Native.Emulator.Tests.Extensions;

/// <summary>A layer with the test extension in it, under its own name and others.</summary>
internal sealed class TestLayer : IDisposable
{
    /// <summary>What the extension calls itself.</summary>
    internal const string Name = "Lambda.Native.Emulator.TestExtension";

    /// <summary>Where the extension was built: the folder of these tests has another assembly's name in it.</summary>
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory.Replace("Lambda.Native.Emulator.Tests", Name), Name);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("emulator tests ");

    internal TestLayer(params string[] names)
    {
        Directory.CreateDirectory(Extensions);
        foreach (string name in names)
            File.CreateSymbolicLink(Path.Combine(Extensions, name), s_program);
    }

    internal string Folder => _folder.FullName;

    internal string Extensions => Path.Combine(Folder, "extensions");

    public void Dispose() => _folder.Delete(recursive: true);
}
