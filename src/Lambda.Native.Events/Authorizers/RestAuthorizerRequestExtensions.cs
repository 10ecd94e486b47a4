namespace Lambda.Native.Events;

/// <summary>Headers, query and cookies of a <see cref="RestAuthorizerRequest"/>.</summary>
public static class RestAuthorizerRequestExtensions
{
    /// <summary>A header, by its name in any case; values of a repeated one are joined by commas. Null if there is none.</summary>
    public static string? Header(this RestAuthorizerRequest request, string name) => HeaderLookup.Find(request.MultiValueHeaders, request.Headers, name);

    /// <summary>The first value of a query parameter, decoded; a name without a value is empty. Null if there is none.</summary>
    public static string? Query(this RestAuthorizerRequest request, string name) => request.QueryValues(name) is [string first, ..] ? first : null;

    /// <summary>All values of a query parameter, decoded, in their order; empty if there is none.</summary>
    public static string[] QueryValues(this RestAuthorizerRequest request, string name) =>
        QueryLookup.Find(request.MultiValueQueryStringParameters, request.QueryStringParameters, name);

    /// <summary>The value of a cookie, as the client sent it; null if there is none. Names have case.</summary>
    public static string? Cookie(this RestAuthorizerRequest request, string name) => CookieLookup.Find(request.Header("Cookie"), name);
}
