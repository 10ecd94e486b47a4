using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The request line of an HTTP request and where it came from.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html"/>.</remarks>
public sealed class HttpRequestDetails
{
    /// <summary>The HTTP method.</summary>
    [JsonPropertyName("method")]
    public string Method { get => field ?? ""; init; }

    /// <summary>The path.</summary>
    [JsonPropertyName("path")]
    public string Path { get => field ?? ""; init; }

    /// <summary>The protocol: <c>HTTP/1.1</c>.</summary>
    [JsonPropertyName("protocol")]
    public string Protocol { get => field ?? ""; init; }

    /// <summary>The address of the TCP connection the request came over.</summary>
    [JsonPropertyName("sourceIp")]
    public string SourceIp { get => field ?? ""; init; }

    /// <summary>The User-Agent header.</summary>
    [JsonPropertyName("userAgent")]
    public string UserAgent { get => field ?? ""; init; }
}
