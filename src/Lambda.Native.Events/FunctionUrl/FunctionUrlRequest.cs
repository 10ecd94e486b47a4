using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A request to a Lambda function URL.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html"/>.</remarks>
public sealed class FunctionUrlRequest
{
    /// <summary>The payload format: <c>2.0</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary><c>$default</c>.</summary>
    [JsonPropertyName("routeKey")]
    public string RouteKey { get => field ?? ""; init; }

    /// <summary>The path as the client sent it, still percent-encoded.</summary>
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

    /// <summary>What Lambda knows of the request.</summary>
    [JsonPropertyName("requestContext")]
    public FunctionUrlRequestContext RequestContext { get => field ??= new(); init; }

    /// <summary>The body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; init; }
}

/// <summary>What Lambda knows of a request to a function URL.</summary>
public sealed class FunctionUrlRequestContext
{
    /// <summary>The account that owns the function; <c>anonymous</c> for a caller without a signature.</summary>
    [JsonPropertyName("accountId")]
    public string AccountId { get => field ?? ""; init; }

    /// <summary>The identifier of the function URL.</summary>
    [JsonPropertyName("apiId")]
    public string ApiId { get => field ?? ""; init; }

    /// <summary>The caller, where the function URL uses <c>AWS_IAM</c>.</summary>
    [JsonPropertyName("authorizer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FunctionUrlAuthorizer? Authorizer { get; init; }

    /// <summary>The host name of the function URL.</summary>
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

    /// <summary><c>$default</c>.</summary>
    [JsonPropertyName("routeKey")]
    public string RouteKey { get => field ?? ""; init; }

    /// <summary><c>$default</c>.</summary>
    [JsonPropertyName("stage")]
    public string Stage { get => field ?? ""; init; }

    /// <summary>When the request came, as <c>07/Sep/2021:22:50:22 +0000</c>.</summary>
    [JsonPropertyName("time")]
    public string Time { get => field ?? ""; init; }

    /// <summary>When the request came, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("timeEpoch")]
    public long TimeEpoch { get; init; }

    /// <summary><see cref="TimeEpoch"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(TimeEpoch);
}

/// <summary>The caller of a function URL that uses <c>AWS_IAM</c>.</summary>
public sealed class FunctionUrlAuthorizer
{
    /// <summary>The caller.</summary>
    [JsonPropertyName("iam"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IamIdentity? Iam { get; init; }
}
