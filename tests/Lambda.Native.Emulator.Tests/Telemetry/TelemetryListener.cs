using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lambda.Native.Emulator.Tests.Telemetry;

/// <summary>What a subscriber listens with, by HTTP.</summary>
internal sealed class TelemetryListener : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<JsonElement> _records = Channel.CreateUnbounded<JsonElement>();

    private TelemetryListener(WebApplication server) => _server = server;

    internal int Port => new Uri(_server.Urls.Single()).Port;

    /// <summary>Where the records were posted to.</summary>
    internal HashSet<string> Paths { get; } = [];

    internal static async Task<TelemetryListener> StartAsync(int port = 0, bool answers = true)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        WebApplication server = builder.Build();
        var listener = new TelemetryListener(server);
        server.MapPost("/{**path}", async context =>
        {
            if (!answers)
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            listener.Paths.Add($"{context.Request.Host} {context.Request.Path} {context.Request.ContentType}");
            using JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body);
            foreach (JsonElement record in document.RootElement.EnumerateArray())
                listener._records.Writer.TryWrite(record.Clone());
        });
        await server.StartAsync();
        return listener;
    }

    internal async Task<JsonElement> ReadAsync() => await _records.Reader.ReadAsync();

    /// <summary>The records up to the first of this type.</summary>
    internal async Task<List<JsonElement>> ReadUntilAsync(string type)
    {
        List<JsonElement> read = [];
        do
            read.Add(await ReadAsync());
        while (read[^1].GetProperty("type").GetString() != type);
        return read;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
