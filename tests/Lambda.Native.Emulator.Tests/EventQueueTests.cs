using System.Net;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator.Tests;

/// <summary>Asynchronous events that the function does not handle at the first try.</summary>
public sealed class EventQueueTests : IDisposable
{
    private static readonly byte[] s_error = "{\"errorType\":\"Oops\"}"u8.ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;
    private readonly SteppingTime _time = new();
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _given = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private EventQueue Queue(IFunctionInvoker function, EmulatorOptions? options = null)
    {
        var log = new FunctionLog();
        log.Written += (_, _, lines) =>
        {
            _log.Append(Encoding.UTF8.GetString(lines));
            _given.TrySetResult();
        };
        return new EventQueue(function, options ?? Options(), log);
    }

    private EmulatorOptions Options(int retries = 2, TimeSpan? maxAge = null) => new()
    {
        Time = _time,
        Retries = retries,
        RetryWait = TimeSpan.FromSeconds(60),
        MaxEventAge = maxAge ?? TimeSpan.FromHours(6),
        OnFailureFolder = Path.Combine(_folder, "failed"),
    };

    [Fact]
    public async Task What_fails_is_tried_twice_more_as_the_same_request_and_is_then_recorded()
    {
        var function = new ScriptedFunction("error", "error", "error");
        string requestId = Queue(function).Accept("{\"order\":1}"u8.ToArray(), InvocationOptions.Default)!;
        await _given.Task;
        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)], _time.Waits);
        Assert.Equal([requestId, requestId, requestId], function.Given.Select(given => given.RequestId));
        Assert.Single(function.Given.Select(given => given.TraceId).Distinct());
        string path = Path.Combine(_folder, "failed", requestId + ".json");
        Assert.Equal($"RequestId: {requestId} The asynchronous event is given up after 3 attempts (RetriesExhausted); its record is {path}\n", _log.ToString());
        Assert.Equal($$"""
            {
              "version": "1.0",
              "timestamp": "1970-01-01T00:03:00.000Z",
              "requestContext": {
                "requestId": "{{requestId}}",
                "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:function:$LATEST",
                "condition": "RetriesExhausted",
                "approximateInvokeCount": 3
              },
              "requestPayload": {"order":1},
              "responseContext": {
                "statusCode": 200,
                "executedVersion": "$LATEST",
                "functionError": "Unhandled"
              },
              "responsePayload": {"errorType":"Oops"}
            }
            """, File.ReadAllText(path));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public async Task It_is_tried_as_often_as_was_said(int retries, int attempts)
    {
        var function = new ScriptedFunction("error", "error", "error");
        Queue(function, Options(retries)).Accept("1"u8.ToArray(), InvocationOptions.Default);
        await _given.Task;
        Assert.Equal(attempts, function.Given.Count);
        Assert.Contains($"after {attempts} attempt", _log.ToString());
    }

    [Fact]
    public async Task What_succeeds_in_the_end_is_not_recorded()
    {
        var function = new ScriptedFunction("error", "ok");
        Queue(function).Accept("1"u8.ToArray(), InvocationOptions.Default);
        await function.Exhausted;
        Assert.Equal("", _log.ToString());
        Assert.False(Directory.Exists(Path.Combine(_folder, "failed")));
    }

    [Fact]
    public async Task It_is_not_tried_again_when_it_would_be_too_old_by_then()
    {
        var function = new ScriptedFunction("error", "error");
        string requestId = Queue(function, Options(maxAge: TimeSpan.FromSeconds(100))).Accept("1"u8.ToArray(), InvocationOptions.Default)!;
        await _given.Task;
        Assert.Equal(2, function.Given.Count);
        Assert.Contains("after 2 attempts (EventAgeExceeded)", _log.ToString());
        JsonElement record = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "failed", requestId + ".json"))).RootElement;
        Assert.Equal("EventAgeExceeded", record.GetProperty("requestContext").GetProperty("condition").GetString());
    }

    [Fact]
    public async Task What_waits_too_long_for_the_function_does_not_reach_it()
    {
        await using AttachedRuntime runtime = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(5), Time = _time, MaxEventAge = TimeSpan.FromSeconds(60), OnFailureFolder = _folder });
        var written = new TaskCompletionSource<string>();
        runtime.Emulator.Log.Written += (_, _, lines) =>
        {
            if (lines.IndexOf("given up"u8) >= 0)
                written.TrySetResult(Encoding.UTF8.GetString(lines));
        };
        Task<HttpResponseMessage> first = runtime.InvokeAsync("1");
        GivenEvent given = await runtime.NextAsync();
        using HttpResponseMessage accepted = await runtime.InvokeAsync("2", "Event");
        string requestId = accepted.Headers.GetValues("X-Amzn-RequestId").Single();
        _time.Step(TimeSpan.FromSeconds(60));
        await runtime.AnswerAsync(given, "1");
        (await first).Dispose();
        Task<GivenEvent> next = runtime.NextAsync();
        Assert.StartsWith($"RequestId: {requestId} The asynchronous event is given up after 0 attempts (EventAgeExceeded)", await written.Task);
        Assert.False(JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, requestId + ".json"))).RootElement.TryGetProperty("responseContext", out _));
        Task<HttpResponseMessage> third = runtime.InvokeAsync("3");
        Assert.Equal("3", (await next).Event);
        await runtime.AnswerAsync(await next, "3");
        (await third).Dispose();
    }

    [Fact]
    public async Task Every_attempt_has_its_own_nonce()
    {
        await using AttachedRuntime runtime = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(5), Time = _time });
        using HttpResponseMessage accepted = await runtime.InvokeAsync("{}", "Event");
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var given = new List<GivenEvent>();
        for (int i = 0; i < 3; i++)
        {
            given.Add(await runtime.NextAsync());
            await runtime.AnswerAsync(given[i], "{\"errorType\":\"Oops\"}", "error");
        }
        Assert.All(given, one => Assert.Equal((accepted.Headers.GetValues("X-Amzn-RequestId").Single(), given[0].TraceId, "{}"), (one.RequestId, one.TraceId, one.Event)));
        Assert.Equal(3, given.Select(one => one.AttemptId).Distinct().Count());
    }

    [Fact]
    public async Task A_process_that_ends_is_an_attempt()
    {
        await using RunningEmulator running = await RunningEmulator.StartAsync(retryWait: TimeSpan.Zero);
        using var request = new HttpRequestMessage(HttpMethod.Post, running.Emulator.InvokeUrl) { Content = new StringContent("\"exit 3\"") };
        request.Headers.Add("X-Amz-Invocation-Type", "Event");
        using HttpResponseMessage accepted = await running.Http.SendAsync(request);
        string requestId = accepted.Headers.GetValues("X-Amzn-RequestId").Single();
        await running.WaitForLogAsync($"RequestId: {requestId} The asynchronous event is given up after 3 attempts (RetriesExhausted)\n");
        Assert.Equal(3, running.Log.Split('\n').Count(line => line.StartsWith($"START RequestId: {requestId}", StringComparison.Ordinal)));
        Assert.Equal(3, running.Log.Split('\n').Count(line => line == "last words"));
    }

    [Fact]
    public void A_record_that_cannot_be_written_is_said()
    {
        File.WriteAllText(Path.Combine(_folder, "failed"), "in the way");
        Queue(new ScriptedFunction("error"), Options(retries: 0)).Accept("1"u8.ToArray(), InvocationOptions.Default);
        Assert.Contains("(RetriesExhausted); its record cannot be written: ", _log.ToString());
    }

    [Fact]
    public void It_takes_a_thousand_and_says_what_is_lost_when_the_emulator_ends()
    {
        EventQueue queue = Queue(new ScriptedFunction([.. Enumerable.Repeat("hang", 1000)]));
        for (int i = 0; i < 1000; i++)
            Assert.NotNull(queue.Accept("1"u8.ToArray(), InvocationOptions.Default));
        Assert.Null(queue.Accept("1"u8.ToArray(), InvocationOptions.Default));
        queue.End();
        queue.End();
        Assert.Equal("The emulator ends before 1000 asynchronous events were done with.\n", _log.ToString());
    }

    /// <summary>Fails, answers or hangs, one word an attempt.</summary>
    private sealed class ScriptedFunction(params string[] words) : IFunctionInvoker
    {
        private readonly TaskCompletionSource _exhausted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal List<InvocationOptions> Given { get; } = [];

        internal Task Exhausted => _exhausted.Task;

        public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation)
        {
            string word = Given.Count < words.Length ? words[Given.Count] : "ok";
            Given.Add(options);
            if (Given.Count == words.Length)
                _exhausted.TrySetResult();
            if (word == "hang")
                await Task.Delay(Timeout.Infinite, cancellation);
            return new InvocationResult
            {
                RequestId = options.RequestId!,
                Payload = word == "error" ? s_error : payload,
                ContentType = "application/json",
                FunctionError = word == "error" ? "Unhandled" : null,
            };
        }

        public Task<InvocationStream> InvokeStreamingAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
