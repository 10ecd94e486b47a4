using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Lambda.Native.Events;

/// <summary>
/// An HTTP answer that every front understands: it converts by itself to <see cref="HttpApiResponse"/>, <see cref="FunctionUrlResponse"/>, <see cref="RestApiResponse"/>,
/// <see cref="AlbResponse"/> and <see cref="WebSocketResponse"/>. <see cref="Http"/> makes it.
/// </summary>
public sealed class HttpResult
{
    private List<KeyValuePair<string, string>>? _headers;
    private List<string>? _cookies;
    private string? _body;

    internal HttpResult(int statusCode, string? body = null, bool isBase64Encoded = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        StatusCode = statusCode;
        _body = body;
        IsBase64Encoded = isBase64Encoded;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The body: text, or base64 when <see cref="IsBase64Encoded"/>; null for none.</summary>
    public string? Body => _body ??= Json is null ? null : Encoding.UTF8.GetString(Json.WrittenSpan);

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    public bool IsBase64Encoded { get; }

    /// <summary>The body where generated code has written it: text is only made of it for who asks.</summary>
    internal ArrayBufferWriter<byte>? Json { get; private init; }

    internal List<KeyValuePair<string, string>>? Headers => _headers;

    internal List<string>? Cookies => _cookies;

    /// <summary>Adds a header; a name given again adds a value. Set-Cookie is taken as <see cref="AddCookie"/>.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="ArgumentException">The name is not one of HTTP, or the value has a control character: a line break would begin another header.</exception>
    public HttpResult AddHeader(string name, string value)
    {
        HttpSyntax.CheckName(name);
        HttpSyntax.CheckValue(value);
        if (name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            (_cookies ??= []).Add(value);
        else
            (_headers ??= []).Add(new(name, value));
        return this;
    }

    /// <summary>Adds a cookie.</summary>
    /// <param name="cookie">The value of a Set-Cookie header: <c>session=42; Path=/; Secure; HttpOnly; SameSite=Lax</c>.</param>
    /// <returns>This result.</returns>
    /// <exception cref="ArgumentException">The value has a control character.</exception>
    public HttpResult AddCookie(string cookie)
    {
        HttpSyntax.CheckValue(cookie);
        (_cookies ??= []).Add(cookie);
        return this;
    }

    /// <summary>The answer for an HTTP API. Values of a repeated header are joined by commas.</summary>
    public HttpApiResponse ToHttpApiResponse() =>
        new() { StatusCode = StatusCode, Headers = JoinedHeaders(), Cookies = _cookies, Body = Body, IsBase64Encoded = IsBase64Encoded };

    /// <summary>The answer for a function URL. Values of a repeated header are joined by commas.</summary>
    public FunctionUrlResponse ToFunctionUrlResponse() =>
        new() { StatusCode = StatusCode, Headers = JoinedHeaders(), Cookies = _cookies, Body = Body, IsBase64Encoded = IsBase64Encoded };

    /// <summary>The answer for a REST API. Cookies are a header with several values.</summary>
    public RestApiResponse ToRestApiResponse() => new()
    {
        StatusCode = StatusCode,
        Headers = JoinedHeaders(),
        MultiValueHeaders = _cookies is null ? null : new() { ["set-cookie"] = _cookies },
        Body = Body,
        IsBase64Encoded = IsBase64Encoded,
    };

    /// <summary>
    /// The answer for a load balancer, for both kinds of target groups: a target group with single values takes several cookies only as headers whose names
    /// differ in case.
    /// </summary>
    public AlbResponse ToAlbResponse()
    {
        Dictionary<string, string> single = JoinedHeaders() ?? [];
        var multiple = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in _headers ?? [])
        {
            if (!multiple.TryGetValue(name, out List<string>? values))
                multiple[name] = values = [];
            values.Add(value);
        }
        if (_cookies is not null)
        {
            multiple["set-cookie"] = _cookies;
            // One dictionary for all headers, so that names which differ in case must be different keys.
            single = new(single, StringComparer.Ordinal);
            for (int i = 0; i < _cookies.Count; i++)
                single[HttpSyntax.SetCookieInCase(i)] = _cookies[i];
        }
        return new()
        {
            StatusCode = StatusCode,
            StatusDescription = HttpSyntax.Describe(StatusCode),
            Headers = single,
            MultiValueHeaders = multiple,
            Body = Body ?? "",
            IsBase64Encoded = IsBase64Encoded,
        };
    }

    /// <summary>The answer for a WebSocket API. Values of a repeated header are joined by commas; cookies are left out, there is no place for them.</summary>
    public WebSocketResponse ToWebSocketResponse() =>
        new() { StatusCode = StatusCode, Headers = JoinedHeaders(), Body = Body, IsBase64Encoded = IsBase64Encoded };

    /// <inheritdoc cref="ToHttpApiResponse"/>
    public static implicit operator HttpApiResponse(HttpResult result) => result.ToHttpApiResponse();

    /// <inheritdoc cref="ToFunctionUrlResponse"/>
    public static implicit operator FunctionUrlResponse(HttpResult result) => result.ToFunctionUrlResponse();

    /// <inheritdoc cref="ToRestApiResponse"/>
    public static implicit operator RestApiResponse(HttpResult result) => result.ToRestApiResponse();

    /// <inheritdoc cref="ToAlbResponse"/>
    public static implicit operator AlbResponse(HttpResult result) => result.ToAlbResponse();

    /// <inheritdoc cref="ToWebSocketResponse"/>
    public static implicit operator WebSocketResponse(HttpResult result) => result.ToWebSocketResponse();

    /// <summary>Text stays text where its type says so and its bytes are UTF-8; everything else is base64.</summary>
    internal static HttpResult FromBytes(int statusCode, ReadOnlySpan<byte> body, string contentType)
    {
        bool text = MediaType.IsText(contentType) && Utf8.IsValid(body);
        return new HttpResult(statusCode, text ? Encoding.UTF8.GetString(body) : Convert.ToBase64String(body), !text).AddHeader("content-type", contentType);
    }

    internal static HttpResult FromJson(int statusCode, ArrayBufferWriter<byte> json, string contentType = "application/json") =>
        new HttpResult(statusCode) { Json = json }.AddHeader("content-type", contentType);

    private Dictionary<string, string>? JoinedHeaders()
    {
        if (_headers is null)
            return null;
        var joined = new Dictionary<string, string>(_headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in _headers)
            joined[name] = joined.TryGetValue(name, out string? before) ? $"{before},{value}" : value;
        return joined;
    }
}
