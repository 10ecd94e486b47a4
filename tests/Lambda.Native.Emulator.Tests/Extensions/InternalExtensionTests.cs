using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests.Extensions;

/// <summary>Extensions within the function's process: what they hear of, and who waits for them.</summary>
public sealed class InternalExtensionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;

    /// <summary>While it is there, the extension is not done with its event.</summary>
    private string Hold => Path.Combine(_folder, "hold");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Hear_of_events_and_the_function_is_asked_to_end()
    {
        RunningEmulator running = await RunningEmulator.StartAsync(["extension"]);
        InvocationResult result = await running.InvokeAsync("1");
        Assert.Contains("{\"functionName\":\"hello\",\"functionVersion\":\"$LATEST\",\"handler\":\"function\"}\n", running.Log);
        Assert.Contains($"EXTENSION\tName: internal\tState: Ready\tEvents: [INVOKE]\nSTART RequestId: {result.RequestId}", running.Log);
        Assert.Matches($"{{\"eventType\":\"INVOKE\",\"deadlineMs\":[0-9]{{13}},\"requestId\":\"{result.RequestId}\",\"invokedFunctionArn\":\"arn:aws:lambda:us-east-1:123456789012:function:hello\",\"tracing\":{{\"type\":\"X-Amzn-Trace-Id\",\"value\":\"Root=1-", Encoding.UTF8.GetString(result.LogTail.Span));
        await running.DisposeAsync();
        Assert.EndsWith("asked to end\n", running.Log);
    }

    [Fact]
    public async Task A_function_that_does_not_listen_is_ended_all_the_same()
    {
        RunningEmulator running = await RunningEmulator.StartAsync(["stubborn extension"]);
        int process = int.Parse(await running.PayloadAsync("process"), CultureInfo.InvariantCulture);
        await running.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
    }

    [Fact]
    public async Task An_invocation_is_over_when_they_are_done_and_its_answer_comes_before()
    {
        File.WriteAllText(Hold, "");
        await using RunningEmulator running = await RunningEmulator.StartAsync(["extension", Hold]);
        Assert.Equal("\"1\"", Text(await running.Emulator.Function.InvokeAsync("\"1\""u8.ToArray(), InvocationOptions.Default, CancellationToken.None)));
        Task<InvocationResult> second = running.InvokeAsync("2");
        await running.WaitForLogAsync("\"eventType\":\"INVOKE\"");
        Assert.DoesNotContain("END RequestId", running.Log);
        File.Delete(Hold);
        Assert.Equal("\"2\"", Text(await second));
        string[] order = [.. running.Log.Split('\n').Select(line => line.Split(' ')[0]).Where(word => word is "START" or "extension" or "END")];
        Assert.Equal(["START", "extension", "END", "START", "extension", "END"], order);
    }

    [Fact]
    public async Task The_timeout_is_theirs_too()
    {
        File.WriteAllText(Hold, "");
        await using RunningEmulator running = await RunningEmulator.StartAsync(["extension", Hold], timeoutSeconds: 1);
        InvocationResult result = await running.InvokeAsync("1");
        Assert.Equal(("\"1\"", null), (Text(result), result.FunctionError));
        string log = Encoding.UTF8.GetString(result.LogTail.Span);
        Assert.Contains($" {result.RequestId} Task timed out after 1.00 seconds\n", log);
        Assert.EndsWith("\tStatus: timeout\n", log);
        File.Delete(Hold);
        Assert.Equal("\"2\"", await running.PayloadAsync("2"));
    }

    [Fact]
    public async Task The_end_of_the_process_is_theirs_too()
    {
        File.WriteAllText(Hold, "");
        await using RunningEmulator running = await RunningEmulator.StartAsync(["extension", Hold]);
        Assert.Equal("\"1\"", Text(await running.Emulator.Function.InvokeAsync("\"1\""u8.ToArray(), InvocationOptions.Default, CancellationToken.None)));
        using (Process function = Process.GetProcessById(Assert.Single(running.Emulator.ProcessIds)))
            function.Kill();
        await running.WaitForLogAsync("\tStatus: error\tError Type: Runtime.ExitError\n");
    }

    [Theory]
    [InlineData("", "{}", "Extension.InvalidExtensionName", "Empty extension name")]
    [InlineData("x", "no JSON", "InvalidRequestFormat", "The body must be {\"events\":[…]}")]
    [InlineData("x", "{\"events\":7}", "InvalidRequestFormat", "The body must be {\"events\":[…]}")]
    [InlineData("x", "{\"events\":[\"SHUTDOWN\"]}", "Extension.InvalidEventType", "SHUTDOWN: an internal extension cannot register for it")]
    [InlineData("x", "{\"events\":[\"INVOKE\",\"\\\"\"]}", "Extension.InvalidEventType", "\": unknown event type")]
    public async Task A_registration_that_makes_no_sense_is_refused(string name, string body, string type, string message)
    {
        await using var api = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(2) });
        using HttpResponseMessage refused = await api.RegisterAsync(name, body);
        await RefusedAsync(refused, type, message);
    }

    [Fact]
    public async Task There_are_ten_at_most_each_with_a_name_of_its_own_and_none_later()
    {
        await using var api = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(2) });
        var identifiers = new List<string>();
        for (int i = 1; i <= 10; i++)
        {
            using HttpResponseMessage registered = await api.RegisterAsync($"number-{i}", "{}");
            identifiers.Add(registered.Headers.GetValues("Lambda-Extension-Identifier").Single());
        }
        using HttpResponseMessage again = await api.RegisterAsync("number-1", "{}");
        await RefusedAsync(again, "Extension.InvalidExtensionState", "Extension with this name already registered");
        using HttpResponseMessage eleventh = await api.RegisterAsync("number-11", "{}");
        await RefusedAsync(eleventh, "Extension.TooManyExtensions", "Extension limit (10) reached");
        Assert.Equal(10, identifiers.Distinct().Count());

        Task<GivenEvent> next = api.NextAsync();
        await api.Emulator.FirstNext;
        using HttpResponseMessage late = await api.RegisterAsync("late", "{}");
        await RefusedAsync(late, "Extension.RegistrationClosed", "Extension registration closed already");
        // None of the ten has asked for an event: the initialisation goes on.
        Task<InvocationResult> invocation = api.Emulator.Function.InvokeAsync("1"u8.ToArray(), InvocationOptions.Default, CancellationToken.None);
        Assert.False(next.IsCompleted);
        Task<HttpResponseMessage>[] waiting = [.. identifiers.Select(identifier => api.SendAsync(HttpMethod.Get, "2020-01-01/extension/event/next", identifier))];
        GivenEvent given = await next;
        Assert.All(waiting, task => Assert.False(task.IsCompleted));
        await api.AnswerAsync(given, "2");
        Assert.Equal("2", Text(await invocation));
    }

    [Theory]
    [InlineData(null, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header")]
    [InlineData("nobody", "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier")]
    [InlineData("00000000-0000-0000-0000-000000000001", "Extension.UnknownExtensionIdentifier", "Unknown extension 00000000-0000-0000-0000-000000000001")]
    public async Task Who_has_not_registered_hears_nothing(string? identifier, string type, string message)
    {
        await using var api = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(2) });
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Get, "event/next"), (HttpMethod.Post, "init/error"), (HttpMethod.Post, "exit/error") })
        {
            using HttpResponseMessage refused = await api.SendAsync(method, "2020-01-01/extension/" + path, identifier);
            await RefusedAsync(refused, type, message);
        }
    }

    private static async Task RefusedAsync(HttpResponseMessage reply, string type, string message)
    {
        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        JsonElement error = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((type, message), (error.GetProperty("errorType").GetString(), error.GetProperty("errorMessage").GetString()));
    }

    private static string Text(InvocationResult result) => Encoding.UTF8.GetString(result.Payload.Span);
}
