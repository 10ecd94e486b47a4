namespace Lambda.Native.Emulator;

/// <summary>Invokes the function as https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html does, synchronously.</summary>
internal static class InvokeEndpoint
{
    internal const string Path = "/2015-03-31/functions/function/invocations";

    /// <summary>What Lambda takes in a synchronous invocation.</summary>
    private const int MaxEventLength = 6 << 20;

    internal static void Map(WebApplication server, InvocationQueue queue) => server.MapPost(Path, context => InvokeAsync(context, queue));

    private static async Task InvokeAsync(HttpContext context, InvocationQueue queue)
    {
        byte[] lambdaEvent = await BodyReader.ReadAsync(context.Request, MaxEventLength + 1);
        if (lambdaEvent.Length > MaxEventLength)
        {
            await RefuseAsync(context, 413, "RequestTooLargeException", "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
            return;
        }
        if (context.Request.Headers["X-Amz-Invocation-Type"].ToString() is not ("" or "RequestResponse"))
        {
            await RefuseAsync(context, 400, "InvalidParameterValueException", "This emulator invokes synchronously: leave X-Amz-Invocation-Type out or set it to RequestResponse");
            return;
        }

        string? traceId = context.Request.Headers["X-Amzn-Trace-Id"];
        InvocationOutcome outcome = await queue.InvokeAsync(lambdaEvent, string.IsNullOrEmpty(traceId) ? null : traceId, context.RequestAborted);
        context.Response.Headers["X-Amzn-RequestId"] = outcome.RequestId;
        context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        if (outcome.Failed)
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        context.Response.ContentType = outcome.ContentType;
        context.Response.ContentLength = outcome.Payload.Length;
        await context.Response.Body.WriteAsync(outcome.Payload, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Amzn-ErrorType"] = type;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($"{{\"Type\":\"User\",\"Message\":\"{message}\"}}", context.RequestAborted);
    }
}
