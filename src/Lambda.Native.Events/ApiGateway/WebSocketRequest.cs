using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A connection, a message or a disconnection of an API Gateway WebSocket API.</summary>
/// <remarks>Source:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html"/>.</remarks>
public sealed class WebSocketRequest
{
    /// <summary>The headers of the handshake, with <c>$connect</c> and <c>$disconnect</c>.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The headers of the handshake with all their values.</summary>
    [JsonPropertyName("multiValueHeaders"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueHeaders { get; init; }

    /// <summary>The query of the handshake, with <c>$connect</c>.</summary>
    [JsonPropertyName("queryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? QueryStringParameters { get; init; }

    /// <summary>The query of the handshake with all values.</summary>
    [JsonPropertyName("multiValueQueryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueQueryStringParameters { get; init; }

    /// <summary>The stage's variables.</summary>
    [JsonPropertyName("stageVariables"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? StageVariables { get; init; }

    /// <summary>What API Gateway knows of the connection and the message.</summary>
    [JsonPropertyName("requestContext")]
    public WebSocketRequestContext RequestContext { get => field ??= new(); init; }

    /// <summary>The message: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; init; }
}

/// <summary>What API Gateway knows of a WebSocket connection and a message on it.</summary>
public sealed class WebSocketRequestContext
{
    /// <summary>The API's identifier.</summary>
    [JsonPropertyName("apiId")]
    public string ApiId { get => field ?? ""; init; }

    /// <summary>What the authorizer of <c>$connect</c> found.</summary>
    [JsonPropertyName("authorizer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestApiAuthorizer? Authorizer { get; init; }

    /// <summary>When the connection was made, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("connectedAt")]
    public long ConnectedAt { get; init; }

    /// <summary>The connection; what is posted to it reaches the client.</summary>
    [JsonPropertyName("connectionId")]
    public string ConnectionId { get => field ?? ""; init; }

    /// <summary>Why the connection ended, with <c>$disconnect</c>.</summary>
    [JsonPropertyName("disconnectReason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DisconnectReason { get; init; }

    /// <summary>The WebSocket close code, with <c>$disconnect</c>.</summary>
    [JsonPropertyName("disconnectStatusCode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DisconnectStatusCode { get; init; }

    /// <summary>The host name of the API.</summary>
    [JsonPropertyName("domainName")]
    public string DomainName { get => field ?? ""; init; }

    /// <summary>The error of the integration before, if any.</summary>
    [JsonPropertyName("error"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary><c>CONNECT</c>, <c>MESSAGE</c> or <c>DISCONNECT</c>.</summary>
    [JsonPropertyName("eventType")]
    public string EventType { get => field ?? ""; init; }

    /// <summary>The identifier of the call.</summary>
    [JsonPropertyName("extendedRequestId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExtendedRequestId { get; init; }

    /// <summary>Who is connected.</summary>
    [JsonPropertyName("identity")]
    public RestApiIdentity Identity { get => field ??= new(); init; }

    /// <summary><c>IN</c>.</summary>
    [JsonPropertyName("messageDirection"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageDirection { get; init; }

    /// <summary>The identifier of the message, with <c>MESSAGE</c>.</summary>
    [JsonPropertyName("messageId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageId { get; init; }

    /// <summary>The identifier of the call.</summary>
    [JsonPropertyName("requestId")]
    public string RequestId { get => field ?? ""; init; }

    /// <summary>When the call came, as <c>09/Feb/2024:18:23:28 +0000</c>.</summary>
    [JsonPropertyName("requestTime")]
    public string RequestTime { get => field ?? ""; init; }

    /// <summary>When the call came, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("requestTimeEpoch")]
    public long RequestTimeEpoch { get; init; }

    /// <summary>The route: <c>$connect</c>, <c>$disconnect</c>, <c>$default</c>, or one of the API's own.</summary>
    [JsonPropertyName("routeKey")]
    public string RouteKey { get => field ?? ""; init; }

    /// <summary>The stage.</summary>
    [JsonPropertyName("stage")]
    public string Stage { get => field ?? ""; init; }

    /// <summary>The status of the answer before, if any.</summary>
    [JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <summary><see cref="ConnectedAt"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Connected => DateTimeOffset.FromUnixTimeMilliseconds(ConnectedAt);

    /// <summary><see cref="RequestTimeEpoch"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(RequestTimeEpoch);
}
