using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests.Front;

/// <summary>A function that answers with what a test says, and keeps the event.</summary>
internal sealed class FakeFunction : IFunctionInvoker
{
    internal string Answer { get; set; } = """{"statusCode":200,"body":"ok"}""";

    /// <summary>Overrules <see cref="Answer"/>.</summary>
    internal Func<byte[], byte[]>? Handler { get; init; }

    internal bool Fails { get; init; }

    internal bool Hangs { get; init; }

    /// <summary>Makes the answer a streamed one.</summary>
    internal PipeReader? Stream { get; init; }

    internal string ContentType { get; init; } = "application/json";

    /// <summary>What a streamed answer comes to.</summary>
    internal Task<InvocationResult>? End { get; init; }

    internal byte[] Event { get; private set; } = [];

    internal InvocationOptions? Options { get; private set; }

    internal JsonElement Json => JsonDocument.Parse(Event).RootElement;

    internal T Read<T>() => JsonSerializer.Deserialize<T>(Event)!;

    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
    {
        Event = payload.ToArray();
        Options = options;
        if (Hangs)
            await Task.Delay(Timeout.Infinite, cancellation);
        return Result(Handler?.Invoke(Event) ?? Encoding.UTF8.GetBytes(Answer), Fails ? "Unhandled" : null);
    }

    public async Task<InvocationStream> InvokeStreamingAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
    {
        InvocationResult result = await InvokeAsync(payload, options, cancellation);
        return new InvocationStream
        {
            RequestId = result.RequestId,
            ContentType = ContentType,
            FunctionError = result.FunctionError,
            Streamed = Stream is not null,
            Body = Stream ?? PipeReader.Create(new(result.Payload)),
            End = End ?? Task.FromResult(result),
        };
    }

    internal static InvocationResult Result(byte[] payload, string? error) => new() { RequestId = "request-1", Payload = payload, ContentType = "application/json", FunctionError = error };
}

/// <summary>A front before a function, and a client.</summary>
internal sealed class Fronted : IAsyncDisposable
{
    private readonly HttpFront _front;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private Fronted(HttpFront front) => _front = front;

    internal static async Task<Fronted> StartAsync(FrontKind kind, IFunctionInvoker function, Func<FrontOptions, FrontOptions>? change = null)
    {
        var options = new FrontOptions { Kind = kind };
        return new Fronted(await HttpFront.StartAsync(change?.Invoke(options) ?? options, function));
    }

    /// <summary>The target goes over the wire as it is written here.</summary>
    internal Task<HttpResponseMessage> SendAsync(string method, string target, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri($"http://localhost:{_front.Address.Port}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })) { Content = content };
        foreach ((string name, string value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends a request as it is written here, where HttpClient would join headers, and returns the status line.</summary>
    internal async Task<string> SendRawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _front.Address.Port);
        using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync())!;
    }

    internal static ByteArrayContent Body(byte[] bytes, string? contentType)
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _front.DisposeAsync();
    }
}
