namespace Lambda.Native;

/// <summary>
/// Status, headers and cookies of a streamed HTTP answer, as function URLs and API Gateway take them in front of the body. See
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">AWS on response streaming</see>.
/// </summary>
public sealed class HttpPrelude
{
    /// <summary>The HTTP status code.</summary>
    public int StatusCode { get; set; } = 200;

    /// <summary>The headers; names without case. A name or value with a control character fails the answer when it begins.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The values of <c>Set-Cookie</c>.</summary>
    public IList<string> Cookies { get; } = [];
}
