using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>An extension compiled and linked for real (net9.0, x86_64), out of its layer, against a server in the place of the Extensions API.</summary>
public sealed class RealExtensionTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly HttpListener _server = new();
    private readonly List<string> _requests = [];
    private int _telemetryPort;
    private readonly Queue<string> _events = new([
        """{"eventType":"INVOKE","deadlineMs":1800000000000,"requestId":"r-1","invokedFunctionArn":"arn:f","tracing":{"type":"X-Amzn-Trace-Id","value":"Root=1"}}""",
        """{"eventType":"SHUTDOWN","shutdownReason":"SPINDOWN","deadlineMs":1800000000000}""",
    ]);

    public void Dispose()
    {
        _server.Close();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Registers_under_its_files_name_sees_each_event_and_ends_in_order()
    {
        _workspace.WriteFunction("watcher", properties: "<LambdaPackageType>Extension</LambdaPackageType>");
        _workspace.Write("watcher/Function.cs", """
            using System.Net;
            using Lambda.Native;
            using Lambda.Native.Extensions;

            int port = int.Parse(Environment.GetEnvironmentVariable("TELEMETRY_PORT")!);
            var listener = new HttpListener { Prefixes = { $"http://*:{port}/" } };
            listener.Start();
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    HttpListenerContext call = await listener.GetContextAsync();
                    using var reader = new StreamReader(call.Request.InputStream);
                    LambdaRuntime.Log.Info("telemetry " + await reader.ReadToEndAsync());
                    call.Response.Close();
                }
            });

            LambdaExtension.Run(
                extensionEvent =>
                {
                    LambdaRuntime.Log.Info($"{extensionEvent.Type} {extensionEvent.RequestId} {extensionEvent.ShutdownReason}");
                    return Task.CompletedTask;
                },
                start: extension => extension.SubscribeToTelemetry(new TelemetrySubscription { Port = port }));
            """);
        DotnetResult result = _workspace.Dotnet("watcher", "publish", "-o", _workspace["out"]);
        Assert.Empty(result.WarningCodes);
        ZipFile.ExtractToDirectory(_workspace["out/layer.zip"], _workspace["opt"]);

        int port = FreePort();
        _server.Prefixes.Add($"http://localhost:{port}/");
        _server.Start();
        _telemetryPort = FreePort();
        Task serving = Task.Run(Serve);
        var start = new ProcessStartInfo(_workspace["opt/extensions/watcher"]) { WorkingDirectory = "/", RedirectStandardOutput = true };
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = $"localhost:{port}";
        start.Environment["TELEMETRY_PORT"] = $"{_telemetryPort}";
        using Process extension = Process.Start(start)!;
        string log = await extension.StandardOutput.ReadToEndAsync();
        await extension.WaitForExitAsync();
        _server.Stop();
        await serving;
        Assert.Equal(0, extension.ExitCode);
        Assert.Equal(
            [
                "POST /2020-01-01/extension/register watcher  {\"events\":[\"INVOKE\",\"SHUTDOWN\"]}",
                "PUT /2022-07-01/telemetry  the-id {\"schemaVersion\":\"2022-12-13\",\"types\":[\"platform\",\"function\"],\"buffering\":{\"maxItems\":1000,\"maxBytes\":262144,\"timeoutMs\":1000},\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://sandbox.localdomain:" + _telemetryPort + "\"}}",
                "GET /2020-01-01/extension/event/next  the-id ",
                "GET /2020-01-01/extension/event/next  the-id ",
            ],
            _requests);
        Assert.Contains("\tINFO\ttelemetry [{\"type\":\"platform.start\"}]\n", log);
        Assert.Contains("\tINFO\tInvoke r-1 Unknown\n", log);
        Assert.Contains("\tINFO\tShutdown  Spindown\n", log);
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private void Serve()
    {
        using var http = new HttpClient();
        try
        {
            while (true)
            {
                HttpListenerContext call = _server.GetContext();
                using var reader = new StreamReader(call.Request.InputStream);
                _requests.Add($"{call.Request.HttpMethod} {call.Request.RawUrl} {call.Request.Headers["Lambda-Extension-Name"]} {call.Request.Headers["Lambda-Extension-Identifier"]} {reader.ReadToEnd()}");
                call.Response.Headers["Lambda-Extension-Identifier"] = "the-id";
                bool isNext = call.Request.RawUrl!.EndsWith("/next", StringComparison.Ordinal);
                if (isNext && _events.Count == 2)
                    http.PostAsync($"http://localhost:{_telemetryPort}/", new StringContent("""[{"type":"platform.start"}]""")).GetAwaiter().GetResult().EnsureSuccessStatusCode();
                string body = isNext ? _events.Dequeue() : """{"functionName":"orders","functionVersion":"1","handler":"Place"}""";
                call.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
            }
        }
        catch (HttpListenerException)
        {
            // Stopped: the extension has ended.
        }
    }
}
