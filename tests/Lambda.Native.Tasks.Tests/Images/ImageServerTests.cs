using System.Formats.Tar;
using System.Text;

namespace Lambda.Native.Tasks.Tests;

public sealed class ImageServerTests
{
    /// <summary>Whoever waits for a call is woken while the listener still says that it listens: that kept a publish from its end once in some thirty.</summary>
    [Fact]
    public async Task Ends_however_its_end_falls_together_with_the_wait_for_a_call()
    {
        using var folder = new TemporaryFolder();
        WriteArchive(folder["image.tar"]);
        using ImageArchive archive = ImageArchive.Open(folder["image.tar"]);
        using var http = new HttpClient();
        for (int i = 0; i < 500; i++)
        {
            using var server = new ImageServer(archive);
            using HttpResponseMessage answer = await http.GetAsync($"http://{server.Address}/v2/");
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    private static void WriteArchive(string path)
    {
        byte[] configuration = "{}"u8.ToArray();
        byte[] manifest = Encoding.UTF8.GetBytes($$"""{ "config": { "digest": "{{ImageLayer.DigestOf(configuration)}}" } }""");
        byte[] index = Encoding.UTF8.GetBytes($$"""{ "manifests": [{ "digest": "{{ImageLayer.DigestOf(manifest)}}" }] }""");
        using FileStream file = File.Create(path);
        using var writer = new System.Formats.Tar.TarWriter(file, TarEntryFormat.Pax);
        foreach ((string name, byte[] content) in new[] { (ImageArchive.BlobPath(ImageLayer.DigestOf(configuration)), configuration), (ImageArchive.BlobPath(ImageLayer.DigestOf(manifest)), manifest), ("index.json", index) })
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
    }
}
