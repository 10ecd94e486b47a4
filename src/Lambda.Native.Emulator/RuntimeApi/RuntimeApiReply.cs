using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Replies of the Runtime API and its sisters, the Extensions API and the Telemetry API.</summary>
internal static class RuntimeApiReply
{
    internal static Task AcceptAsync(HttpContext context) => WriteAsync(context, 202, "{\"status\":\"OK\"}\n"u8.ToArray());

    internal static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("errorMessage", message);
            writer.WriteString("errorType", type);
            writer.WriteEndObject();
        }
        body.WriteByte((byte)'\n');
        return WriteAsync(context, status, body.ToArray());
    }

    internal static Task WriteAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
    }
}
