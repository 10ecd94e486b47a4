using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The packages as products: what is in them and what they say of themselves.</summary>
public sealed class PackageContentTests
{
    private static readonly string[] s_common = ["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "icon.png"];

    public static TheoryData<string, string[]> Contents => new()
    {
        { "Lambda.Native.Runtime", ["analyzers/dotnet/cs/Lambda.Native.CodeFixes.dll", "analyzers/dotnet/cs/Lambda.Native.Generators.dll", "build/Lambda.Native.Runtime.targets", "lib/net8.0/Lambda.Native.Runtime.dll", "lib/net8.0/Lambda.Native.Runtime.xml"] },
        { "Lambda.Native.Events", ["lib/net8.0/Lambda.Native.Events.dll", "lib/net8.0/Lambda.Native.Events.xml"] },
        { "Lambda.Native.Logging", ["lib/net8.0/Lambda.Native.Logging.dll", "lib/net8.0/Lambda.Native.Logging.xml"] },
        {
            "Lambda.Native.Testing",
            ["lib/net8.0/Lambda.Native.Emulator.dll", "lib/net8.0/Lambda.Native.Emulator.xml", "lib/net8.0/Lambda.Native.Testing.dll", "lib/net8.0/Lambda.Native.Testing.xml"]
        },
        {
            "Lambda.Native.Sdk",
            [
                "Sdk/Sdk.props", "Sdk/Sdk.targets", "runtimes/provided.al2023.props", "schemas/lambda.publish.1.schema.json", "sources/DebuggedFunction.cs",
                "sysroot/arm64/SHA256SUMS", "sysroot/arm64/lib/ld-linux-aarch64.so.1", "sysroot/arm64/lib/libbuiltins.a", "sysroot/arm64/lib/libc.so", "sysroot/arm64/lib/libc.so.6",
                "sysroot/arm64/lib/libc_nonshared.a", "sysroot/arm64/lib/libdl.a", "sysroot/arm64/lib/libm.so", "sysroot/arm64/lib/libm.so.6",
                "sysroot/arm64/lib/libpthread.a", "sysroot/arm64/lib/librt.a", "sysroot/arm64/lib/libutil.a", "sysroot/arm64/lib/libz.so.1", "sysroot/arm64/start.o",
                "sysroot/x86_64/SHA256SUMS", "sysroot/x86_64/lib/ld-linux-x86-64.so.2", "sysroot/x86_64/lib/libc.so", "sysroot/x86_64/lib/libc.so.6",
                "sysroot/x86_64/lib/libc_nonshared.a", "sysroot/x86_64/lib/libdl.a", "sysroot/x86_64/lib/libm.so", "sysroot/x86_64/lib/libm.so.6",
                "sysroot/x86_64/lib/libpthread.a", "sysroot/x86_64/lib/librt.a", "sysroot/x86_64/lib/libutil.a", "sysroot/x86_64/lib/libz.so.1", "sysroot/x86_64/start.o",
                "targets/Lambda.Native.Architectures.targets", "targets/Lambda.Native.BeforeSdk.targets", "targets/Lambda.Native.BinaryChecks.targets",
                "targets/Lambda.Native.Clean.targets", "targets/Lambda.Native.Defaults.props", "targets/Lambda.Native.Image.targets",
                "targets/Lambda.Native.Interrupted.targets", "targets/Lambda.Native.Layer.targets", "targets/Lambda.Native.Link.targets", "targets/Lambda.Native.Linker.targets",
                "targets/Lambda.Native.Manifest.targets", "targets/Lambda.Native.OneArchitecture.targets", "targets/Lambda.Native.Package.targets",
                "targets/Lambda.Native.PackageType.targets", "targets/Lambda.Native.Publish.targets", "targets/Lambda.Native.Reproducible.targets",
                "targets/Lambda.Native.Run.targets", "targets/Lambda.Native.Runtime.targets", "targets/Lambda.Native.SeveralArchitectures.targets", "targets/Lambda.Native.Size.targets",
                "targets/Lambda.Native.Solution.targets", "targets/Lambda.Native.Startup.targets", "targets/Lambda.Native.StaticWebAssets.targets",
                "targets/Lambda.Native.Symbols.targets", "targets/Lambda.Native.Tasks.targets", "targets/Lambda.Native.Validation.targets",
                "targets/Lambda.Native.Version.props", "targets/Lambda.Native.targets", "tasks/netstandard2.0/Lambda.Native.Tasks.dll",
                "tools/emulator/Lambda.Native.Emulator.dll", "tools/emulator/Lambda.Native.Emulator.runtimeconfig.json",
            ]
        },
        {
            "Lambda.Native.Templates",
            [
                "content/lambda-native/.template.config/dotnetcli.host.json", "content/lambda-native/.template.config/template.json",
                "content/lambda-native/Company.Function.Tests/Company.Function.Tests.csproj", "content/lambda-native/Company.Function.Tests/FunctionTests.cs",
                "content/lambda-native/Company.Function.csproj", "content/lambda-native/Company.Function.slnx", "content/lambda-native/Function.cs", "content/lambda-native/event.json",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void Holds_what_it_is_meant_to_hold(string id, string[] files)
    {
        using ZipArchive package = Open(id);
        string[] actual = [.. package.Entries.Select(e => e.FullName).Where(n => n is not ("[Content_Types].xml" or "_rels/.rels") && !n.StartsWith("package/", StringComparison.Ordinal) && !n.EndsWith(".nuspec", StringComparison.Ordinal))];
        Assert.Equal(files.Concat(s_common).Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Lambda.Native.Runtime", null)]
    [InlineData("Lambda.Native.Events", null, "Lambda.Native.Runtime")]
    [InlineData("Lambda.Native.Logging", null, "Lambda.Native.Runtime", "Microsoft.Extensions.Logging")]
    [InlineData("Lambda.Native.Testing", null, "Lambda.Native.Runtime")]
    [InlineData("Lambda.Native.Sdk", "MSBuildSdk")]
    [InlineData("Lambda.Native.Templates", "Template")]
    public void Says_what_it_is(string id, string? type, params string[] dependencies)
    {
        using ZipArchive package = Open(id);
        using Stream stream = package.GetEntry(id + ".nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(e => e.Name.LocalName == name).Value;
        Assert.Equal((id, TestEnvironment.Version, "MIT", "icon.png", "README.md"), (Value("id"), Value("version"), Value("license"), Value("icon"), Value("readme")));
        Assert.All(["authors", "description", "tags", "releaseNotes", "projectUrl", "copyright"], name => Assert.NotEmpty(Value(name)));
        Assert.Contains("lambda", Value("tags").Split(' '));
        XElement repository = metadata.Elements().Single(e => e.Name.LocalName == "repository");
        Assert.Equal("https://github.com/lambda-native/lambda-native", repository.Attribute("url")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
        Assert.Equal(type, metadata.Descendants().SingleOrDefault(e => e.Name.LocalName == "packageType")?.Attribute("name")?.Value);
        Assert.Equal(dependencies, metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value));
        Assert.Contains("# " + id, Read(package, "README.md"));
    }

    [Theory]
    [InlineData("Lambda.Native.Runtime", "lib/net8.0/Lambda.Native.Runtime.dll")]
    [InlineData("Lambda.Native.Runtime", "analyzers/dotnet/cs/Lambda.Native.Generators.dll")]
    [InlineData("Lambda.Native.Events", "lib/net8.0/Lambda.Native.Events.dll")]
    [InlineData("Lambda.Native.Logging", "lib/net8.0/Lambda.Native.Logging.dll")]
    [InlineData("Lambda.Native.Testing", "lib/net8.0/Lambda.Native.Testing.dll")]
    [InlineData("Lambda.Native.Testing", "lib/net8.0/Lambda.Native.Emulator.dll")]
    [InlineData("Lambda.Native.Sdk", "tasks/netstandard2.0/Lambda.Native.Tasks.dll")]
    [InlineData("Lambda.Native.Sdk", "tools/emulator/Lambda.Native.Emulator.dll")]
    public void Can_be_debugged_to_its_source(string id, string assembly)
    {
        using ZipArchive package = Open(id);
        var copy = new MemoryStream();
        using (Stream stream = package.GetEntry(assembly)!.Open())
            stream.CopyTo(copy);
        copy.Position = 0;
        using var image = new PEReader(copy);
        DebugDirectoryEntry embedded = image.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        MetadataReader reader = provider.GetMetadataReader();
        var sourceLink = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        string json = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(info => reader.GetGuid(info.Kind) == sourceLink)
            .Select(info => Encoding.UTF8.GetString(reader.GetBlobBytes(info.Value))).Single();
        Assert.Matches("https://raw.githubusercontent.com/lambda-native/lambda-native/[0-9a-f]{40}/", json);
    }

    [Fact]
    public void Versions_are_stamped_where_they_are_needed()
    {
        using ZipArchive sdk = Open("Lambda.Native.Sdk");
        Assert.Contains($"<LambdaNativeVersion>{TestEnvironment.Version}</LambdaNativeVersion>", Read(sdk, "targets/Lambda.Native.Version.props"));
        using ZipArchive templates = Open("Lambda.Native.Templates");
        Assert.Contains($"Sdk=\"Lambda.Native.Sdk/{TestEnvironment.Version}\"", Read(templates, "content/lambda-native/Company.Function.csproj"));
        Assert.Contains($"\"Lambda.Native.Testing\" Version=\"{TestEnvironment.Version}\"", Read(templates, "content/lambda-native/Company.Function.Tests/Company.Function.Tests.csproj"));
    }

    [Fact]
    public void Who_references_the_events_alone_has_the_generator_too()
    {
        using ZipArchive package = Open("Lambda.Native.Events");
        using Stream stream = package.GetEntry("Lambda.Native.Events.nuspec")!.Open();
        XElement runtime = XDocument.Load(stream).Descendants().Single(e => e.Name.LocalName == "dependency");
        Assert.Equal(("All", null), (runtime.Attribute("include")?.Value, runtime.Attribute("exclude")?.Value));
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(TestEnvironment.Packages, $"{id}.{TestEnvironment.Version}.nupkg"));

    private static string Read(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
