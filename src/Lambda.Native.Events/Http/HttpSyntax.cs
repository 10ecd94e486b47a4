namespace Lambda.Native.Events;

/// <summary>What HTTP allows in names and values, and calls its statuses.</summary>
internal static class HttpSyntax
{
    private const string Separators = "\"(),/:;<=>?@[\\]{}";

    public static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (char c in name)
        {
            if (c is <= ' ' or >= '\x7f' || Separators.Contains(c))
                throw new ArgumentException($"The header name has the character U+{(int)c:X4}.", nameof(name));
        }
    }

    public static void CheckValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        foreach (char c in value)
        {
            if (char.IsControl(c) && c != '\t')
                throw new ArgumentException($"The header value has the control character U+{(int)c:X4}.", nameof(value));
        }
    }

    /// <summary>The name Set-Cookie in as many spellings as its nine letters have: the bits of the index are the capitals.</summary>
    public static string SetCookieInCase(int index) => string.Create(10, index, static (name, bits) =>
    {
        "set-cookie".CopyTo(name);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '-')
                continue;
            if ((bits & 1) != 0)
                name[i] = char.ToUpperInvariant(name[i]);
            bits >>= 1;
        }
    });

    public static string Describe(int statusCode) => statusCode switch
    {
        200 => "200 OK",
        201 => "201 Created",
        202 => "202 Accepted",
        204 => "204 No Content",
        206 => "206 Partial Content",
        301 => "301 Moved Permanently",
        302 => "302 Found",
        303 => "303 See Other",
        304 => "304 Not Modified",
        307 => "307 Temporary Redirect",
        308 => "308 Permanent Redirect",
        400 => "400 Bad Request",
        401 => "401 Unauthorized",
        403 => "403 Forbidden",
        404 => "404 Not Found",
        405 => "405 Method Not Allowed",
        406 => "406 Not Acceptable",
        409 => "409 Conflict",
        410 => "410 Gone",
        412 => "412 Precondition Failed",
        413 => "413 Content Too Large",
        415 => "415 Unsupported Media Type",
        422 => "422 Unprocessable Content",
        429 => "429 Too Many Requests",
        500 => "500 Internal Server Error",
        501 => "501 Not Implemented",
        502 => "502 Bad Gateway",
        503 => "503 Service Unavailable",
        504 => "504 Gateway Timeout",
        _ => $"{statusCode} Status",
    };
}
