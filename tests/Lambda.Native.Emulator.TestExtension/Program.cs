using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Lambda.Native;
using Lambda.Native.Extensions;

// An external extension, made with the library of this repository, that fails on demand.
string mode = Environment.GetEnvironmentVariable("EXTENSION_MODE") ?? "";
switch (mode)
{
    case "never registers":
        Thread.Sleep(Timeout.Infinite);
        break;
    case "exits at once":
        Console.WriteLine("going");
        return;
}

LambdaExtension.Run(
    extensionEvent =>
    {
        switch (mode, extensionEvent.Type)
        {
            case ("exits", ExtensionEvents.Invoke):
                Environment.Exit(4);
                break;
            case ("throws", ExtensionEvents.Invoke):
                throw new InvalidOperationException("as asked");
            case ("ignores the shutdown", ExtensionEvents.Shutdown):
                Console.WriteLine($"staying {Environment.ProcessId}");
                Thread.Sleep(Timeout.Infinite);
                break;
        }
        LambdaRuntime.Log.Info($"{extensionEvent.Type} {extensionEvent.RequestId} {extensionEvent.ShutdownReason}");
        return Task.CompletedTask;
    },
    mode == "shutdown only" ? ExtensionEvents.Shutdown : mode == "invoke only" ? ExtensionEvents.Invoke : ExtensionEvents.All,
    start: extension =>
    {
        string[] present = [.. new[] { "_HANDLER", "LAMBDA_TASK_ROOT", "AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION" }.Where(name => Environment.GetEnvironmentVariable(name) is not null)];
        Console.WriteLine($"{extension.FunctionName} {extension.Handler} {extension.AccountId} in {Environment.CurrentDirectory} with {string.Join(' ', present)}");
        if (mode == "show the tool")
            Console.WriteLine($"the tool: {File.ReadAllText(Path.Combine(Environment.GetEnvironmentVariable("PATH")!.Split(':')[^1], "tool"))}");
        if (mode == "listens")
            Listen(extension);
        if (mode == "cannot start")
            throw new NotSupportedException("as asked");
    });

// Each record is a line of the log: its type, and what it says.
static void Listen(LambdaExtension extension)
{
    using var probe = new TcpListener(IPAddress.Loopback, 0);
    probe.Start();
    int port = ((IPEndPoint)probe.LocalEndpoint).Port;
    probe.Stop();
    var listener = new HttpListener { Prefixes = { $"http://*:{port}/" } };
    listener.Start();
    _ = Task.Run(async () =>
    {
        while (true)
        {
            HttpListenerContext call = await listener.GetContextAsync();
            using JsonDocument records = await JsonDocument.ParseAsync(call.Request.InputStream);
            foreach (JsonElement record in records.RootElement.EnumerateArray())
                Console.WriteLine($"heard {record.GetProperty("type").GetString()} {record.GetProperty("record").GetRawText()}");
            call.Response.Close();
        }
    });
    extension.SubscribeToTelemetry(new TelemetrySubscription { Port = port, Timeout = TimeSpan.FromMilliseconds(25) });
}
