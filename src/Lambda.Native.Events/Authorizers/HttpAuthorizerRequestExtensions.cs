namespace Lambda.Native.Events;

/// <summary>Headers, query and cookies of an <see cref="HttpAuthorizerRequest"/>.</summary>
public static class HttpAuthorizerRequestExtensions
{
    /// <summary>A header, by its name in any case; values of a repeated one are joined by commas. Null if there is none.</summary>
    public static string? Header(this HttpAuthorizerRequest request, string name) => HeaderLookup.Find(request.Headers, name);

    /// <summary>The first value of a query parameter, decoded; a name without a value is empty. Null if there is none.</summary>
    public static string? Query(this HttpAuthorizerRequest request, string name) => request.QueryValues(name) is [string first, ..] ? first : null;

    /// <summary>All values of a query parameter, decoded, in their order; empty if there is none.</summary>
    public static string[] QueryValues(this HttpAuthorizerRequest request, string name) =>
        QueryLookup.Find(request.RawQueryString, request.QueryStringParameters, name);

    /// <summary>The value of a cookie, as the client sent it; null if there is none. Names have case.</summary>
    public static string? Cookie(this HttpAuthorizerRequest request, string name) => CookieLookup.Find(request.Cookies, name);
}
