using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The answer to a <see cref="WebSocketRequest"/>; a status from 400 on refuses a connection.</summary>
/// <remarks><see cref="HttpResult"/> converts to it. Source:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html"/>.</remarks>
public sealed class WebSocketResponse
{
    /// <summary>The HTTP status.</summary>
    [JsonPropertyName("statusCode")]
    public int StatusCode { get; set; } = 200;

    /// <summary>Headers of the handshake's answer, for <c>$connect</c>: Sec-WebSocket-Protocol, say.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; set; }

    /// <summary>What is sent back to the client, where the route has a route response.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; set; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; set; }
}
