using System.Globalization;
using System.Text.RegularExpressions;
using static Lambda.Native.Emulator.RuntimeApiReply;

namespace Lambda.Native.Emulator;

/// <summary>What the function's process speaks to, as in https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, with the words of AWS's own Runtime Interface Emulator.</summary>
internal sealed partial class RuntimeApiEndpoint(Func<RuntimeSession> session, EmulatorOptions options)
{
    internal const string Root = "/2018-06-01/runtime";

    private const string Invocations = "/invocation/";
    private const int MaxResponseLength = 6_291_556;

    /// <summary>Answers a request whose path begins with <see cref="Root"/>.</summary>
    internal Task HandleAsync(HttpContext context)
    {
        ReadOnlySpan<char> path = context.Request.Path.Value.AsSpan(Root.Length);
        bool post = HttpMethods.IsPost(context.Request.Method);
        if (path is "/invocation/next" && HttpMethods.IsGet(context.Request.Method))
            return NextAsync(context);
        if (path is "/init/error" && post)
            return InitErrorAsync(context);
        // Without SnapStart these are unknown.
        if (path is "/restore/next" && HttpMethods.IsGet(context.Request.Method) && options.SnapStart)
            return RestoreNextAsync(context);
        if (path is "/restore/error" && post && options.SnapStart)
            return RestoreErrorAsync(context);
        if (path.StartsWith(Invocations) && post)
        {
            ReadOnlySpan<char> rest = path[Invocations.Length..];
            int slash = rest.IndexOf('/');
            if (slash > 0 && rest[(slash + 1)..] is "response")
                return ResponseAsync(context, rest[..slash].ToString());
            if (slash > 0 && rest[(slash + 1)..] is "error")
                return ErrorAsync(context, rest[..slash].ToString());
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task NextAsync(HttpContext context)
    {
        RuntimeSession current = session();
        Invocation? invocation = await current.NextAsync(context.RequestAborted);
        if (invocation is null)
        {
            await RefuseStateAsync(context, current, "Ready");
            return;
        }
        IHeaderDictionary headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Invocation-Id"] = invocation.AttemptId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        if (invocation.Options.ClientContext is { } clientContext)
            headers["Lambda-Runtime-Client-Context"] = clientContext;
        if (invocation.Options.CognitoIdentity is { } identity)
            headers["Lambda-Runtime-Cognito-Identity"] = identity;
        if (invocation.Options.TenantId is { } tenant)
            headers["Lambda-Runtime-Aws-Tenant-Id"] = tenant;
        context.Response.ContentType = invocation.Options.ContentType;
        context.Response.ContentLength = invocation.Event.Length;
        await context.Response.Body.WriteAsync(invocation.Event, context.RequestAborted);
    }

    private async Task ResponseAsync(HttpContext context, string requestId)
    {
        string mode = context.Request.Headers["Lambda-Runtime-Function-Response-Mode"].ToString();
        bool streams = mode.Equals("streaming", StringComparison.OrdinalIgnoreCase);
        if (mode.Length > 0 && !streams)
        {
            await RefuseAsync(context, 400, "InvalidFunctionResponseMode", "Invalid function response mode");
            return;
        }
        RuntimeSession current = session();
        if (await BeginAsync(context, current, requestId, "InvocationResponse") is not { } invocation)
            return;
        string contentType = context.Request.ContentType ?? "application/octet-stream";
        if (streams)
        {
            await StreamAsync(context, current, invocation, contentType);
            return;
        }
        if (await ReadAnswerAsync(context, current, invocation) is not { } payload)
            return;
        current.EndAnswer(invocation, payload.Length);
        invocation.TryAnswer(new InvocationAnswer(payload, contentType, null));
        await AcceptAsync(context);
    }

    private async Task StreamAsync(HttpContext context, RuntimeSession current, Invocation invocation, string contentType)
    {
        RequestBody.AllowLength(context.Request, ResponseStream.MaxLength);
        var stream = new ResponseStream(options);
        invocation.Stream = stream;
        invocation.TryAnswer(new InvocationAnswer(ReadOnlyMemory<byte>.Empty, contentType, null, stream.Reader));
        StreamEnd end = await stream.CopyFromAsync(context.Request);
        if (end.Error is { } error)
            invocation.StreamError ??= error;
        current.EndAnswer(invocation, stream.Length);
        if (end.IsTooLarge)
            await RefuseTooLargeAsync(context, ResponseStream.MaxLength);
        else
            await AcceptAsync(context);
    }

    private async Task ErrorAsync(HttpContext context, string requestId)
    {
        RuntimeSession current = session();
        if (await BeginAsync(context, current, requestId, "InvocationErrorResponse") is not { } invocation || await ReadAnswerAsync(context, current, invocation) is not { } payload)
            return;
        current.EndAnswer(invocation, payload.Length);
        invocation.TryAnswer(new InvocationAnswer(payload, context.Request.ContentType ?? "application/json", LambdaErrors.Unhandled));
        await AcceptAsync(context);
    }

    private async Task RestoreNextAsync(HttpContext context)
    {
        RuntimeSession current = session();
        if (!await current.RestoreNextAsync(context.RequestAborted))
            await RefuseStateAsync(context, current, "RestoreReady");
    }

    private Task RestoreErrorAsync(HttpContext context) => FailAsync(context, "RestoreError", static (current, errorType, document) => current.FailRestore(errorType, document));

    private Task InitErrorAsync(HttpContext context) => FailAsync(context, "InitError", static (current, errorType, document) => current.FailInit(errorType, document));

    private async Task FailAsync(HttpContext context, string nextState, Func<RuntimeSession, string, byte[], bool> tryFail)
    {
        byte[] document = await RequestBody.ReadAsync(context.Request, MaxResponseLength);
        RuntimeSession current = session();
        if (tryFail(current, ErrorTypeOf(context), document))
            await AcceptAsync(context);
        else
            await RefuseStateAsync(context, current, nextState);
    }

    /// <summary>The invocation that may now be answered; null after a refusal.</summary>
    private static async Task<Invocation?> BeginAsync(HttpContext context, RuntimeSession current, string requestId, string nextState)
    {
        string attempt = context.Request.Headers["Lambda-Runtime-Invocation-Id"].ToString();
        switch (current.BeginAnswer(requestId, attempt.Length == 0 ? null : attempt, out Invocation? invocation))
        {
            case AnswerVerdict.Accepted:
                return invocation;
            case AnswerVerdict.TimedOut:
                await RefuseAsync(context, 410, "InvokeTimeout", "Invoke timeout");
                return null;
            case AnswerVerdict.WrongState:
                await RefuseStateAsync(context, current, nextState);
                return null;
            default:
                await RefuseAsync(context, 400, "InvalidRequestID", "Invalid request ID");
                return null;
        }
    }

    /// <summary>The answer's body; null after a refusal: it did not arrive whole, and the runtime may try again, or it is too large.</summary>
    private static async Task<byte[]?> ReadAnswerAsync(HttpContext context, RuntimeSession current, Invocation invocation)
    {
        try
        {
            return await RequestBody.ReadAsync(context.Request, MaxResponseLength);
        }
        catch (RequestTooLargeException)
        {
            // Told to both: the invoker that there is no answer, the runtime why.
            current.EndAnswer(invocation, 0);
            invocation.TryAnswer(LambdaErrors.Plain(LambdaErrors.ResponseTooLarge, $"Response payload size exceeded maximum allowed payload size ({MaxResponseLength} bytes)."));
            await RefuseTooLargeAsync(context, MaxResponseLength);
            return null;
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            current.RetractAnswer(invocation);
            if (!context.RequestAborted.IsCancellationRequested)
                await RefuseAsync(context, 400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
            return null;
        }
    }

    private static Task RefuseTooLargeAsync(HttpContext context, long most) => RefuseAsync(context, 413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({most} bytes).");

    private static Task RefuseStateAsync(HttpContext context, RuntimeSession current, string nextState) =>
        RefuseAsync(context, 403, "InvalidStateTransition", $"State transition from {current.StateName} to {nextState} failed for runtime. Error: State transition is not allowed");

    private static string ErrorTypeOf(HttpContext context)
    {
        string type = context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString();
        return ErrorType().IsMatch(type) ? type : "Runtime.Unknown";
    }

    [GeneratedRegex(@"(Runtime|Function)\.[A-Z][a-zA-Z]+")]
    private static partial Regex ErrorType();
}
