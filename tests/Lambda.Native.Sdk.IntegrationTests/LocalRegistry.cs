using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>A real registry program (docker-registry) on loopback, with a folder of its own.</summary>
internal sealed class LocalRegistry : IDisposable
{
    private const int Attempts = 5;

    private readonly string _folder = Directory.CreateTempSubdirectory("lambda native registry ").FullName;
    private readonly Process _process;
    private readonly HttpClient _http = new();

    internal LocalRegistry()
    {
        for (int attempt = 1; ; attempt++)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = "localhost:" + ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            string settings = Path.Combine(_folder, "registry.yml");
            File.WriteAllText(settings, $$"""
                version: 0.1
                log: { level: info, accesslog: { disabled: true } }
                storage: { filesystem: { rootdirectory: "{{_folder}}" } }
                http: { addr: "{{Address}}" }
                """);
            _process = Process.Start(new ProcessStartInfo("docker-registry", ["serve", settings]) { RedirectStandardError = true })!;
            if (Listens(_process))
                return;
            Assert.True(attempt < Attempts, "docker-registry does not start.");
        }
    }

    /// <summary>Host and port.</summary>
    internal string Address { get; }

    /// <summary>Waits for the line that says so, or for the end: the port may have been taken meanwhile.</summary>
    private static bool Listens(Process process)
    {
        var listens = new TaskCompletionSource<bool>();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null || line.Data.Contains("listening on", StringComparison.Ordinal))
                listens.TrySetResult(line.Data is not null);
        };
        process.BeginErrorReadLine();
        return listens.Task.GetAwaiter().GetResult();
    }

    /// <summary>Pushes one layer as an image for each processor under one name, in the formats of public.ecr.aws, and gives the name.</summary>
    internal string Push(string repository, byte[] layer, string layerDigest, JsonObject settings, params string[] architectures)
    {
        var list = new JsonArray();
        Blob(repository, layer);
        foreach (string architecture in architectures)
        {
            byte[] configuration = Bytes(new JsonObject
            {
                ["architecture"] = architecture,
                ["os"] = "linux",
                ["config"] = settings.DeepClone(),
                ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layerDigest) },
                ["history"] = new JsonArray(new JsonObject { ["created_by"] = "the test" }),
            });
            Blob(repository, configuration);
            byte[] manifest = Bytes(new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = "application/vnd.docker.distribution.manifest.v2+json",
                ["config"] = Descriptor("application/vnd.docker.container.image.v1+json", configuration),
                ["layers"] = new JsonArray(Descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", layer)),
            });
            JsonObject descriptor = Descriptor("application/vnd.docker.distribution.manifest.v2+json", manifest);
            Send(HttpMethod.Put, $"{repository}/manifests/{Digest(manifest)}", manifest, (string)descriptor["mediaType"]!);
            descriptor["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" };
            list.Add((JsonNode)descriptor);
        }
        const string listType = "application/vnd.docker.distribution.manifest.list.v2+json";
        Send(HttpMethod.Put, $"{repository}/manifests/al2023", Bytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = listType, ["manifests"] = list }), listType);
        return $"{Address}/{repository}:al2023";
    }

    /// <summary>The manifest and the configuration of an image that was pushed.</summary>
    internal (JsonElement Manifest, JsonElement Configuration) Pull(string repository, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Address}/v2/{repository}/manifests/{tag}");
        request.Headers.Accept.ParseAdd("application/vnd.oci.image.manifest.v1+json");
        using HttpResponseMessage response = _http.Send(request).EnsureSuccessStatusCode();
        JsonElement manifest = JsonDocument.Parse(response.Content.ReadAsStream()).RootElement;
        return (manifest, JsonDocument.Parse(Blob(repository, manifest.GetProperty("config").GetProperty("digest").GetString()!)).RootElement);
    }

    internal byte[] Blob(string repository, string digest) => _http.GetByteArrayAsync($"http://{Address}/v2/{repository}/blobs/{digest}").GetAwaiter().GetResult();

    internal static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private void Blob(string repository, byte[] content)
    {
        using HttpResponseMessage started = Send(HttpMethod.Post, $"{repository}/blobs/uploads/", [], "application/octet-stream");
        Uri place = started.Headers.Location!;
        Send(HttpMethod.Put, $"{place}{(place.Query.Length > 0 ? '&' : '?')}digest={Digest(content)}", content, "application/octet-stream").Dispose();
    }

    private HttpResponseMessage Send(HttpMethod method, string path, byte[] content, string type)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri($"http://{Address}/v2/"), path)) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new(type);
        return _http.Send(request).EnsureSuccessStatusCode();
    }

    private static JsonObject Descriptor(string type, byte[] content) => new() { ["mediaType"] = type, ["size"] = content.Length, ["digest"] = Digest(content) };

    private static byte[] Bytes(JsonNode document) => Encoding.UTF8.GetBytes(document.ToJsonString());

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
