using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A request that an Application Load Balancer sends.</summary>
/// <remarks>A target group sends either the members with one value or, with <c>lambda.multi_value_headers.enabled</c>, those with several. Source:
/// <see href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html"/>.</remarks>
public sealed class AlbRequest
{
    /// <summary>Where the request came from.</summary>
    [JsonPropertyName("requestContext")]
    public AlbRequestContext RequestContext { get => field ??= new(); init; }

    /// <summary>The HTTP method.</summary>
    [JsonPropertyName("httpMethod")]
    public string HttpMethod { get => field ?? ""; init; }

    /// <summary>The path, still percent-encoded.</summary>
    [JsonPropertyName("path")]
    public string Path { get => field ?? ""; init; }

    /// <summary>The query, still percent-encoded; of repeated names the last value.</summary>
    [JsonPropertyName("queryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? QueryStringParameters { get; init; }

    /// <summary>The query with all values, still percent-encoded.</summary>
    [JsonPropertyName("multiValueQueryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueQueryStringParameters { get; init; }

    /// <summary>The headers, names in lower case; of repeated headers the last value.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The headers with all their values.</summary>
    [JsonPropertyName("multiValueHeaders"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueHeaders { get; init; }

    /// <summary>The body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is base64; it is for content types that are not text, JSON, JavaScript or XML, and with a
    /// Content-Encoding.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; init; }
}

/// <summary>Where a request of a load balancer came from.</summary>
public sealed class AlbRequestContext
{
    /// <summary>The load balancer's side.</summary>
    [JsonPropertyName("elb")]
    public AlbTarget Elb { get => field ??= new(); init; }
}

/// <summary>The target group of a function.</summary>
public sealed class AlbTarget
{
    /// <summary>The target group the function is in.</summary>
    [JsonPropertyName("targetGroupArn")]
    public string TargetGroupArn { get => field ?? ""; init; }
}
