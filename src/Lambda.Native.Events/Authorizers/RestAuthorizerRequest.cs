using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What a REST API, or an HTTP API in payload format 1.0, asks a Lambda authorizer of the type <c>REQUEST</c>; the answer is a
/// <see cref="PolicyAuthorizerResponse"/>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html"/>.</remarks>
public sealed class RestAuthorizerRequest
{
    /// <summary><c>1.0</c> from an HTTP API; a REST API sends none.</summary>
    [JsonPropertyName("version"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    /// <summary><c>REQUEST</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The method that is called.</summary>
    [JsonPropertyName("methodArn")]
    public string MethodArn { get => field ?? ""; init; }

    /// <summary>The values of the identity sources, joined by commas, from an HTTP API.</summary>
    [JsonPropertyName("identitySource"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdentitySource { get; init; }

    /// <summary>The same, from an HTTP API.</summary>
    [JsonPropertyName("authorizationToken"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AuthorizationToken { get; init; }

    /// <summary>The resource that matched.</summary>
    [JsonPropertyName("resource")]
    public string Resource { get => field ?? ""; init; }

    /// <summary>The path.</summary>
    [JsonPropertyName("path")]
    public string Path { get => field ?? ""; init; }

    /// <summary>The HTTP method.</summary>
    [JsonPropertyName("httpMethod")]
    public string HttpMethod { get => field ?? ""; init; }

    /// <summary>The headers, names as the client sent them.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The headers with all their values.</summary>
    [JsonPropertyName("multiValueHeaders"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueHeaders { get; init; }

    /// <summary>The decoded query.</summary>
    [JsonPropertyName("queryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? QueryStringParameters { get; init; }

    /// <summary>The decoded query with all values.</summary>
    [JsonPropertyName("multiValueQueryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueQueryStringParameters { get; init; }

    /// <summary>The values of the resource's parameters.</summary>
    [JsonPropertyName("pathParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PathParameters { get; init; }

    /// <summary>The stage's variables.</summary>
    [JsonPropertyName("stageVariables"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? StageVariables { get; init; }

    /// <summary>What API Gateway knows of the request.</summary>
    [JsonPropertyName("requestContext")]
    public RestApiRequestContext RequestContext { get => field ??= new(); init; }
}
