using System.Text;
using System.Text.Json;
using Lambda.Native.Extensions;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

/// <summary>The Extensions API and the Telemetry API against prepared bytes, whole and broken.</summary>
public sealed class ExtensionTests
{
    private readonly List<int> _pauses = [];

    private ExtensionApiClient Client(ScriptedConnection connection)
    {
        Assert.True(RuntimeApiAddress.TryParse("127.0.0.1:9001/prefix", out RuntimeApiAddress? address));
        return new ExtensionApiClient(address, connection, _pauses.Add);
    }

    private static string Reply(string body, int status = 200, string headers = "") =>
        $"HTTP/1.1 {status} X\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static string RegisterReply(string body = "{}") => Reply(body, headers: "Lambda-Extension-Identifier: id-1\r\n");

    private static string Invoke(string id) => Reply($$"""{"tracing":{"type":"X-Amzn-Trace-Id","value":"Root=1-2"},"eventType":"INVOKE","deadlineMs":1800000000123,"requestId":"{{id}}","invokedFunctionArn":"arn:f"}""");

    private static string Shutdown(string reason) => Reply($$"""{"eventType":"SHUTDOWN","shutdownReason":"{{reason}}","deadlineMs":1800000000123}""");

    private static string Body(string request) => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private LambdaExtension Register(ScriptedConnection connection, ExtensionEvents events = ExtensionEvents.All) =>
        LambdaExtension.Register(Client(connection), "watcher", events);

    [Fact]
    public void Registration_says_who_it_is_and_learns_whose_extension_it_is()
    {
        var connection = ScriptedConnection.Of(RegisterReply("""{"functionName":"orders","functionVersion":"7","handler":"Place","accountId":"1234","new":[{"a":1}]}"""));
        LambdaExtension extension = Register(connection);
        Assert.Equal(("orders", "7", "Place", "1234"), (extension.FunctionName, extension.FunctionVersion, extension.Handler, extension.AccountId));
        string request = Assert.Single(connection.Sent);
        Assert.StartsWith("POST /prefix/2020-01-01/extension/register HTTP/1.1\r\nHost: 127.0.0.1:9001\r\n", request);
        Assert.Contains("\r\nLambda-Extension-Name: watcher\r\n", request);
        Assert.Equal("""{"events":["INVOKE","SHUTDOWN"]}""", Body(request));
    }

