using System.IO.Compression;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The commands of sdk/sysroot/README.md: nothing in the package and nothing in the repository is there that they do not make again.</summary>
public sealed class SysrootTests : IDisposable
{
    private static readonly string s_text = Path.Combine(TestEnvironment.RepositoryRoot, "sdk", "sysroot");

    private readonly Workspace _workspace = new();
    private readonly string _tasks;

    public SysrootTests()
    {
        using ZipArchive package = OpenPackage();
        _tasks = _workspace["Lambda.Native.Tasks.dll"];
        package.GetEntry("tasks/netstandard2.0/Lambda.Native.Tasks.dll")!.ExtractToFile(_tasks);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void The_package_holds_what_the_repositorys_text_makes_byte_for_byte()
    {
        Make("CreateSysroots", $"-p:Destination={_workspace["made"]}");
        string[] made = [.. Directory.GetFiles(_workspace["made"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_workspace["made"], file).Replace('\\', '/'))];
        using ZipArchive package = OpenPackage();
        Assert.Equal(
            made.Select(name => "sysroot/" + name).Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("sysroot/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (string name in made)
        {
            var content = new MemoryStream();
            using (Stream stream = package.GetEntry("sysroot/" + name)!.Open())
                stream.CopyTo(content);
            Assert.True(File.ReadAllBytes(_workspace["made/" + name]).AsSpan().SequenceEqual(content.ToArray()), name);
        }
    }

    [TheoryWithGlibc]
    [MemberData(nameof(TheoryWithGlibcAttribute.Found), MemberType = typeof(TheoryWithGlibcAttribute))]
    public void This_machines_glibc_gives_the_repositorys_lists(string architecture, string folder)
    {
        Directory.CreateDirectory(_workspace["lists"]);
        Make("UpdateSymbolLists", $"-p:Architecture={architecture}", $"-p:Libraries={folder}", $"-p:Destination={_workspace["lists"]}");
        string[] lists = Directory.GetFiles(_workspace["lists"]);
        Assert.Superset(new HashSet<string> { "libc.so.6.symbols", "libm.so.6.symbols" }, lists.Select(list => Path.GetFileName(list)).ToHashSet());
        Assert.All(lists, list => Assert.Equal(File.ReadAllText(Path.Combine(s_text, architecture, Path.GetFileName(list))), File.ReadAllText(list)));
    }

    private void Make(string target, params string[] properties) =>
        _workspace.Dotnet("", ["msbuild", Path.Combine(s_text, "Sysroot.proj"), $"-t:{target}", $"-p:TasksAssembly={_tasks}", .. properties]);

    private static ZipArchive OpenPackage() => ZipFile.OpenRead(Path.Combine(TestEnvironment.Packages, $"Lambda.Native.Sdk.{TestEnvironment.Version}.nupkg"));

    private sealed class TheoryWithGlibcAttribute : TheoryAttribute
    {
        // The newest version that the symbols of glibc 2.34 have, as it stands in the file.
        private static readonly byte[] s_version = "\0GLIBC_2.34\0"u8.ToArray();

        public TheoryWithGlibcAttribute() => Skip = Found.Any() ? null : "There is no glibc 2.34 or newer on this machine.";

        public static TheoryData<string, string> Found
        {
            get
            {
                var data = new TheoryData<string, string>();
                (string, string)[] places =
                [
                    ("x86_64", "/lib/x86_64-linux-gnu"), ("x86_64", "/lib64"),
                    ("arm64", "/lib/aarch64-linux-gnu"), ("arm64", "/usr/aarch64-linux-gnu/lib"),
                ];
                foreach (var (architecture, folder) in places)
                {
                    string library = Path.Combine(folder, "libc.so.6");
                    if (File.Exists(library) && File.ReadAllBytes(library).AsSpan().IndexOf(s_version) >= 0)
                        data.Add(architecture, folder);
                }
                return data;
            }
        }
    }
}
