using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>The page at the emulator's address, and what it asks for. The files are in the assembly, and name nothing beyond it.</summary>
internal sealed class PageEndpoints(EmulatorOptions options, ConcurrentDictionary<string, Uri> fronts, IFunctionInvoker function, LiveFeed feed)
{
    private const string Prefix = "Page/";
    private const int MaxEventLength = 6 << 20;

    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    internal void Map(WebApplication server)
    {
        server.MapGet("/", context => SendFileAsync(context, "index.html"));
        server.MapGet("/page/{file}", (HttpContext context, string file) => SendFileAsync(context, file));
        server.MapGet("/page/api/functions", SendFunctionsAsync);
        server.MapGet("/page/api/samples", context => SendAsync(context, EventSamples.Names));
        server.MapGet("/page/api/samples/{name}", SendSampleAsync);
        server.MapPost("/page/api/invoke", InvokeAsync);
        server.MapGet("/page/api/invocations/{id}", SendInvocationAsync);
        server.MapDelete("/page/api/invocations", Clear);
        CancellationToken stopping = server.Lifetime.ApplicationStopping;
        server.MapGet("/page/api/feed", context => ServeFeedAsync(context, stopping));
    }

    private static async Task SendFileAsync(HttpContext context, string file)
    {
        using Stream? resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file);
        if (resource is null)
        {
            context.Response.StatusCode = 404;
            return;
        }
        Protect(context);
        context.Response.ContentType = s_types[Path.GetExtension(file)];
        context.Response.ContentLength = resource.Length;
        await resource.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private Task SendFunctionsAsync(HttpContext context) => SendAsync(context, new[]
    {
        new { name = options.FunctionName, arn = options.FunctionArn, timeoutSeconds = options.Timeout.TotalSeconds, memoryMb = options.MemorySize, fronts },
    });

    private static Task SendSampleAsync(HttpContext context)
    {
        if (EventSamples.Find((string)context.Request.RouteValues["name"]!) is not { } sample)
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }
        Protect(context);
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(sample.Json, context.RequestAborted).AsTask();
    }

    private async Task InvokeAsync(HttpContext context)
    {
        // No form of another site has this type, and a script's request of it is preceded by a question that nobody here answers.
        if (!EventBody.MediaType(context.Request.ContentType).Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            await RefuseAsync(context, 415, "An event is application/json.");
            return;
        }
        byte[] lambdaEvent;
        try
        {
            lambdaEvent = await RequestBody.ReadAsync(context.Request, MaxEventLength);
        }
        catch (RequestTooLargeException)
        {
            await RefuseAsync(context, 413, "An event has 6 MB at most.");
            return;
        }
        try
        {
            JsonDocument.Parse(lambdaEvent).Dispose();
        }
        catch (JsonException exception)
        {
            await RefuseAsync(context, 400, $"The event is not JSON: {exception.Message}");
            return;
        }
        // With the tail the result comes after the function is done, and has its timing.
        InvocationResult result;
        try
        {
            result = await function.InvokeAsync(lambdaEvent, InvocationOptions.Default with { LogTail = true }, context.RequestAborted);
        }
        catch (TooManyInvocationsException exception)
        {
            await RefuseAsync(context, 429, exception.Message);
            return;
        }
        await SendAsync(context, Describe(InvocationRecord.Of(lambdaEvent, result)));
    }

    private Task SendInvocationAsync(HttpContext context) =>
        feed.Find((string)context.Request.RouteValues["id"]!) is { } record ? SendAsync(context, Describe(record)) : RefuseAsync(context, 404, "The emulator no longer has this invocation.");

    private static object Describe(InvocationRecord record) => new
    {
        record,
        lambdaEvent = record.Event is { } json ? Encoding.UTF8.GetString(json.Span) : null,
        answer = record.Answer is { } answer ? Encoding.UTF8.GetString(answer.Span) : null,
    };

    private Task Clear(HttpContext context)
    {
        feed.Clear();
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task ServeFeedAsync(HttpContext context, CancellationToken stopping)
    {
        Protect(context);
        context.Response.ContentType = "text/event-stream";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await feed.ServeAsync(context.Response.Body, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the emulator ends.
        }
    }

    private static Task SendAsync(HttpContext context, object value)
    {
        Protect(context);
        return context.Response.WriteAsJsonAsync(value, s_web, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return SendAsync(context, new { message });
    }

    private static void Protect(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
