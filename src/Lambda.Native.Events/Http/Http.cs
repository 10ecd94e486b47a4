using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Events.CompilerServices;

namespace Lambda.Native.Events;

/// <summary>Makes HTTP answers: <c>return Http.Ok("Hello");</c> answers an HTTP API, a function URL, a REST API, a load balancer and a WebSocket API alike.</summary>
public static class Http
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>A status without a body.</summary>
    /// <param name="statusCode">The status, 100 to 599.</param>
    public static HttpResult Status(int statusCode) => new(statusCode);

    /// <summary>200 without a body.</summary>
    public static HttpResult Ok() => new(200);

    /// <summary>200 with text.</summary>
    public static HttpResult Ok(string text) => Text(text);

    /// <summary>200 with a value as JSON, by generated code; <see cref="Json{T}(T, int)"/> for a string.</summary>
    [GeneratedJson(typeof(JsonResult))]
    public static HttpResult Ok<T>(T value) => throw GeneratedJsonAttribute.Missing(nameof(Ok));

    /// <summary>200 with JSON.</summary>
    public static HttpResult Ok<T>(T value, JsonTypeInfo<T> typeInfo) => Json(value, typeInfo);

    /// <summary>201 with the address of what has been made.</summary>
    /// <inheritdoc cref="Redirect" path="/param[@name='location']"/>
    public static HttpResult Created(string location) => new HttpResult(201).AddHeader("location", ToAscii(location));

    /// <summary>201 with the address of what has been made, and itself as JSON, by generated code.</summary>
    /// <param name="location">The address. Characters that are not ASCII, and spaces, are percent-encoded.</param>
    /// <param name="value">What has been made.</param>
    [GeneratedJson(typeof(JsonResult))]
    public static HttpResult Created<T>(string location, T value) => throw GeneratedJsonAttribute.Missing(nameof(Created));

    /// <summary>201 with the address of what has been made, and itself as JSON.</summary>
    /// <param name="location">The address. Characters that are not ASCII, and spaces, are percent-encoded.</param>
    /// <param name="value">What has been made.</param>
    /// <param name="typeInfo">How it is written, from a JsonSerializerContext.</param>
    public static HttpResult Created<T>(string location, T value, JsonTypeInfo<T> typeInfo) => Json(value, typeInfo, 201).AddHeader("location", ToAscii(location));

    /// <summary>202: it will be done.</summary>
    public static HttpResult Accepted() => new(202);

    /// <summary>204.</summary>
    public static HttpResult NoContent() => new(204);

    /// <summary>400, with what is wrong.</summary>
    public static HttpResult BadRequest(string text = "Bad Request") => Text(text, 400);

    /// <summary>401, with the scheme the client is to use: <c>Bearer</c>.</summary>
    public static HttpResult Unauthorized(string scheme) => Text("Unauthorized", 401).AddHeader("www-authenticate", scheme);

    /// <summary>403.</summary>
    public static HttpResult Forbidden(string text = "Forbidden") => Text(text, 403);

    /// <summary>404.</summary>
    public static HttpResult NotFound(string text = "Not Found") => Text(text, 404);

    /// <summary>409, with what is in the way.</summary>
    public static HttpResult Conflict(string text = "Conflict") => Text(text, 409);

    /// <summary>Text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="statusCode">The status, 100 to 599.</param>
    /// <param name="contentType">Its type; the text goes out as UTF-8.</param>
    public static HttpResult Text(string text, int statusCode = 200, string contentType = PlainText)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new HttpResult(statusCode, text).AddHeader("content-type", contentType);
    }

    /// <summary>A page; what comes from users is to be encoded before.</summary>
    public static HttpResult Html(string html, int statusCode = 200) => Text(html, statusCode, "text/html; charset=utf-8");

    /// <summary>A value as JSON, by generated code. Its type, as the call has it, is to be known there, and not a type parameter.</summary>
    /// <param name="value">The value.</param>
    /// <param name="statusCode">The status, 100 to 599.</param>
    [GeneratedJson(typeof(JsonResult))]
    public static HttpResult Json<T>(T value, int statusCode = 200) => throw GeneratedJsonAttribute.Missing(nameof(Json));

    /// <summary>A value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How it is written, from a JsonSerializerContext.</param>
    /// <param name="statusCode">The status, 100 to 599.</param>
    public static HttpResult Json<T>(T value, JsonTypeInfo<T> typeInfo, int statusCode = 200) =>
        Text(JsonSerializer.Serialize(value, typeInfo), statusCode, "application/json");

    /// <summary>JSON that is written already.</summary>
    /// <param name="utf8">The JSON; it is not checked.</param>
    /// <param name="statusCode">The status, 100 to 599.</param>
    public static HttpResult Json(ReadOnlySpan<byte> utf8, int statusCode = 200) => HttpResult.FromBytes(statusCode, utf8, "application/json");

    /// <inheritdoc cref="Json(ReadOnlySpan{byte}, int)"/>
    public static HttpResult Json(byte[] utf8, int statusCode = 200) => Json((ReadOnlySpan<byte>)utf8, statusCode);

    /// <summary>
    /// A body of any type. It travels as text if the content type is text, JSON, XML or a form, in UTF-8, and the bytes are; as base64 otherwise. A REST API
    /// decodes base64 only for the types its <c>binaryMediaTypes</c> name.
    /// </summary>
    /// <param name="body">The body; base64 makes it a third larger, and Lambda takes 6 MB in all.</param>
    /// <param name="contentType">Its type: <c>image/png</c>.</param>
    /// <param name="statusCode">The status, 100 to 599.</param>
    public static HttpResult Bytes(ReadOnlySpan<byte> body, string contentType, int statusCode = 200) => HttpResult.FromBytes(statusCode, body, contentType);

    /// <summary>Sends the client elsewhere: 302, 301, 307 or 308.</summary>
    /// <param name="location">The address. Characters that are not ASCII, and spaces, are percent-encoded. An address that comes from the request sends users wherever the
    /// request says.</param>
    /// <param name="permanent">Whether clients may remember it.</param>
    /// <param name="keepMethod">Whether the client repeats the method and body; otherwise it may use GET.</param>
    public static HttpResult Redirect(string location, bool permanent = false, bool keepMethod = false) =>
        new HttpResult((permanent, keepMethod) switch { (false, false) => 302, (true, false) => 301, (false, true) => 307, (true, true) => 308 })
            .AddHeader("location", ToAscii(location));

    /// <summary>Sends the client elsewhere by GET, after a POST: 303.</summary>
    /// <inheritdoc cref="Redirect" path="/param[@name='location']"/>
    public static HttpResult SeeOther(string location) => new HttpResult(303).AddHeader("location", ToAscii(location));

    internal static string ToAscii(string location)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        if (Ascii.IsValid(location) && !location.Contains(' '))
            return location;
        var ascii = new StringBuilder(location.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(location))
        {
            if (b is (byte)' ' or > 0x7f)
                ascii.Append('%').Append(b.ToString("X2"));
            else
                ascii.Append((char)b);
        }
        return ascii.ToString();
    }
}
