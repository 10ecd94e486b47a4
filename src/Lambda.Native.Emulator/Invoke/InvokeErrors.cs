using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Errors of the Invoke API, in the JSON that the AWS SDKs read.</summary>
internal static class InvokeErrors
{
    internal static Task WriteAsync(HttpContext context, int status, string type, string message, string? reason = null)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-amzn-ErrorType"] = type;
        context.Response.ContentType = "application/json";
        var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            if (reason is not null)
                writer.WriteString("Reason", reason);
            writer.WriteString("Type", "User");
            // SDKs read the one spelling or the other, by the error's age.
            writer.WriteString("message", message);
            writer.WriteString("Message", message);
            writer.WriteEndObject();
        }
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body.GetBuffer(), 0, (int)body.Length, context.RequestAborted);
    }

    internal static Task ThrottledAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, 429, "TooManyRequestsException", "Rate Exceeded.", "ReservedFunctionConcurrentInvocationLimitExceeded");
    }
}
