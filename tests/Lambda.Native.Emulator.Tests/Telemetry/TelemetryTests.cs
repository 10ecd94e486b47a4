using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lambda.Native.Emulator.Tests.Extensions;

namespace Lambda.Native.Emulator.Tests.Telemetry;

/// <summary>The Telemetry API: who may subscribe, what is sent, and that nobody waits for a subscriber.</summary>
public sealed class TelemetryTests
{
    private static readonly EmulatorOptions s_patient = new() { Timeout = TimeSpan.FromMinutes(2) };

    [Fact]
    public async Task An_extension_hears_the_life_of_its_environment()
    {
        using var layer = new TestLayer(TestLayer.Name);
        RunningEmulator running = await RunningEmulator.StartAsync(layerFolder: layer.Folder, environment: new() { ["EXTENSION_MODE"] = "listens" });
        InvocationResult result = await running.InvokeAsync("log");
        await running.WaitForLogAsync("heard platform.report");
        await running.DisposeAsync();
        // Of what the function writes at its start, only what comes after the subscription is heard.
        (string Type, string Record)[] heard = [.. Heard(running).Where(record => record.Record != "\"initialised\"")];
        Assert.Equal(
            [
                "platform.initStart", "platform.telemetrySubscription", "platform.initRuntimeDone", "platform.extension", "platform.initReport",
                "platform.start", "function", "function", "platform.runtimeDone", "platform.report",
            ],
            heard.Select(record => record.Type));
        Assert.Contains($"TELEMETRY\tName: {TestLayer.Name}\tState: Subscribed\tTypes: [Platform, Function]\n", running.Log);
        Assert.Equal("""{"initializationType":"on-demand","phase":"init","functionName":"hello","functionVersion":"$LATEST"}""", heard[0].Record);
        Assert.Equal($$"""{"name":"{{TestLayer.Name}}","state":"Subscribed","types":["platform","function"]}""", heard[1].Record);
        Assert.Equal($$"""{"name":"{{TestLayer.Name}}","state":"Ready","events":["INVOKE","SHUTDOWN"]}""", heard[3].Record);
        Assert.Equal(("\"out\"", "\"err\""), (heard[6].Record, heard[7].Record));
        JsonElement done = JsonDocument.Parse(heard[8].Record).RootElement;
        Assert.Equal((result.RequestId, "success"), (done.GetProperty("requestId").GetString(), done.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task The_last_of_a_failed_environment_arrives_before_its_end()
    {
        using var layer = new TestLayer(TestLayer.Name);
        await using RunningEmulator running = await RunningEmulator.StartAsync(layerFolder: layer.Folder, timeoutSeconds: 1, environment: new() { ["EXTENSION_MODE"] = "listens" });
        InvocationResult result = await running.InvokeAsync("hang");
        Assert.Matches($"heard function \"hanging\"\n(.*\n)*heard platform.runtimeDone {{\"requestId\":\"{result.RequestId}\",\"status\":\"timeout\".*\n(.*\n)*.*\tINFO\tShutdown  Timeout\n", running.Log);
    }

    [Fact]
    public async Task An_invocation_is_told_with_its_trace_its_times_and_its_length()
    {
        await using var api = await AttachedRuntime.StartAsync(s_patient);
        await using TelemetryListener listener = await TelemetryListener.StartAsync();
        string identifier = await RegisterAsync(api, "{\"events\":[\"INVOKE\"]}");
        await SubscribeAsync(api, identifier, $"http://sandbox.localdomain:{listener.Port}/here");
        await InvokeAsync(api, identifier, "12345");
        List<JsonElement> records = await listener.ReadUntilAsync("platform.report");
        Assert.Equal(["platform.telemetrySubscription", "platform.extension", "platform.start", "platform.runtimeDone", "platform.report"], records.Select(record => record.GetProperty("type").GetString()));
        Assert.All(records, record => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", record.GetProperty("time").GetString()));
        Assert.Equal([$"sandbox.localdomain:{listener.Port} /here application/json"], listener.Paths);

        JsonElement start = records[2].GetProperty("record");
        Assert.Equal("$LATEST", start.GetProperty("version").GetString());
        Assert.Equal("X-Amzn-Trace-Id", start.GetProperty("tracing").GetProperty("type").GetString());
        Assert.StartsWith("Root=1-", start.GetProperty("tracing").GetProperty("value").GetString());
        JsonElement done = records[3].GetProperty("record");
        Assert.Equal(start.GetProperty("requestId").GetString(), done.GetProperty("requestId").GetString());
        Assert.Equal(["responseLatency", "responseDuration", "runtimeOverhead"], done.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("name").GetString()));
        Assert.Equal(5, done.GetProperty("metrics").GetProperty("producedBytes").GetInt64());
        JsonElement report = records[4].GetProperty("record");
        Assert.Equal("success", report.GetProperty("status").GetString());
        Assert.Equal(["extensionOverhead"], report.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("name").GetString()));
        Assert.Equal(["durationMs", "billedDurationMs", "memorySizeMB"], report.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name));
    }

    [Fact]
    public async Task By_TCP_each_record_is_a_line()
    {
        await using var api = await AttachedRuntime.StartAsync(s_patient);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string identifier = await RegisterAsync(api, "{}");
        await SubscribeAsync(api, identifier, $"tcp://sandbox.localdomain:{((IPEndPoint)listener.LocalEndpoint).Port}", protocol: "TCP");
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        Assert.Equal("platform.telemetrySubscription", JsonDocument.Parse((await reader.ReadLineAsync())!).RootElement.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Nobody_waits_for_a_subscriber_that_does_not_answer()
    {
        await using var api = await AttachedRuntime.StartAsync(s_patient);
        await using TelemetryListener listener = await TelemetryListener.StartAsync(answers: false);
        string identifier = await RegisterAsync(api, "{\"events\":[\"INVOKE\"]}");
        await SubscribeAsync(api, identifier, $"http://sandbox:{listener.Port}");
        Assert.Equal("12345", await InvokeAsync(api, identifier, "12345"));
    }

    [Fact]
    public async Task What_is_too_much_is_dropped_and_counted()
    {
        const int Records = 10_000;
        int port = FreePort();
        await using var subscriber = new TelemetrySubscriber("x", TelemetrySubscription.Parse(Subscription($"http://sandbox:{port}", "\"buffering\":{\"maxItems\":1000,\"timeoutMs\":25}"), false));
        for (int i = 0; i < Records; i++)
            subscriber.Add("""{"type":"function","record":"x"}"""u8.ToArray());
        await using TelemetryListener listener = await TelemetryListener.StartAsync(port);
        int arrived = 0;
        long dropped = 0;
        while (arrived + dropped < Records)
        {
            JsonElement record = await listener.ReadAsync();
            if (record.GetProperty("type").GetString() != "platform.logsDropped")
            {
                arrived++;
                continue;
            }
            Assert.Equal(32 * record.GetProperty("record").GetProperty("droppedRecords").GetInt64(), record.GetProperty("record").GetProperty("droppedBytes").GetInt64());
            Assert.StartsWith("Consumer seems to have fallen behind", record.GetProperty("record").GetProperty("reason").GetString());
            dropped += record.GetProperty("record").GetProperty("droppedRecords").GetInt64();
        }
        Assert.Equal(Records, arrived + dropped);
        // One batch under way, and twice as many as one behind it.
        Assert.InRange(arrived, 2000, 4000);
    }

    [Theory]
    [InlineData("2022-12-13", "{\"level\":\"INFO\"}", true, "{\"level\":\"INFO\"}")]
    [InlineData("2025-01-29", "{\"level\":\"INFO\"}", true, "{\"level\":\"INFO\"}")]
    [InlineData("2022-07-01", "{\"level\":\"INFO\"}", true, "\"{\\u0022level\\u0022:\\u0022INFO\\u0022}\"")]
    [InlineData("2022-12-13", "{\"level\":", true, "\"{\\u0022level\\u0022:\"")]
    [InlineData("2022-12-13", "{\"level\":\"INFO\"}", false, "\"{\\u0022level\\u0022:\\u0022INFO\\u0022}\"")]
    [InlineData("2022-12-13", "\u0001 ö", false, "\"\\u0001 \\u00F6\"")]
    public async Task A_line_of_the_function_is_a_text_or_as_JSON_what_it_says(string version, string line, bool isJson, string record)
    {
        await using TelemetryListener listener = await TelemetryListener.StartAsync();
        await using var hub = new TelemetryHub();
        Assert.True(hub.TrySubscribe(new Extension("x", false), TelemetrySubscription.Parse(Subscription($"http://sandbox:{listener.Port}", "\"buffering\":{\"timeoutMs\":25}", version), false)));
        hub.AddLines(TelemetryStreams.Extension, "not subscribed to\n"u8, isJson);
        hub.AddLines(TelemetryStreams.Function, Encoding.UTF8.GetBytes(line + "\nsecond\n"), isJson);
        JsonElement first = await listener.ReadAsync();
        Assert.Equal(("function", record), (first.GetProperty("type").GetString(), first.GetProperty("record").GetRawText()));
        Assert.Equal("second", (await listener.ReadAsync()).GetProperty("record").GetString());
    }

    [Theory]
    [InlineData("no JSON", "the body must be")]
    [InlineData("{}", "the body must be")]
    [InlineData("""{"schemaVersion":"2021-01-01","types":["platform"],"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080"}}""", "schemaVersion: '2021-01-01' is none of")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":[],"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080"}}""", "types: at least one of")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["metrics"],"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080"}}""", "types: 'metrics' is none of")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"UDP","URI":"udp://sandbox.localdomain:8080"}}""", "destination.protocol: 'UDP' is neither")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"HTTP","URI":"http://example.com:8080"}}""", "destination.URI: the host must be sandbox.localdomain")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"HTTP","URI":"https://sandbox.localdomain:8080"}}""", "destination.URI: 'https://sandbox.localdomain:8080' is not")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:9001"}}""", "destination: port 9001 is Lambda's own")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"TCP","port":0}}""", "destination: there is no port")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"TCP","port":8080},"buffering":{"maxItems":999}}""", "buffering.maxItems: a number from 1000 to 10000")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"TCP","port":8080},"buffering":{"maxBytes":1048577}}""", "buffering.maxBytes: a number from 262144 to 1048576")]
    [InlineData("""{"schemaVersion":"2022-12-13","types":["platform"],"destination":{"protocol":"TCP","port":8080},"buffering":{"timeoutMs":24}}""", "buffering.timeoutMs: a number from 25 to 30000")]
    public async Task A_subscription_that_makes_no_sense_is_refused(string body, string message)
    {
        await using var api = await AttachedRuntime.StartAsync(s_patient);
        string identifier = await RegisterAsync(api, "{}");
        using HttpResponseMessage refused = await api.SendAsync(HttpMethod.Put, "2022-07-01/telemetry", identifier, body);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        JsonElement error = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal("ValidationError", error.GetProperty("errorType").GetString());
        Assert.StartsWith(message, error.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task Only_extensions_subscribe_and_only_during_the_initialisation()
    {
        await using var api = await AttachedRuntime.StartAsync(s_patient);
        string body = Encoding.UTF8.GetString(Subscription("http://sandbox.localdomain:8080"));
        using HttpResponseMessage nobody = await api.SendAsync(HttpMethod.Put, "2022-07-01/telemetry", null, body);
        Assert.Equal(HttpStatusCode.Forbidden, nobody.StatusCode);
        string identifier = await RegisterAsync(api, "{\"events\":[\"INVOKE\"]}");
        await InvokeAsync(api, identifier, "1");
        using HttpResponseMessage late = await api.SendAsync(HttpMethod.Put, "2022-07-01/telemetry", identifier, body);
        Assert.Equal((HttpStatusCode.Forbidden, "{\"errorMessage\":\"Telemetry API subscription is closed already\",\"errorType\":\"Telemetry.SubscriptionClosed\"}\n"), (late.StatusCode, await late.Content.ReadAsStringAsync()));
    }

    [Fact]
    public void On_Managed_Instances_only_the_newest_schema_will_do() =>
        Assert.Contains("Managed Instances require 2025-01-29", Assert.Throws<FormatException>(() => TelemetrySubscription.Parse(Subscription("http://sandbox:1"), isManagedInstance: true)).Message);

    private static async Task<string> RegisterAsync(AttachedRuntime api, string body)
    {
        using HttpResponseMessage registered = await api.RegisterAsync("listener", body);
        return registered.Headers.GetValues("Lambda-Extension-Identifier").Single();
    }

    private static async Task SubscribeAsync(AttachedRuntime api, string identifier, string uri, string protocol = "HTTP")
    {
        string body = Encoding.UTF8.GetString(Subscription(uri, "\"buffering\":{\"timeoutMs\":25}")).Replace("\"HTTP\"", $"\"{protocol}\"");
        using HttpResponseMessage subscribed = await api.SendAsync(HttpMethod.Put, "2022-07-01/telemetry", identifier, body);
        Assert.Equal((HttpStatusCode.OK, "\"OK\""), (subscribed.StatusCode, await subscribed.Content.ReadAsStringAsync()));
    }

    /// <summary>With the extension done after the runtime.</summary>
    private static async Task<string> InvokeAsync(AttachedRuntime api, string identifier, string answer)
    {
        Task<HttpResponseMessage> hears = api.SendAsync(HttpMethod.Get, "2020-01-01/extension/event/next", identifier);
        Task<HttpResponseMessage> invocation = api.InvokeAsync("1");
        await api.AnswerAsync(await api.NextAsync(), answer);
        (await hears).Dispose();
        _ = api.NextAsync();
        _ = api.SendAsync(HttpMethod.Get, "2020-01-01/extension/event/next", identifier);
        using HttpResponseMessage answered = await invocation;
        return await answered.Content.ReadAsStringAsync();
    }

    private static byte[] Subscription(string uri, string? more = null, string version = "2022-12-13") => Encoding.UTF8.GetBytes(
        $$"""{"schemaVersion":"{{version}}","types":["platform","function"],"destination":{"protocol":"HTTP","URI":"{{uri}}"}{{(more is null ? "" : "," + more)}}}""");

    private static (string Type, string Record)[] Heard(RunningEmulator running) => [.. Regex.Matches(running.Log, "^heard ([^ ]+) (.*)$", RegexOptions.Multiline).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
