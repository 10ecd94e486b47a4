using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Lambda.Native.Tests;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

[assembly: AssemblyMetadata("LambdaFunction", "Ship")]
[assembly: AssemblyMetadata("LambdaFunction", "Place \"ö\"")]
[assembly: AssemblyMetadata("Other", "Cancel")]

namespace Lambda.Native.Tasks.Tests;

public sealed class WritePackageManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    private WritePackageManifest Describing(params ITaskItem[] more)
    {
        var packing = new CreatePackage
        {
            BuildEngine = _engine,
            Files = [_folder.Content("bootstrap", Elf.X64), .. more],
            Package = _folder["lambda.zip"],
            Architecture = "x86_64",
        };
        Assert.True(packing.Execute());
        return new WritePackageManifest
        {
            BuildEngine = _engine,
            Package = _folder["lambda.zip"],
            PackageType = "Zip",
            Content = _folder["lambda.zip"],
            Manifest = _folder["lambda.publish.json"],
            Assembly = typeof(WritePackageManifestTests).Assembly.Location,
            ProjectName = "Orders",
            RuntimeName = "provided.al2023",
            Architecture = "x86_64",
            RuntimeIdentifier = "linux-x64",
            TargetFramework = "net10.0",
            Tools = [Tool("lambdaNative", "1.0.0"), Tool("dotnetSdk", "10.0.100"), Tool("ilCompiler", "10.0.0"), Tool("lld", "")],
        };
    }

    private static TaskItem Tool(string name, string version) => new(name, new Dictionary<string, string> { ["Version"] = version });

    private JsonElement Manifest() => JsonDocument.Parse(File.ReadAllText(_folder["lambda.publish.json"])).RootElement;

    [Fact]
    public void Is_what_its_schema_says()
    {
        WritePackageManifest task = Describing(_folder.Content("data/Grüße.txt", new byte[5000]));
        task.Commit = new string('a', 40);
        task.Warnings = ["LN2028: x needs y: z"];
        Assert.True(task.Execute());
        JsonElement schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "lambda.publish.1.schema.json"))).RootElement;
        Assert.Empty(JsonSchemaCheck.Faults(schema, Manifest()));
        Assert.Equal(schema.GetProperty("$id").GetString(), Manifest().GetProperty("$schema").GetString());
        // The check itself finds what does not fit.
        string broken = Manifest().GetRawText().Replace("\"Orders\"", "1").Replace("\"functions\"", "\"function\"");
        Assert.Equal(["$.function is not in the schema", "$.functions is missing", "$.project is no string"],
            JsonSchemaCheck.Faults(schema, JsonDocument.Parse(broken).RootElement).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Says_what_is_in_the_package()
    {
        byte[] random = RandomNumberGenerator.GetBytes(3000);
        Assert.True(Describing([_folder.Content("random", random), _folder.Content("zeros", new byte[100_000])]).Execute());
        JsonElement manifest = Manifest(), package = manifest.GetProperty("package");
        byte[] zip = File.ReadAllBytes(_folder["lambda.zip"]);
        Assert.Equal(zip.Length, package.GetProperty("size").GetInt32());
        Assert.Equal(103_064, package.GetProperty("unzippedSize").GetInt32());
        Assert.Equal(3, package.GetProperty("fileCount").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip)), package.GetProperty("sha256").GetString());
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(zip)), package.GetProperty("codeSha256").GetString());
        // By what they take in the zip, not outside of it.
        Assert.Equal(["random", "zeros", "bootstrap"], manifest.GetProperty("largestFiles").EnumerateArray().Select(f => f.GetProperty("path").GetString()));
        Assert.Equal(JsonValueKind.Null, manifest.GetProperty("commit").ValueKind);
        Assert.Equal(JsonValueKind.Null, manifest.GetProperty("glibc").ValueKind);
    }

    [Fact]
    public void Names_the_functions_of_the_assembly()
    {
        WritePackageManifest task = Describing();
        Assert.True(task.Execute());
        Assert.Equal(["Place \"ö\"", "Ship"], Manifest().GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("handler").GetString()));
        Assert.Equal("Place \"ö\";Ship", task.Item!.GetMetadata("Functions"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ and nothing else")]
    public void Names_no_functions_where_there_is_no_assembly(string content)
    {
        WritePackageManifest task = Describing();
        task.Assembly = _folder.Write("x.dll", System.Text.Encoding.ASCII.GetBytes(content));
        Assert.True(task.Execute());
        Assert.Equal(0, Manifest().GetProperty("functions").GetArrayLength());
    }

    [Fact]
    public void Says_which_glibc_is_needed()
    {
        byte[] Needing(params string[] versions) => new ElfBuilder { Imports = [.. versions.Select((version, i) => ($"f{i}", version, "libc.so.6", ElfBuilder.Global))] }.Build();
        Assert.True(Describing(_folder.Content("a.so", Needing("GLIBC_2.4", "GLIBC_2.34")), _folder.Content("b.so", Needing("GLIBC_2.9"))).Execute());
        Assert.Equal("2.34", Manifest().GetProperty("glibc").GetString());
    }

    [Fact]
    public void Is_the_same_in_an_item()
    {
        WritePackageManifest task = Describing();
        task.Commit = "0123";
        Assert.True(task.Execute());
        ITaskItem item = task.Item!;
        JsonElement package = Manifest().GetProperty("package");
        Assert.Equal(_folder["lambda.zip"], item.ItemSpec);
        Assert.Equal(_folder["lambda.publish.json"], item.GetMetadata("Manifest"));
        Assert.Equal(package.GetProperty("codeSha256").GetString(), item.GetMetadata("CodeSha256"));
        Assert.Equal(package.GetProperty("size").GetRawText(), item.GetMetadata("Size"));
        Assert.Equal(("x86_64", "linux-x64", "provided.al2023", "0123"),
            (item.GetMetadata("Architecture"), item.GetMetadata("RuntimeIdentifier"), item.GetMetadata("Runtime"), item.GetMetadata("Commit")));
    }

    [Fact]
    public void Is_left_alone_while_nothing_changes()
    {
        WritePackageManifest task = Describing();
        Assert.True(task.Execute());
        var then = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_folder["lambda.publish.json"], then);
        Assert.True(task.Execute());
        Assert.Equal(then, File.GetLastWriteTimeUtc(_folder["lambda.publish.json"]));
    }

    [Fact]
    public void A_folder_in_the_way_is_an_error()
    {
        WritePackageManifest task = Describing();
        Directory.CreateDirectory(_folder["lambda.publish.json"]);
        Assert.False(task.Execute());
        Assert.Equal(["LN3011"], _engine.ErrorCodes);
    }
}
