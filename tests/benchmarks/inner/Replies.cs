using System.Text;

namespace Lambda.Native.Benchmarks;

/// <summary>What Lambda's Runtime API sends, header by header.</summary>
internal static class Replies
{
    internal const string Event = """{"name":"World","id":"0123456789","tags":["a","b","c"],"n":42}""";

    internal static byte[] Next { get; } = Reply(
        "200 OK",
        """
        Content-Type: application/json
        Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd
        Lambda-Runtime-Deadline-Ms: 4102444800000
        Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:hello
        Lambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
        Date: Thu, 01 Jan 2026 00:00:00 GMT
        """,
        Event);

    internal static byte[] Accepted { get; } = Reply(
        "202 Accepted",
        """
        Content-Type: application/json
        Date: Thu, 01 Jan 2026 00:00:00 GMT
        """,
        """{"status":"OK"}""" + "\n");

    private static byte[] Reply(string status, string headers, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\n{headers.ReplaceLineEndings("\r\n")}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
