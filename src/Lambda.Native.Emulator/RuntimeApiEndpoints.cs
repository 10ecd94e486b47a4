using System.Globalization;

namespace Lambda.Native.Emulator;

/// <summary>What the function's process speaks to, as in https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.</summary>
internal static class RuntimeApiEndpoints
{
    private const string Root = "/2018-06-01/runtime";
    private const int MaxResponseLength = 6_291_556;

    internal static void Map(WebApplication server, InvocationQueue queue)
    {
        server.MapGet(Root + "/invocation/next", context => NextAsync(context, queue));
        server.MapPost(Root + "/invocation/{id}/response", (HttpContext context, string id) => EndAsync(context, queue.Find(id), failed: false));
        server.MapPost(Root + "/invocation/{id}/error", (HttpContext context, string id) => EndAsync(context, queue.Find(id), failed: true));
        server.MapPost(Root + "/init/error", InitErrorAsync);
    }

    private static async Task NextAsync(HttpContext context, InvocationQueue queue)
    {
        PendingInvocation invocation = await queue.NextAsync(context.RequestAborted);
        IHeaderDictionary headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = queue.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Event.Length;
        await context.Response.Body.WriteAsync(invocation.Event, context.RequestAborted);
    }

    private static async Task EndAsync(HttpContext context, PendingInvocation? invocation, bool failed)
    {
        byte[] payload = await BodyReader.ReadAsync(context.Request, MaxResponseLength + 1);
        if (invocation is null)
        {
            await ErrorAsync(context, 400, "InvalidRequestID", "Invalid request ID");
        }
        else if (invocation.TimedOut)
        {
            await ErrorAsync(context, 410, "InvokeTimeout", "Invoke timeout");
        }
        else if (!failed && payload.Length > MaxResponseLength)
        {
            const string message = "Exceeded maximum allowed payload size (6291556 bytes).";
            invocation.TryEnd(ErrorBody("Function.ResponseSizeTooLarge", message), "application/json", failed: true);
            await ErrorAsync(context, 413, "RequestEntityTooLarge", message);
        }
        else if (invocation.TryEnd(payload, context.Request.ContentType ?? "application/octet-stream", failed))
        {
            await AcceptAsync(context);
        }
        else
        {
            await ErrorAsync(context, 403, "InvalidStateTransition", "The invocation has been answered");
        }
    }

    private static async Task InitErrorAsync(HttpContext context)
    {
        await BodyReader.ReadAsync(context.Request, MaxResponseLength);
        await AcceptAsync(context);
    }

    private static Task AcceptAsync(HttpContext context) => WriteAsync(context, 202, "{\"status\":\"OK\"}\n"u8.ToArray());

    private static Task ErrorAsync(HttpContext context, int status, string type, string message) => WriteAsync(context, status, ErrorBody(type, message));

    // Both are constants of this file: nothing in them needs escaping.
    private static byte[] ErrorBody(string type, string message) =>
        System.Text.Encoding.UTF8.GetBytes($"{{\"errorMessage\":\"{message}\",\"errorType\":\"{type}\"}}");

    private static async Task WriteAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
