using System.Text.Json;
using static Lambda.Native.Emulator.RuntimeApiReply;

namespace Lambda.Native.Emulator;

/// <summary>What extensions speak to, as in https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html, with the words of AWS's own Runtime Interface Emulator.</summary>
internal sealed class ExtensionsEndpoint(Func<RuntimeSession> session, EmulatorOptions options)
{
    internal const string Root = "/2020-01-01/extension";

    private const int MaxBodyLength = 64 << 10;

    /// <summary>Answers a request whose path begins with <see cref="Root"/>.</summary>
    internal Task HandleAsync(HttpContext context)
    {
        ReadOnlySpan<char> path = context.Request.Path.Value.AsSpan(Root.Length);
        bool post = HttpMethods.IsPost(context.Request.Method);
        if (path is "/register" && post)
            return RegisterAsync(context);
        if (path is "/event/next" && HttpMethods.IsGet(context.Request.Method))
            return NextAsync(context);
        if (path is "/init/error" && post)
            return FailAsync(context, ExtensionState.InitError);
        if (path is "/exit/error" && post)
            return FailAsync(context, ExtensionState.ExitError);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>The extension that speaks; null after a refusal.</summary>
    internal static async Task<Extension?> IdentifyAsync(HttpContext context, ExtensionRegistry extensions)
    {
        string identifier = context.Request.Headers["Lambda-Extension-Identifier"].ToString();
        if (identifier.Length == 0)
            await RefuseAsync(context, 403, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");
        else if (!Guid.TryParse(identifier, out _))
            await RefuseAsync(context, 403, "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier");
        else if (extensions.Find(identifier) is { } extension)
            return extension;
        else
            await RefuseAsync(context, 403, "Extension.UnknownExtensionIdentifier", $"Unknown extension {identifier}");
        return null;
    }

    private async Task RegisterAsync(HttpContext context)
    {
        byte[] body = await RequestBody.ReadAsync(context.Request, MaxBodyLength);
        ExtensionRegistry extensions = session().Extensions;
        string name = context.Request.Headers["Lambda-Extension-Name"].ToString();
        if (name.Length == 0)
        {
            await RefuseAsync(context, 403, "Extension.InvalidExtensionName", "Empty extension name");
        }
        else if (ReadEvents(body) is not { } events)
        {
            await RefuseAsync(context, 403, "InvalidRequestFormat", "The body must be {\"events\":[…]}");
        }
        else if (events.Select(item => Objection(item, extensions.IsExternal(name))).FirstOrDefault(objection => objection is not null) is { } objection)
        {
            await RefuseAsync(context, 403, "Extension.InvalidEventType", objection);
        }
        else
        {
            RegistrationVerdict verdict = extensions.Register(name, events, out Extension? extension);
            await (verdict switch
            {
                RegistrationVerdict.AlreadyRegistered => RefuseAsync(context, 403, "Extension.InvalidExtensionState", "Extension with this name already registered"),
                RegistrationVerdict.Closed => RefuseAsync(context, 403, "Extension.RegistrationClosed", "Extension registration closed already"),
                RegistrationVerdict.TooMany => RefuseAsync(context, 403, "Extension.TooManyExtensions", $"Extension limit ({ExtensionRegistry.MostExtensions}) reached"),
                _ => WelcomeAsync(context, extension!),
            });
        }
    }

    private Task WelcomeAsync(HttpContext context, Extension extension)
    {
        context.Response.Headers["Lambda-Extension-Identifier"] = extension.Identifier;
        var about = new Dictionary<string, string> { ["functionName"] = options.FunctionName, ["functionVersion"] = "$LATEST", ["handler"] = options.Handler };
        if (context.Request.Headers["Lambda-Extension-Accept-Feature"].ToString().Contains("accountId", StringComparison.Ordinal))
            about["accountId"] = EmulatorOptions.AccountId;
        return WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(about));
    }

    private async Task NextAsync(HttpContext context)
    {
        ExtensionRegistry extensions = session().Extensions;
        if (await IdentifyAsync(context, extensions) is not { } extension)
            return;
        if (await extensions.NextAsync(extension, context.RequestAborted) is not { } next)
        {
            await RefuseStateAsync(context, extension, "Ready");
            return;
        }
        context.Response.Headers["Lambda-Extension-Event-Identifier"] = Guid.NewGuid().ToString();
        await WriteAsync(context, 200, next);
    }

    private async Task FailAsync(HttpContext context, ExtensionState state)
    {
        await RequestBody.ReadAsync(context.Request, MaxBodyLength);
        ExtensionRegistry extensions = session().Extensions;
        if (await IdentifyAsync(context, extensions) is not { } extension)
            return;
        string type = context.Request.Headers["Lambda-Extension-Function-Error-Type"].ToString();
        if (type.Length == 0)
            await RefuseAsync(context, 403, "Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found");
        else if (extensions.TryFail(extension, state, type))
            await AcceptAsync(context);
        else
            await RefuseStateAsync(context, extension, state.ToString());
    }

    /// <summary>Why an extension may not hear of such events; null when it may.</summary>
    private string? Objection(string? type, bool isExternal) => type switch
    {
        Extension.Invoke when options.EventsPerProcess > 1 => "INVOKE: Lambda Managed Instances tell extensions of SHUTDOWN only",
        Extension.Invoke => null,
        Extension.Shutdown => isExternal ? null : "SHUTDOWN: an internal extension cannot register for it",
        _ => $"{type}: unknown event type",
    };

    /// <summary>Null when there is no such list.</summary>
    private static List<string>? ReadEvents(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("events", out JsonElement events) ? [.. events.EnumerateArray().Select(item => item.GetString() ?? "null").Distinct()] : [];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Task RefuseStateAsync(HttpContext context, Extension extension, string nextState) => RefuseAsync(context, 403, "Extension.InvalidExtensionState",
        $"State transition from {extension.State} to {nextState} failed for extension {extension.Identifier}. Error: State transition is not allowed");
}
