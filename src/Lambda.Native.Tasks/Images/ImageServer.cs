using System.Net;
using System.Net.Sockets;

namespace Lambda.Native.Tasks;

/// <summary>
/// An image in an archive as a registry on this machine shows it, to read only: the .NET SDK takes what it pushes from registries alone. The calls are those of
/// https://github.com/opencontainers/distribution-spec (pull).
/// </summary>
internal sealed class ImageServer : IDisposable
{
    internal const string Repository = "lambda";
    internal const string Tag = "latest";

    private const int Attempts = 10;
    private const string Path = "/v2/" + Repository + "/";

    private readonly ImageArchive _archive;
    private readonly HttpListener _listener;
    private volatile bool _ended;

    internal ImageServer(ImageArchive archive)
    {
        _archive = archive;
        _listener = Listen(out string address);
        Address = address;
        System.Threading.Tasks.Task.Run(Serve);
    }

    /// <summary>Host and port.</summary>
    internal string Address { get; }

    public void Dispose()
    {
        // Before the listener's own state says so, which it does only after it has woken who waits for a call. Nor is that one waited for: the listener can lose it.
        _ended = true;
        _listener.Close();
    }

    private static HttpListener Listen(out string address)
    {
        for (int attempt = 1; ; attempt++)
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            address = "localhost:" + port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://{address}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException) when (attempt < Attempts)
            {
                // Somebody else has taken the port since.
            }
        }
    }

    /// <summary>One request after the other: all are for parts of one file.</summary>
    private void Serve()
    {
        while (!_ended)
        {
            try
            {
                HttpListenerContext call = _listener.GetContext();
                Answer(call.Request.HttpMethod, call.Request.Url.AbsolutePath, call.Response);
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // Either this is the end, or a caller has gone away.
            }
        }
    }

    private void Answer(string method, string path, HttpListenerResponse response)
    {
        string digest = path.Substring(path.LastIndexOf('/') + 1);
        if (path == "/v2/")
        {
            response.StatusCode = (int)HttpStatusCode.OK;
        }
        else if (path.StartsWith(Path + "manifests/", StringComparison.Ordinal))
        {
            response.ContentType = "application/vnd.oci.image.manifest.v1+json";
            response.AddHeader("Docker-Content-Digest", ImageLayer.DigestOf(_archive.ManifestBytes));
            using var content = new MemoryStream(_archive.ManifestBytes);
            Send(method, response, content, _archive.ManifestBytes.Length);
        }
        else if (path.StartsWith(Path + "blobs/", StringComparison.Ordinal) && _archive.Has(digest))
        {
            response.ContentType = "application/octet-stream";
            using Stream content = _archive.OpenBlob(digest);
            Send(method, response, content, _archive.BlobLength(digest));
        }
        else
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
        }
        response.Close();
    }

    private static void Send(string method, HttpListenerResponse response, Stream content, long length)
    {
        response.ContentLength64 = length;
        if (method != "HEAD")
            content.CopyTo(response.OutputStream);
    }
}
