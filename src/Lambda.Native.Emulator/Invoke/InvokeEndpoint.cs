namespace Lambda.Native.Emulator;

/// <summary>Invokes the function as https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html does.</summary>
internal sealed class InvokeEndpoint(FunctionInvoker function, EventQueue events, EmulatorOptions options)
{
    private const string Path = "/2015-03-31/functions/{name}/invocations";

    internal static string PathOf(string functionName) => Path.Replace("{name}", Uri.EscapeDataString(functionName));

    internal void Map(WebApplication server) => server.MapPost(Path, (RequestDelegate)InvokeAsync);

    private async Task InvokeAsync(HttpContext context)
    {
        string type = context.Request.Headers["X-Amz-Invocation-Type"].ToString();
        bool asynchronous = type == "Event";
        if (type is not ("" or "RequestResponse" or "Event" or "DryRun"))
        {
            await InvokeErrors.WriteAsync(context, 400, "InvalidParameterValueException", "Value at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
            return;
        }
        if (await InvokeRequest.ReadAsync(context, options, asynchronous ? InvokeRequest.MaxAsynchronousEventLength : InvokeRequest.MaxEventLength, "InvokeFunction") is not { } request)
            return;
        if (type == "DryRun")
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (asynchronous)
        {
            if (events.Accept(request.Event, request.Options) is not { } requestId)
            {
                await InvokeErrors.ThrottledAsync(context);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            context.Response.Headers["X-Amzn-RequestId"] = requestId;
            context.Response.ContentLength = 0;
        }
        else
        {
            await AnswerAsync(context, request);
        }
    }

    private async Task AnswerAsync(HttpContext context, InvokeRequest request)
    {
        InvocationResult result;
        try
        {
            result = await function.InvokeAsync(request.Event, request.Options, context.RequestAborted);
        }
        catch (TooManyInvocationsException)
        {
            await InvokeErrors.ThrottledAsync(context);
            return;
        }
        IHeaderDictionary headers = context.Response.Headers;
        headers["X-Amzn-RequestId"] = result.RequestId;
        headers["X-Amz-Executed-Version"] = "$LATEST";
        if (result.FunctionError is { } functionError)
            headers["X-Amz-Function-Error"] = functionError;
        if (request.Options.LogTail)
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(result.LogTail.Span);
        context.Response.ContentType = result.ContentType;
        context.Response.ContentLength = result.Payload.Length;
        await context.Response.Body.WriteAsync(result.Payload, context.RequestAborted);
    }
}
