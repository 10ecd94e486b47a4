using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>
/// The part of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html that is for extensions within the function's own process: to register, and to
/// wait for events.
/// </summary>
internal sealed class ExtensionsEndpoint(Func<RuntimeSession> session, EmulatorOptions options)
{
    internal const string Root = "/2020-01-01/extension";

    private const int MaxBodyLength = 64 << 10;

    /// <summary>Answers a request whose path begins with <see cref="Root"/>.</summary>
    internal Task HandleAsync(HttpContext context)
    {
        ReadOnlySpan<char> path = context.Request.Path.Value.AsSpan(Root.Length);
        if (path is "/register" && HttpMethods.IsPost(context.Request.Method))
            return RegisterAsync(context);
        if (path is "/event/next" && HttpMethods.IsGet(context.Request.Method))
            return NextAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task RegisterAsync(HttpContext context)
    {
        byte[] body = await RequestBody.ReadAsync(context.Request, MaxBodyLength);
        RuntimeSession current = session();
        string name = context.Request.Headers["Lambda-Extension-Name"].ToString();
        if (name.Length == 0)
        {
            await RefuseAsync(context, 403, "Extension.InvalidExtensionName", "Empty extension name");
        }
        else if (ReadEvents(body) is not { } events)
        {
            await RefuseAsync(context, 400, "InvalidRequestFormat", "The body must be {\\\"events\\\":[…]}");
        }
        else if (events.Find(item => item != "INVOKE") is { } other)
        {
            await RefuseAsync(context, 403, "Extension.InvalidEventType", other == "SHUTDOWN" ? "Event SHUTDOWN is not allowed for internal extensions" : "Unknown event type");
        }
        else if (current.HasStarted)
        {
            await RefuseAsync(context, 403, "Extension.RegistrationClosed", "Extension registration is closed");
        }
        else if (current.Extensions.Register(name, events.Count > 0) is not { } identifier)
        {
            await RefuseAsync(context, 403, "Extension.AlreadyRegistered", "An extension of this name is registered");
        }
        else
        {
            context.Response.Headers["Lambda-Extension-Identifier"] = identifier;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { functionName = options.FunctionName, functionVersion = "$LATEST", handler = options.Handler }), context.RequestAborted);
        }
    }

    private async Task NextAsync(HttpContext context)
    {
        string identifier = context.Request.Headers["Lambda-Extension-Identifier"].ToString();
        if (session().Extensions.Events(identifier) is not { } events)
        {
            await RefuseAsync(context, 403, "Extension.UnknownExtensionIdentifier", "Unknown extension identifier");
            return;
        }
        byte[] next = await events.ReadAsync(context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = next.Length;
        await context.Response.Body.WriteAsync(next, context.RequestAborted);
    }

    /// <summary>Null when there is no such list.</summary>
    private static List<string?>? ReadEvents(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("events", out JsonElement events) ? [.. events.EnumerateArray().Select(item => item.GetString())] : [];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Nothing in the messages of this file needs more escaping.
    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($"{{\"errorMessage\":\"{message}\",\"errorType\":\"{type}\"}}\n", Encoding.UTF8, context.RequestAborted);
    }
}
