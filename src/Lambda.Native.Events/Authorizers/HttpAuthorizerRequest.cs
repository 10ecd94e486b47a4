using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What an HTTP API asks a Lambda authorizer in payload format 2.0; the answer is a <see cref="SimpleAuthorizerResponse"/> or a
/// <see cref="PolicyAuthorizerResponse"/>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"/>.</remarks>
public sealed class HttpAuthorizerRequest
{
    /// <summary>The payload format: <c>2.0</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary><c>REQUEST</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The route that is called.</summary>
    [JsonPropertyName("routeArn")]
    public string RouteArn { get => field ?? ""; init; }

    /// <summary>The values of the identity sources.</summary>
    [JsonPropertyName("identitySource"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? IdentitySource { get; init; }

    /// <summary>The route that matched.</summary>
    [JsonPropertyName("routeKey")]
    public string RouteKey { get => field ?? ""; init; }

    /// <summary>The path as the client sent it.</summary>
    [JsonPropertyName("rawPath")]
    public string RawPath { get => field ?? ""; init; }

    /// <summary>The query as the client sent it, without the question mark.</summary>
    [JsonPropertyName("rawQueryString")]
    public string RawQueryString { get => field ?? ""; init; }

    /// <summary>The cookies, each <c>name=value</c>.</summary>
    [JsonPropertyName("cookies"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Cookies { get; init; }

    /// <summary>The headers, names in lower case; values of repeated headers are joined by commas.</summary>
    [JsonPropertyName("headers")]
    public Dictionary<string, string> Headers { get => field ??= new(); init; }

    /// <summary>The decoded query; values of repeated names are joined by commas.</summary>
    [JsonPropertyName("queryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? QueryStringParameters { get; init; }

    /// <summary>What API Gateway knows of the request.</summary>
    [JsonPropertyName("requestContext")]
    public HttpApiRequestContext RequestContext { get => field ??= new(); init; }

    /// <summary>The decoded values of the route's parameters.</summary>
    [JsonPropertyName("pathParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PathParameters { get; init; }

    /// <summary>The stage's variables.</summary>
    [JsonPropertyName("stageVariables"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? StageVariables { get; init; }
}
