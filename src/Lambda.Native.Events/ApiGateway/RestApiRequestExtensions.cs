using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Events.CompilerServices;

namespace Lambda.Native.Events;

/// <summary>Headers, query, cookies and body of a <see cref="RestApiRequest"/>.</summary>
public static class RestApiRequestExtensions
{
    /// <summary>A header, by its name in any case; values of a repeated one are joined by commas. Null if there is none.</summary>
    public static string? Header(this RestApiRequest request, string name) => HeaderLookup.Find(request.MultiValueHeaders, request.Headers, name);

    /// <summary>The first value of a query parameter, decoded; a name without a value is empty. Null if there is none.</summary>
    public static string? Query(this RestApiRequest request, string name) => request.QueryValues(name) is [string first, ..] ? first : null;

    /// <summary>All values of a query parameter, decoded, in their order; empty if there is none.</summary>
    public static string[] QueryValues(this RestApiRequest request, string name) =>
        QueryLookup.Find(request.MultiValueQueryStringParameters, request.QueryStringParameters, name);

    /// <summary>The value of a cookie, as the client sent it; null if there is none. Names have case.</summary>
    public static string? Cookie(this RestApiRequest request, string name) => CookieLookup.Find(request.Header("Cookie"), name);

    /// <summary>The body as text: UTF-8, where it came as base64. Empty if there is none.</summary>
    /// <exception cref="FormatException">The body is said to be base64, and is not.</exception>
    public static string BodyText(this RestApiRequest request) => RequestBody.Text(request.Body, request.IsBase64Encoded);

    /// <summary>The body as bytes. Empty if there is none.</summary>
    /// <exception cref="FormatException">The body is said to be base64, and is not.</exception>
    public static byte[] BodyBytes(this RestApiRequest request) => RequestBody.Bytes(request.Body, request.IsBase64Encoded);

    /// <summary>The body as JSON, by generated code.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON of this type, null where the type is not nullable, or there is none.</exception>
    /// <exception cref="FormatException">The body is said to be base64, and is not.</exception>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadBody<T>(this RestApiRequest request) => throw GeneratedJsonAttribute.Missing(nameof(ReadBody));

    /// <summary>The body as JSON.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON of this type, null, or there is none.</exception>
    /// <exception cref="FormatException">The body is said to be base64, and is not.</exception>
    public static T ReadBody<T>(this RestApiRequest request, JsonTypeInfo<T> typeInfo) => RequestBody.Read(request.Body, request.IsBase64Encoded, typeInfo);
}
