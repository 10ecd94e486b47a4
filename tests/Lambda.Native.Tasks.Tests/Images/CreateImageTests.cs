using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

public sealed class CreateImageTests : IDisposable
{
    private static readonly string[] s_base = ["base layer", "the empty layer of the fetch"];

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingEngine _engine = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>An archive as the .NET SDK leaves one, with the layer it adds to whatever it fetches.</summary>
    private void WriteBase(JsonObject? settings = null, string architecture = "amd64")
    {
        var blobs = new Dictionary<string, byte[]>();
        string Add(byte[] blob)
        {
            string digest = ImageLayer.DigestOf(blob);
            blobs[digest] = blob;
            return digest;
        }
        JsonArray layers = [.. s_base.Select(text => new JsonObject { ["mediaType"] = "application/vnd.docker.image.rootfs.diff.tar.gzip", ["digest"] = Add(Gzip(text)) })];
        var configuration = new JsonObject
        {
            ["architecture"] = architecture,
            ["os"] = "linux",
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. s_base.Select(text => (JsonNode)ImageLayer.DigestOf(Encoding.UTF8.GetBytes(text)))]) },
            ["history"] = new JsonArray(new JsonObject { ["created_by"] = "AWS" }, new JsonObject { ["created_by"] = ".NET SDK" }),
        };
        if (settings is not null)
            configuration["config"] = settings;
        var manifest = new JsonObject { ["schemaVersion"] = 2, ["config"] = new JsonObject { ["digest"] = Add(Bytes(configuration)) }, ["layers"] = layers };
        var index = new JsonObject { ["manifests"] = new JsonArray(new JsonObject { ["digest"] = Add(Bytes(manifest)) }) };
        using FileStream file = File.Create(_folder["base.tar"]);
        using var writer = new System.Formats.Tar.TarWriter(file, TarEntryFormat.Pax);
        foreach ((string name, byte[] content) in blobs.Select(blob => (ImageArchive.BlobPath(blob.Key), blob.Value)).Append(("index.json", Bytes(index))))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    }

    private static byte[] Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private CreateImage Creating(params ITaskItem[] more)
    {
        var packing = new CreatePackage
        {
            BuildEngine = _engine,
            Files = [_folder.Content("bootstrap", Elf.X64), .. more],
            Package = _folder["lambda.zip"],
            Architecture = "x86_64",
        };
        Assert.True(packing.Execute());
        return new CreateImage
        {
            BuildEngine = _engine,
            Package = _folder["lambda.zip"],
            BaseArchive = _folder["base.tar"],
            BaseReference = "base:1",
            Architecture = "x86_64",
            Assembly = typeof(CreateImageTests).Assembly.Location,
            Layer = _folder["layer.tar.gz"],
            Image = _folder["lambda.tar"],
            Names = ["orders:v1"],
        };
    }

    private JsonObject Configuration()
    {
        using ImageArchive archive = ImageArchive.Open(_folder["lambda.tar"]);
        return archive.Configuration;
    }

    private static ITaskItem Valued(string name, string value) => new TaskItem(name, new Dictionary<string, string> { ["Value"] = value });

    [Fact]
    public void What_the_base_says_stays_and_what_it_lacks_is_added()
    {
        WriteBase(new JsonObject { ["Entrypoint"] = new JsonArray("/lambda-entrypoint.sh"), ["Env"] = new JsonArray("LAMBDA_TASK_ROOT=/elsewhere", "A=1", "B=2"), ["User"] = "app" });
        CreateImage task = Creating();
        task.EnvironmentVariables = [Valued("B", "3"), Valued("C", "a=b")];
        task.Labels = [Valued("team", "orders")];
        Assert.True(task.Execute(), string.Join(", ", _engine.ErrorCodes));
        JsonObject configuration = Configuration(), settings = configuration["config"]!.AsObject();
        Assert.Equal("""["/lambda-entrypoint.sh"]""", settings["Entrypoint"]!.ToJsonString());
        Assert.Equal("""["LAMBDA_TASK_ROOT=/elsewhere","A=1","B=3","C=a=b","LD_LIBRARY_PATH=/var/task:/var/task/lib:/opt/lib"]""", settings["Env"]!.ToJsonString());
        Assert.Equal(("app", "/var/task", "orders"), ((string?)settings["User"], (string?)settings["WorkingDir"], (string?)settings["Labels"]!["team"]));
        // One layer over the base's one, and a function of this assembly as the handler.
        Assert.Equal(2, configuration["rootfs"]!["diff_ids"]!.AsArray().Count);
        Assert.Equal("AWS", (string?)configuration["history"]![0]!["created_by"]);
        Assert.Single(settings["Cmd"]!.AsArray());

        WriteBase();
        task.User = "1000";
        task.Command = ["Ship", "now"];
        Assert.True(task.Execute(), string.Join(", ", _engine.ErrorCodes));
        settings = Configuration()["config"]!.AsObject();
        Assert.Equal("""["/var/runtime/bootstrap"]""", settings["Entrypoint"]!.ToJsonString());
        Assert.Equal("""["Ship","now"]""", settings["Cmd"]!.ToJsonString());
        Assert.Equal("1000", (string?)settings["User"]);
    }

    [Fact]
    public void The_same_base_and_package_give_the_same_bytes()
    {
        WriteBase();
        CreateImage task = Creating(_folder.Content("data/a.txt", [1, 2, 3]));
        Assert.True(task.Execute());
        byte[] first = File.ReadAllBytes(_folder["lambda.tar"]);
        string digest = task.Digest;
        Assert.True(task.Execute());
        Assert.Equal(first, File.ReadAllBytes(_folder["lambda.tar"]));
        Assert.Equal(digest, task.Digest);
    }

    [Fact]
    public void A_base_for_another_processor_is_refused()
    {
        WriteBase(architecture: "arm64");
        Assert.False(Creating().Execute());
        Assert.Equal(["LN3031"], _engine.ErrorCodes);
        Assert.False(File.Exists(_folder["lambda.tar"]));
    }

    [Fact]
    public void An_archive_that_is_cut_off_or_damaged_is_refused()
    {
        WriteBase();
        CreateImage task = Creating();
        Assert.True(task.Execute());
        byte[] whole = File.ReadAllBytes(_folder["base.tar"]), image = File.ReadAllBytes(_folder["lambda.tar"]);
        bool MakesTheSame(byte[] archive)
        {
            File.Delete(_folder["lambda.tar"]);
            File.WriteAllBytes(_folder["base.tar"], archive);
            bool made = task.Execute();
            Assert.Equal(made, File.Exists(_folder["lambda.tar"]));
            Assert.True(!made || File.ReadAllBytes(_folder["lambda.tar"]).AsSpan().SequenceEqual(image));
            return made;
        }
        // What is missing or wrong may be nothing but padding.
        Assert.InRange(Enumerable.Range(0, whole.Length / 64).Count(i => MakesTheSame(whole[..(i * 64)])), 0, 32);
        for (int i = 0; i < whole.Length; i += 61)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[i] ^= 4;
            MakesTheSame(damaged);
        }
        File.Delete(_folder["base.tar"]);
        Assert.False(task.Execute());
        Assert.Equal(["LN3031"], _engine.ErrorCodes.Distinct());
    }
}
