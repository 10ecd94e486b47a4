using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>How a request's body travels in an event: as text, or as base64.</summary>
internal static class EventBody
{
    /// <summary>Whether it is base64 for this front.</summary>
    internal static bool IsBinary(FrontRequest request, FrontOptions options)
    {
        string type = MediaType(request.Header("Content-Type"));
        return options.Kind switch
        {
            FrontKind.RestApi => options.BinaryMediaTypes.Any(pattern => Matches(pattern, type)),
            // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
            FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue => request.Header("Content-Encoding") is not null || !IsText(type),
            // Not documented; observed of the service: forms, other JSON types and a missing type are binary, too.
            _ => !IsText(type),
        };
    }

    internal static void Write(Utf8JsonWriter json, FrontRequest request, bool isBinary)
    {
        if (isBinary)
            json.WriteBase64String("body", request.Body);
        else
            // Bytes that are not UTF-8 become U+FFFD, as they do at the services.
            json.WriteString("body", Encoding.UTF8.GetString(request.Body));
    }

    /// <summary>Whether a media type is one of a pattern such as <c>image/*</c>.</summary>
    internal static bool Matches(string pattern, string type) =>
        pattern == "*/*"
        || (pattern.EndsWith("/*", StringComparison.Ordinal) ? type.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) : pattern.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Without parameters.</summary>
    internal static string MediaType(string? contentType) => (contentType ?? "").Split(';')[0].Trim();

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/javascript", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/xml", StringComparison.OrdinalIgnoreCase);
}