    [Theory]
    [InlineData(ExtensionEvents.None, """{"events":[]}""")]
    [InlineData(ExtensionEvents.Invoke, """{"events":["INVOKE"]}""")]
    [InlineData(ExtensionEvents.Shutdown, """{"events":["SHUTDOWN"]}""")]
    public void It_asks_for_the_events_it_wants(ExtensionEvents events, string body)
    {
        var connection = ScriptedConnection.Of(RegisterReply());
        Register(connection, events);
        Assert.Equal(body, Body(connection.Sent[0]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"functionName":""")]
    public void A_registration_counts_whatever_its_reply_tells(string body) =>
        Assert.Equal("", Register(ScriptedConnection.Of(RegisterReply(body))).FunctionName);

    [Theory]
    [InlineData(403, """{"errorMessage":"Extension already registered","errorType":"Extension.AlreadyRegistered"}""")]
    [InlineData(400, "")]
    [InlineData(500, "")]
    public void A_registration_that_is_refused_is_an_exception_with_what_was_said(int status, string body)
    {
        ExtensionException refused = Assert.Throws<ExtensionException>(() => Register(ScriptedConnection.Of(Reply(body, status))));
        Assert.Equal(status, refused.Status);
        Assert.Contains(body, refused.Message);
        Assert.Empty(_pauses);
    }

    [Fact]
    public void A_registration_without_a_usable_identifier_is_refused()
    {
        Assert.Throws<ExtensionException>(() => Register(ScriptedConnection.Of(Reply("{}"))));
        Assert.Throws<ExtensionException>(() => Register(ScriptedConnection.Of(Reply("{}", headers: "Lambda-Extension-Identifier: a b\r\n"))));
    }

    [Fact]
    public void A_registration_is_tried_again_until_somebody_listens()
    {
        Assert.Throws<ExtensionException>(() => Register(new ScriptedConnection()));
        Assert.Equal([10, 50, 250, 1000, 1000], _pauses);
        var connection = new ScriptedConnection([[]], [ScriptedConnection.Bytes(RegisterReply())]);
        Register(connection);
        Assert.Equal(2, connection.Opened);
    }

    [Fact]
    public void Events_are_read_whole()
    {
        var connection = ScriptedConnection.Of(RegisterReply(), Invoke("r-1"), Shutdown("TIMEOUT"), Shutdown("failure"), Shutdown("spindown"), Shutdown("else"));
        LambdaExtension extension = Register(connection);
        ExtensionEvent invoke = extension.Next();
        Assert.Equal((ExtensionEvents.Invoke, "r-1", "arn:f", "Root=1-2"), (invoke.Type, invoke.RequestId, invoke.InvokedFunctionArn, invoke.TraceId));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1800000000123), invoke.Deadline);
        Assert.StartsWith("GET /prefix/2020-01-01/extension/event/next HTTP/1.1\r\n", connection.Sent[1]);
        Assert.Contains("\r\nLambda-Extension-Identifier: id-1\r\n", connection.Sent[1]);
        Assert.Equal([ShutdownReason.Timeout, ShutdownReason.Failure, ShutdownReason.Spindown, ShutdownReason.Unknown],
            Enumerable.Range(0, 4).Select(_ => extension.Next()).Select(e => e.Type == ExtensionEvents.Shutdown ? e.ShutdownReason : throw new Xunit.Sdk.XunitException(e.Type.ToString())));
    }

    [Fact]
    public void What_cannot_be_read_is_passed_over_and_too_much_of_it_ends_the_extension()
    {
        string[] unreadable =
        [
            Reply("""{"eventType":"RESTORE"}"""), Reply(""), Reply("[]"), Reply("{"), Reply("""{"eventType":7}"""),
            Reply("""{"eventType":"INVOKE","deadlineMs":"soon"}"""), Reply("""{"eventType":"INVOKE","tracing":"x"}"""), Reply("""{"eventType":"INVOKE","requestId":[]}"""), Reply("null"),
        ];
        Assert.Equal("r-1", Register(ScriptedConnection.Of([RegisterReply(), .. unreadable, Invoke("r-1")])).Next().RequestId);
        Assert.Throws<ExtensionException>(() => Register(ScriptedConnection.Of([RegisterReply(), .. unreadable, Reply("{}"), Invoke("r-1")])).Next());
        ExtensionEvent far = Register(ScriptedConnection.Of(RegisterReply(), Reply("""{"eventType":"INVOKE","deadlineMs":9223372036854775807,"tracing":null}"""))).Next();
        Assert.Equal((9999, null), (far.Deadline.Year, far.TraceId));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public void Asking_for_an_event_that_is_refused_ends_the_extension(int status)
    {
        LambdaExtension extension = Register(ScriptedConnection.Of(RegisterReply(), Reply("no", status)));
        Assert.Equal(status, Assert.Throws<ExtensionException>(extension.Next).Status);
    }

    [Fact]
    public void A_connection_that_breaks_is_made_anew()
    {
        byte[] invoke = ScriptedConnection.Bytes(Invoke("r-1"));
        var connection = new ScriptedConnection([ScriptedConnection.Bytes(RegisterReply()), []], [invoke[..40], null], [[]], [invoke]);
        LambdaExtension extension = Register(connection);
        Assert.Equal("r-1", extension.Next().RequestId);
        Assert.Equal(4, connection.Opened);
        Assert.Equal(0, Assert.Throws<ExtensionException>(extension.Next).Status);
    }

    [Fact]
    public void Telemetry_is_asked_for_in_the_words_of_the_reference()
    {
        var connection = ScriptedConnection.Of(RegisterReply(), Reply("\"OK\""), Reply("{}", 202));
        LambdaExtension extension = Register(connection);
        extension.SubscribeToTelemetry(new TelemetrySubscription { Port = 8080, Types = TelemetryTypes.Platform | TelemetryTypes.Extension, MaxItems = 10_000, MaxBytes = 1_048_576, Timeout = TimeSpan.FromMilliseconds(25) });
        Assert.StartsWith("PUT /prefix/2022-07-01/telemetry HTTP/1.1\r\n", connection.Sent[1]);
        Assert.Contains("\r\nLambda-Extension-Identifier: id-1\r\n", connection.Sent[1]);
        Assert.Equal("""{"schemaVersion":"2022-12-13","types":["platform","extension"],"buffering":{"maxItems":10000,"maxBytes":1048576,"timeoutMs":25},"destination":{"protocol":"HTTP","URI":"http://sandbox.localdomain:8080"}}""",
            Body(connection.Sent[1]));
        // An emulator that knows of it and has none.
        extension.SubscribeToTelemetry(new TelemetrySubscription { Port = 1 });
        Assert.Equal(["platform", "function"], JsonDocument.Parse(Body(connection.Sent[2])).RootElement.GetProperty("types").EnumerateArray().Select(t => t.GetString()));
    }

    [Fact]
    public void Telemetry_that_is_refused_is_an_exception()
    {
        LambdaExtension extension = Register(ScriptedConnection.Of(RegisterReply(), Reply("""{"errorType":"ValidationError"}""", 400)));
        Assert.Contains("ValidationError", Assert.Throws<ExtensionException>(() => extension.SubscribeToTelemetry(new TelemetrySubscription { Port = 8080 })).Message);
    }

    [Fact]
    public void A_subscription_stays_within_the_bounds_of_the_reference()
    {
        var subscription = new TelemetrySubscription { Port = 8080 };
        Assert.Throws<ArgumentOutOfRangeException>(() => new TelemetrySubscription { Port = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TelemetrySubscription { Port = 65_536 });
        Assert.Throws<ArgumentOutOfRangeException>(() => subscription.MaxItems = 999);
        Assert.Throws<ArgumentOutOfRangeException>(() => subscription.MaxBytes = 1_048_577);
        Assert.Throws<ArgumentOutOfRangeException>(() => subscription.Timeout = TimeSpan.FromMilliseconds(24));
        Assert.Throws<ArgumentOutOfRangeException>(() => subscription.Timeout = TimeSpan.MaxValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => subscription.Types = 0);
    }

    private bool Serve(ScriptedConnection connection, Func<ExtensionEvent, Task> handler, Action<LambdaExtension>? start = null) =>
        LambdaExtension.Serve(Client(connection), "watcher", ExtensionEvents.All, start, handler);

    [Fact]
    public void It_serves_until_the_shutdown_has_been_handled()
    {
        var seen = new List<string>();
        var connection = ScriptedConnection.Of(RegisterReply(), Invoke("r-1"), Invoke("r-2"), Shutdown("SPINDOWN"));
        Assert.True(Serve(connection, e =>
        {
            seen.Add(e.RequestId + e.ShutdownReason);
            return Task.CompletedTask;
        }, extension => seen.Add("start")));
        Assert.Equal(["start", "r-1Unknown", "r-2Unknown", "Spindown"], seen);
        Assert.Equal(4, connection.Sent.Count);
    }

    [Theory]
    [InlineData(true, "init")]
    [InlineData(false, "exit")]
    public void A_failure_is_told_to_the_platform(bool atStart, string phase)
    {
        var connection = ScriptedConnection.Of(RegisterReply(), atStart ? Reply("{}", 202) : Invoke("r-1"), Reply("{}", 202));
        Assert.False(Serve(connection, _ => throw new InvalidOperationException("no \"disk\""), _ =>
        {
            if (atStart)
                throw new InvalidOperationException("no \"disk\"");
        }));
        string request = connection.Sent[^1];
        Assert.StartsWith($"POST /prefix/2020-01-01/extension/{phase}/error HTTP/1.1\r\n", request);
        Assert.Contains("\r\nLambda-Extension-Function-Error-Type: Extension.InvalidOperationException\r\n", request);
        Assert.Contains("\r\nLambda-Extension-Identifier: id-1\r\n", request);
        JsonElement error = JsonDocument.Parse(Body(request)).RootElement;
        Assert.Equal(("no \"disk\"", "InvalidOperationException"), (error.GetProperty("errorMessage").GetString(), error.GetProperty("errorType").GetString()));
    }

    [Fact]
    public void A_failure_that_nobody_takes_ends_it_all_the_same()
    {
        Assert.False(Serve(ScriptedConnection.Of(RegisterReply(), Invoke("r-1"), Reply("no", 403)), _ => throw new InvalidOperationException()));
        Assert.False(Serve(ScriptedConnection.Of(Reply("no", 403)), _ => Task.CompletedTask));
        // What the platform has said itself is not told to it.
        var connection = ScriptedConnection.Of(RegisterReply(), Reply("no", 500));
        Assert.False(Serve(connection, _ => Task.CompletedTask));
        Assert.Equal(2, connection.Sent.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("ü")]
    public void A_name_that_is_none_is_refused(string name) => Assert.ThrowsAny<ArgumentException>(() => LambdaExtension.Register(name, ExtensionEvents.All));
}
