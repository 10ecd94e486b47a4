using System.Text;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Events.CompilerServices;

namespace Lambda.Native.Events;

/// <summary>The body of a request, which travels as text or as base64.</summary>
internal static class RequestBody
{
    public static string Text(string? body, bool isBase64Encoded) => isBase64Encoded ? Encoding.UTF8.GetString(Decode(body)) : body ?? "";

    public static byte[] Bytes(string? body, bool isBase64Encoded) => isBase64Encoded ? Decode(body) : Encoding.UTF8.GetBytes(body ?? "");

    public static T Read<T>(string? body, bool isBase64Encoded, JsonTypeInfo<T> typeInfo) =>
        isBase64Encoded ? Payload.Read(Decode(body), typeInfo, Payload.Body) : Payload.Read(body, typeInfo, Payload.Body);

    public static PayloadText Json(string? body, bool isBase64Encoded) => isBase64Encoded ? new(Decode(body), Payload.Body) : new(body, Payload.Body);

    private static byte[] Decode(string? body)
    {
        try
        {
            return Convert.FromBase64String(body ?? "");
        }
        catch (FormatException exception)
        {
            throw new FormatException("The request says that its body is base64, and it is not.", exception);
        }
    }
}
