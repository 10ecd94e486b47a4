using System.Net;
using System.Net.Sockets;

namespace Lambda.Native.Emulator;

/// <summary>Where a subscriber listens: a port of this machine, whatever the name it goes by.</summary>
internal sealed class TelemetryDestination : IDisposable
{
    private readonly Uri? _uri;
    private readonly int _port;
    private readonly HttpClient? _http;
    private NetworkStream? _stream;

    internal TelemetryDestination(TelemetrySubscription subscription)
    {
        (_uri, _port) = (subscription.Uri, subscription.Port);
        if (_uri is not null)
        {
            _http = new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = async (_, cancellation) => await ConnectAsync(cancellation),
            })
            {
                // One that was stopped with its environment takes it when that goes on; to send it again would be to send it twice.
                Timeout = Timeout.InfiniteTimeSpan,
            };
        }
    }

    /// <summary>Hands over records: as one POST of an array, or a line each.</summary>
    /// <exception cref="IOException">Nobody took them.</exception>
    internal async Task SendAsync(IReadOnlyList<byte[]> records, CancellationToken cancellation)
    {
        try
        {
            if (_http is not null)
                await PostAsync(_http, records, cancellation);
            else
                await WriteLinesAsync(records, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or ObjectDisposedException)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    public void Dispose()
    {
        _http?.Dispose();
        _stream?.Dispose();
    }

    private async Task PostAsync(HttpClient http, IReadOnlyList<byte[]> records, CancellationToken cancellation)
    {
        var content = new ByteArrayContent(Join(records, "["u8, ","u8, "]"u8));
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage reply = await http.PostAsync(_uri, content, cancellation);
        reply.EnsureSuccessStatusCode();
    }

    private async Task WriteLinesAsync(IReadOnlyList<byte[]> records, CancellationToken cancellation)
    {
        _stream ??= await ConnectAsync(cancellation);
        try
        {
            await _stream.WriteAsync(Join(records, ""u8, "\n"u8, "\n"u8), cancellation);
        }
        catch (IOException)
        {
            _stream.Dispose();
            _stream = null;
            throw;
        }
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static byte[] Join(IReadOnlyList<byte[]> records, ReadOnlySpan<byte> before, ReadOnlySpan<byte> between, ReadOnlySpan<byte> after)
    {
        var joined = new MemoryStream();
        joined.Write(before);
        for (int i = 0; i < records.Count; i++)
        {
            if (i > 0)
                joined.Write(between);
            joined.Write(records[i]);
        }
        joined.Write(after);
        return joined.ToArray();
    }
}
