using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Lambda.Native.Emulator;

/// <summary>A Lambda on this machine: the Runtime API for one function, and the endpoint that invokes it.</summary>
public sealed class LambdaEmulator : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly InvocationQueue _queue;

    private LambdaEmulator(WebApplication server, InvocationQueue queue, FunctionInvoker invoker)
    {
        Function = invoker;
        _server = server;
        _queue = queue;
        Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where the emulator listens.</summary>
    public Uri Address { get; }

    /// <summary>Has the function handle events, without HTTP between.</summary>
    public FunctionInvoker Function { get; }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c> for the function's process.</summary>
    public string RuntimeApi => Address.Authority;

    /// <summary>Where events are posted.</summary>
    public Uri InvokeUrl => new(Address, InvokeEndpoint.Path);

    /// <summary>Completes, with a <see cref="Stopwatch"/> timestamp, when the function asks for an event for the first time after <see cref="ForgetRuntime"/> or the start.</summary>
    public Task<long> FirstNext => _queue.FirstNext;

    /// <summary>Starts listening, on the loopback address only.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LambdaEmulator> StartAsync(EmulatorOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.AddServerHeader = false;
        });
        WebApplication server = builder.Build();
        var queue = new InvocationQueue(options);
        RuntimeApiEndpoints.Map(server, queue);
        var invoker = new FunctionInvoker(queue);
        InvokeEndpoint.Map(server, queue);
        await server.StartAsync();
        return new LambdaEmulator(server, queue, invoker);
    }

    /// <summary>Before another process of the function is started: <see cref="FirstNext"/> speaks of that one.</summary>
    public void ForgetRuntime() => _queue.ForgetRuntime();

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync() => _server.WaitForShutdownAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
