using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lambda.Native.Runtime.Tests;

/// <summary>A Lambda whose replies a test chooses and which shows it every request, where the emulator acts by itself (its tests drive the same function). It starts the test function as a process of its own.</summary>
internal sealed class FakeLambda : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<(string Id, string Event, string? Trace)> _events = Channel.CreateUnbounded<(string, string, string?)>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Posted>> _answers = new();
    private readonly Channel<Posted> _posts = Channel.CreateUnbounded<Posted>();
    private readonly List<Process> _processes = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-native-tests-").FullName;
    private int _next;
    private int _waiting;

    private FakeLambda(WebApplication server) => _server = server;

    /// <summary>A copy: the server uses its own objects again for the next request.</summary>
    internal sealed record Posted(string Path, string Body, Dictionary<string, string> Headers);

    /// <summary>The status of the reply to init and restore errors.</summary>
    internal int ErrorStatus { get; set; } = 202;

    /// <summary>What was posted and was not an answer to an event.</summary>
    internal ChannelReader<Posted> Posts => _posts.Reader;

    /// <summary>How many calls of /next wait at this moment.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>What the function has noted, line by line.</summary>
    internal string[] Journal => File.Exists(JournalPath) ? File.ReadAllLines(JournalPath) : [];

    private string JournalPath => Path.Combine(_folder, "journal");

    private string Address => new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority;

    internal static async Task<FakeLambda> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication server = builder.Build();
        var lambda = new FakeLambda(server);
        server.MapGet("/2018-06-01/runtime/invocation/next", lambda.NextAsync);
        server.MapPost("/2018-06-01/runtime/invocation/{id}/{call}", lambda.AnswerAsync);
        server.MapGet("/2018-06-01/runtime/restore/next", () => lambda.Note("restore/next"));
        server.MapPost("/2018-06-01/runtime/{group}/error", lambda.PostAsync);
        server.MapPost("/2020-01-01/extension/register", async context =>
        {
            await lambda.PostAsync(context);
            context.Response.StatusCode = 200;
            context.Response.Headers["Lambda-Extension-Identifier"] = "the-extension";
        });
        server.MapGet("/2020-01-01/extension/event/next", async context =>
        {
            lambda._posts.Writer.TryWrite(new Posted("event/next " + context.Request.Headers["Lambda-Extension-Identifier"], "", []));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await server.StartAsync();
        return lambda;
    }

    internal Process Start(string mode, params (string Name, string Value)[] variables) => StartFunction("Lambda.Native.Runtime.TestFunction", mode, variables);

    /// <summary>Starts a function that lies beside the tests.</summary>
    internal Process StartFunction(string assembly, string argument, params (string Name, string Value)[] variables)
    {
        string function = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        var start = new ProcessStartInfo("dotnet", [function, argument]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = Address;
        start.Environment["TEST_JOURNAL"] = JournalPath;
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    /// <summary>Sends an event and waits for what becomes of it.</summary>
    internal Task<Posted> InvokeAsync(string lambdaEvent, string? trace = null)
    {
        string id = $"request-{Interlocked.Increment(ref _next)}";
        var answer = new TaskCompletionSource<Posted>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[id] = answer;
        _events.Writer.TryWrite((id, lambdaEvent, trace));
        return answer.Task;
    }

    private void Note(string line)
    {
        lock (_folder)
            File.AppendAllText(JournalPath, line + "\n");
    }

    private async Task NextAsync(HttpContext context)
    {
        Interlocked.Increment(ref _waiting);
        (string id, string lambdaEvent, string? trace) = await _events.Reader.ReadAsync(context.RequestAborted);
        Interlocked.Decrement(ref _waiting);
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
        if (trace is not null)
            context.Response.Headers["Lambda-Runtime-Trace-Id"] = trace;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(lambdaEvent));
    }

    private async Task AnswerAsync(HttpContext context, string id)
    {
        Posted posted = await ReadAsync(context);
        context.Response.StatusCode = 202;
        await context.Response.WriteAsync("{\"status\":\"OK\"}\n");
        _answers[id].TrySetResult(posted);
    }

    private async Task PostAsync(HttpContext context)
    {
        _posts.Writer.TryWrite(await ReadAsync(context));
        context.Response.StatusCode = ErrorStatus;
    }

    private static async Task<Posted> ReadAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return new Posted(context.Request.Path, await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Process process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
