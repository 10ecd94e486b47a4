using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Lambda.Native.Emulator;

/// <summary>A Lambda on this machine: the Runtime API for one function, the processes of that function, and the endpoints that invoke it.</summary>
internal sealed class LambdaEmulator : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly EnvironmentPool _pool;
    private readonly EventQueue _events;

    private LambdaEmulator(WebApplication server, EmulatorOptions options, EnvironmentPool pool, FunctionInvoker function, EventQueue events, FunctionLog log, ConcurrentDictionary<string, Uri> fronts)
    {
        (_server, Options, _pool, Function, _events, Log, Fronts) = (server, options, pool, function, events, log, fronts);
        Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where the emulator listens.</summary>
    public Uri Address { get; }

    /// <summary>Has the function handle events, without HTTP between.</summary>
    public FunctionInvoker Function { get; }

    /// <summary>What the function and Lambda log.</summary>
    public FunctionLog Log { get; }

    /// <summary>Where the function answers HTTP, by what stands before it.</summary>
    internal ConcurrentDictionary<string, Uri> Fronts { get; }

    internal EmulatorOptions Options { get; }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c> for the function's process, where the emulator does not start it itself.</summary>
    public string RuntimeApi => Address.Authority;

    /// <summary>Where events are posted.</summary>
    public Uri InvokeUrl => new(Address, InvokeEndpoint.PathOf(Options.FunctionName));

    /// <summary>Completes, with a <see cref="Stopwatch"/> timestamp, when the function asks for an event for the first time after <see cref="ForgetRuntime"/> or the start.</summary>
    public Task<long> FirstNext => _pool.First.Session.FirstNext.Task;

    /// <summary>In the words of the Runtime API.</summary>
    internal string RuntimeState => _pool.First.Session.StateName;

    /// <summary>The ids of the function's processes.</summary>
    public IReadOnlyList<int> ProcessIds => _pool.ProcessIds;

    /// <summary>Starts listening, on the loopback address unless <see cref="EmulatorOptions.Address"/> is another.</summary>
    /// <exception cref="IOException">The port is taken, and with <see cref="EmulatorOptions.NextFreePort"/> the hundred after it.</exception>
    public static Task<LambdaEmulator> StartAsync(EmulatorOptions options) => FreePort.StartAsync(options.Port, options.NextFreePort, port => StartAsync(options, port));

    private static async Task<LambdaEmulator> StartAsync(EmulatorOptions options, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseSockets(sockets => WithoutHops(sockets));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, port);
            // Each endpoint has its own bound, and reads no further than that.
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxTaken;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.AddServerHeader = false;
        });
        WebApplication server = builder.Build();
        var log = new FunctionLog();
        var pool = new EnvironmentPool(options, log);
        var function = new FunctionInvoker(pool, options);
        var events = new EventQueue(function, options, log);
        var guard = new HostGuard(options.Address, options.AllowedHosts);
        server.Use((context, next) => guard.Refusal(context.Request) is { } reason ? InvokeErrors.WriteAsync(context, 403, "AccessDeniedException", reason) : AnswerAsync(context, next));
        // Before the server waits for its requests: they wait for the function.
        server.Lifetime.ApplicationStopping.Register(() =>
        {
            events.End();
            pool.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
        if (options.Command is null)
        {
            var runtimeApi = new RuntimeApiEndpoint(() => pool.First.Session, options);
            var extensions = new ExtensionsEndpoint(() => pool.First.Session, options);
            server.Map(RuntimeApiEndpoint.Root + "/{**rest}", (RequestDelegate)runtimeApi.HandleAsync);
            server.Map(ExtensionsEndpoint.Root + "/{**rest}", (RequestDelegate)extensions.HandleAsync);
            var telemetry = new TelemetryEndpoint(() => pool.First.Session, options);
            server.Map(TelemetryEndpoint.Root, (RequestDelegate)telemetry.HandleAsync);
        }
        new InvokeEndpoint(function, events, options).Map(server);
        new StreamingInvokeEndpoint(function, options).Map(server);
        var fronts = new ConcurrentDictionary<string, Uri>();
        var feed = new LiveFeed();
        log.Written += feed.Write;
        function.Ended += (lambdaEvent, result) => feed.Add(InvocationRecord.Of(lambdaEvent, result));
        new PageEndpoints(options, fronts, function, feed).Map(server);
        try
        {
            await server.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return new LambdaEmulator(server, options, pool, function, events, log, fronts);
    }

    /// <summary>An invocation is three requests of a few microseconds each: handing them from thread to thread costs more than all the rest. Unsafe it is for servers whose handlers block.</summary>
    internal static SocketTransportOptions WithoutHops(SocketTransportOptions sockets)
    {
        sockets.UnsafePreferInlineScheduling = true;
        return sockets;
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (RequestTooLargeException failure)
        {
            await InvokeErrors.WriteAsync(context, failure.StatusCode, "RequestTooLargeException", failure.Message);
        }
        catch (OperationCanceledException) when (!context.Response.HasStarted)
        {
            await InvokeErrors.WriteAsync(context, 503, "ServiceException", "The emulator ends.");
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    /// <summary>Starts the function's process before an event comes.</summary>
    public void Warm() => _pool.First.Warm();

    /// <summary>Before another process of the function is started by somebody else: <see cref="FirstNext"/> speaks of that one.</summary>
    public void ForgetRuntime() => _pool.First.ForgetRuntime();

    /// <summary>Waits until this process is asked to end.</summary>
    public Task WaitForShutdownAsync() => _server.WaitForShutdownAsync();

    /// <summary>Ends the function's processes, then the emulator.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.End();
        await _pool.DisposeAsync();
        await _server.DisposeAsync();
    }
}
