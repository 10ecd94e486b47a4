using System.Text;
using Lambda.Native.Api;
using Lambda.Native.Handlers;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

/// <summary>A loop over a scripted Runtime API. Waits are counted instead of waited.</summary>
internal sealed class LoopHarness
{
    internal const string Accepted = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n";

    internal LoopHarness(InvocationHandler handler, ScriptedConnection connection, string address = "127.0.0.1:9001")
    {
        Connection = connection;
        Assert.True(RuntimeApiAddress.TryParse(address, out RuntimeApiAddress? parsed));
        Loop = new InvocationLoop(new RuntimeApiClient(parsed, connection, Pauses.Add), handler);
    }

    internal ScriptedConnection Connection { get; }

    internal InvocationLoop Loop { get; }

    internal List<int> Pauses { get; } = [];

    /// <summary>A reply to /next, with further header lines if need be.</summary>
    internal static string Event(string json, string headers = "", string requestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd") =>
        $"HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: {requestId}\r\nLambda-Runtime-Deadline-Ms: 4102444800000\r\n{headers}" +
        $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}";

    /// <summary>Runs one invocation and returns the request that answered it.</summary>
    internal static string Answer(InvocationHandler handler, string json, string headers = "")
    {
        var harness = new LoopHarness(handler, ScriptedConnection.Of(Event(json, headers), Accepted));
        Assert.True(harness.Loop.RunOne());
        Assert.Equal(2, harness.Connection.Sent.Count);
        return harness.Connection.Sent[1];
    }

    internal static string Body(string request) => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
