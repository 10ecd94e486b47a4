using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lambda.Native.Tasks.Tests;

/// <summary>Ten thousand packages of whatever files there can be, read by a program that shares no code with us.</summary>
public sealed class RandomPackageTests : IDisposable
{
    private const int Packages = 10_000;
    private const int Seed = 20261120;

    private static readonly string[] s_parts = ["a", "B", "bin", "lib", "x.so", "Grüße", "東京", "🚀", "with space", "-dash", ".hidden", "e\u0301", new string('n', 200)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FactWithProgram("python3")]
    public void Python_reads_names_modes_and_bytes_back()
    {
        var random = new Random(Seed);
        using (var expected = new StreamWriter(_folder["expected"]))
        {
            for (int i = 0; i < Packages; i++)
                expected.WriteLine(JsonSerializer.Serialize(Write(i, random)));
        }
        const string script = """
            import sys, json, hashlib, zipfile, os
            for i, line in enumerate(open(os.path.join(sys.argv[1], 'expected'), encoding='utf-8')):
                with zipfile.ZipFile(os.path.join(sys.argv[1], str(i))) as z:
                    found = [[e.filename, e.external_attr >> 16, hashlib.sha256(z.read(e)).hexdigest()] for e in z.infolist()]
                assert found == json.loads(line), (i, found)
            print('equal')
            """;
        Assert.Equal("equal", Tool.Run("python3", "-c", script, _folder.Path).Trim());
    }

    private object[][] Write(int number, Random random)
    {
        CompressionLevel? level = random.Next(5) is var n and < 4 ? (CompressionLevel)n : ZipWriter.Smallest;
        using FileStream file = File.Create(_folder[$"{number}"]);
        var writer = new ZipWriter(file, level);
        var entries = new List<object[]>();
        var names = new SortedSet<string>(Enumerable.Range(0, random.Next(8)).Select(_ => Name(random)), StringComparer.Ordinal);
        foreach (string name in names)
        {
            byte[] content = Content(random);
            int mode = random.Next(2) == 0 ? ZipWriter.PlainMode : ZipWriter.ExecutableMode;
            writer.Add(name, new MemoryStream(content), mode);
            entries.Add([name, mode, Convert.ToHexStringLower(SHA256.HashData(content))]);
        }
        writer.Finish();
        return [.. entries];
    }

    private static string Name(Random random) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => s_parts[random.Next(s_parts.Length)] + random.Next(100)));

    private static byte[] Content(Random random)
    {
        // Mostly small, now and then beyond what is copied at a time.
        var content = new byte[random.Next(50) == 0 ? random.Next(300_000) : random.Next(2000)];
        if (random.Next(2) == 0)
            random.NextBytes(content);
        else
            content.AsSpan().Fill((byte)random.Next(256));
        return content;
    }
}
