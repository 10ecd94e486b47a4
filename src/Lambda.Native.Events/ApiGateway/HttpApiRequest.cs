using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A request that an API Gateway HTTP API sends in payload format 2.0.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html"/>.</remarks>
public sealed class HttpApiRequest
{
    /// <summary>The payload format: <c>2.0</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary>The route that matched: <c>GET /orders/{id}</c>, or <c>$default</c>.</summary>
    [JsonPropertyName("routeKey")]
    public string RouteKey { get => field ?? ""; init; }

    /// <summary>The path, percent-decoded by API Gateway, with the stage in front unless that is <c>$default</c>.</summary>
    [JsonPropertyName("rawPath")]
    public string RawPath { get => field ?? ""; init; }

    /// <summary>The query as the client sent it, without the question mark; empty without a query.</summary>
    [JsonPropertyName("rawQueryString")]
    public string RawQueryString { get => field ?? ""; init; }

    /// <summary>The cookies, each <c>name=value</c>; the Cookie header is not among <see cref="Headers"/>.</summary>
    [JsonPropertyName("cookies"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Cookies { get; init; }

    /// <summary>The headers, names in lower case; values of repeated headers are joined by commas.</summary>
    [JsonPropertyName("headers")]
    public Dictionary<string, string> Headers { get => field ??= new(); init; }

    /// <summary>The decoded query; values of repeated names are joined by commas, so that a comma in a value cannot be told from a second value.</summary>
    [JsonPropertyName("queryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? QueryStringParameters { get; init; }

    /// <summary>What API Gateway knows of the request.</summary>
    [JsonPropertyName("requestContext")]
    public HttpApiRequestContext RequestContext { get => field ??= new(); init; }

    /// <summary>The body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>The decoded values of the route's parameters.</summary>
    [JsonPropertyName("pathParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PathParameters { get; init; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; init; }

    /// <summary>The stage's variables.</summary>
    [JsonPropertyName("stageVariables"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? StageVariables { get; init; }
}

/// <summary>What API Gateway knows of a request of payload format 2.0.</summary>
public sealed class HttpApiRequestContext
{
    /// <summary>The account that owns the API.</summary>
    [JsonPropertyName("accountId")]
    public string AccountId { get => field ?? ""; init; }

    /// <summary>The API's identifier.</summary>
    [JsonPropertyName("apiId")]
    public string ApiId { get => field ?? ""; init; }

    /// <summary>The client's certificate, where mutual TLS is on.</summary>
    [JsonPropertyName("authentication"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HttpApiAuthentication? Authentication { get; init; }

    /// <summary>What the route's authorizer found.</summary>
    [JsonPropertyName("authorizer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HttpApiAuthorizer? Authorizer { get; init; }

    /// <summary>The host name the request came to.</summary>
    [JsonPropertyName("domainName")]
    public string DomainName { get => field ?? ""; init; }

    /// <summary>The first label of <see cref="DomainName"/>.</summary>
    [JsonPropertyName("domainPrefix")]
    public string DomainPrefix { get => field ?? ""; init; }

    /// <summary>The request line and where it came from.</summary>
    [JsonPropertyName("http")]
    public HttpRequestDetails Http { get => field ??= new(); init; }

    /// <summary>The identifier of the request.</summary>
    [JsonPropertyName("requestId")]
    public string RequestId { get => field ?? ""; init; }

    /// <summary>The route that matched.</summary>
    [JsonPropertyName("routeKey")]
    public string RouteKey { get => field ?? ""; init; }

    /// <summary>The stage, <c>$default</c> for the default one.</summary>
    [JsonPropertyName("stage")]
    public string Stage { get => field ?? ""; init; }

    /// <summary>When the request came, as <c>12/Mar/2020:19:03:58 +0000</c>.</summary>
    [JsonPropertyName("time")]
    public string Time { get => field ?? ""; init; }

    /// <summary>When the request came, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("timeEpoch")]
    public long TimeEpoch { get; init; }

    /// <summary><see cref="TimeEpoch"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(TimeEpoch);
}

/// <summary>How the client proved itself below HTTP.</summary>
public sealed class HttpApiAuthentication
{
    /// <summary>The client's certificate.</summary>
    [JsonPropertyName("clientCert"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClientCertificate? ClientCert { get; init; }
}

/// <summary>What the authorizer of a route found; one of the members is set.</summary>
public sealed class HttpApiAuthorizer
{
    /// <summary>The claims of the token, from a JWT authorizer.</summary>
    [JsonPropertyName("jwt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HttpApiJwt? Jwt { get; init; }

    /// <summary>The context that a Lambda authorizer answered.</summary>
    [JsonPropertyName("lambda"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, JsonElement>? Lambda { get; init; }

    /// <summary>The caller, from IAM authorization.</summary>
    [JsonPropertyName("iam"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IamIdentity? Iam { get; init; }
}

/// <summary>A token that a JWT authorizer accepted.</summary>
public sealed class HttpApiJwt
{
    /// <summary>The claims; API Gateway makes text of those that are not.</summary>
    [JsonPropertyName("claims")]
    public Dictionary<string, string> Claims { get => field ??= new(); init; }

    /// <summary>The scopes the route asks for.</summary>
    [JsonPropertyName("scopes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Scopes { get; init; }
}
