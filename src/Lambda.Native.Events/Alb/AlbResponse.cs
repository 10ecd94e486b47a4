using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The answer to an <see cref="AlbRequest"/>.</summary>
/// <remarks>A target group with <c>lambda.multi_value_headers.enabled</c> reads <see cref="MultiValueHeaders"/> only, another one <see cref="Headers"/> only.
/// <see cref="HttpResult"/> converts to it, with both. Source:
/// <see href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html"/>.</remarks>
public sealed class AlbResponse
{
    /// <summary>The HTTP status.</summary>
    [JsonPropertyName("statusCode")]
    public int StatusCode { get; set; } = 200;

    /// <summary>The status with its phrase: <c>200 OK</c>.</summary>
    [JsonPropertyName("statusDescription"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StatusDescription { get; set; }

    /// <summary>The headers, for target groups with single values.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; set; }

    /// <summary>The headers, for target groups with multiple values.</summary>
    [JsonPropertyName("multiValueHeaders"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueHeaders { get; set; }

    /// <summary>The body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; set; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; set; }
}
