using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lambda.Native.Emulator;

/// <summary>
/// The Runtime API of one execution environment, on a port of its own: that tells the processes of a function apart, and AWS_LAMBDA_RUNTIME_API stays
/// <c>host:port</c> as on Lambda.
/// </summary>
internal sealed class RuntimeApiListener : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private RuntimeApiListener(KestrelServer server)
    {
        _server = server;
        Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;
    }

    /// <summary>The value of AWS_LAMBDA_RUNTIME_API.</summary>
    internal string Address { get; }

    internal static RuntimeApiListener Start(Func<RuntimeSession> session, EmulatorOptions emulator)
    {
        var options = new KestrelServerOptions { ApplicationServices = new ServiceCollection().AddLogging().BuildServiceProvider(), AddServerHeader = false };
        options.Limits.MaxRequestBodySize = RequestBody.MaxTaken;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, 0);
        var transport = new SocketTransportFactory(Options.Create(LambdaEmulator.WithoutHops(new SocketTransportOptions())), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        // Binding a loopback port does not wait for anything.
        server.StartAsync(new Application(new RuntimeApiEndpoint(session, emulator), new ExtensionsEndpoint(session, emulator), new TelemetryEndpoint(session, emulator)), CancellationToken.None).GetAwaiter().GetResult();
        return new RuntimeApiListener(server);
    }

    public async ValueTask DisposeAsync()
    {
        // The function's process is gone, and so are its connections.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private sealed class Application(RuntimeApiEndpoint api, ExtensionsEndpoint extensions, TelemetryEndpoint telemetry) : IHttpApplication<DefaultHttpContext>
    {
        public DefaultHttpContext CreateContext(IFeatureCollection features)
        {
            if (features is IHostContextContainer<DefaultHttpContext> { HostContext: { } kept })
            {
                kept.Initialize(features);
                return kept;
            }
            var context = new DefaultHttpContext(features);
            if (features is IHostContextContainer<DefaultHttpContext> container)
                container.HostContext = context;
            return context;
        }

        public async Task ProcessRequestAsync(DefaultHttpContext context)
        {
            try
            {
                await AnswerAsync(context);
            }
            catch (RequestTooLargeException failure)
            {
                context.Response.StatusCode = failure.StatusCode;
            }
        }

        private async Task AnswerAsync(DefaultHttpContext context)
        {
            if (!HostGuard.IsFromFunction(context.Request))
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            else if (context.Request.Path.StartsWithSegments(RuntimeApiEndpoint.Root))
                await api.HandleAsync(context);
            else if (context.Request.Path.StartsWithSegments(ExtensionsEndpoint.Root))
                await extensions.HandleAsync(context);
            else if (context.Request.Path.StartsWithSegments(TelemetryEndpoint.Root))
                await telemetry.HandleAsync(context);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
    }
}
