using static Lambda.Native.Emulator.RuntimeApiReply;

namespace Lambda.Native.Emulator;

/// <summary>Where extensions subscribe, as in https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html.</summary>
internal sealed class TelemetryEndpoint(Func<RuntimeSession> session, EmulatorOptions options)
{
    internal const string Root = "/2022-07-01/telemetry";

    private const int MaxBodyLength = 64 << 10;

    /// <summary>Answers a request whose path begins with <see cref="Root"/>.</summary>
    internal Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.Value.AsSpan(Root.Length) is "" or "/" && HttpMethods.IsPut(context.Request.Method))
            return SubscribeAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task SubscribeAsync(HttpContext context)
    {
        byte[] body = await RequestBody.ReadAsync(context.Request, MaxBodyLength);
        RuntimeSession current = session();
        if (await ExtensionsEndpoint.IdentifyAsync(context, current.Extensions) is not { } extension)
            return;
        TelemetrySubscription subscription;
        try
        {
            subscription = TelemetrySubscription.Parse(body, options.EventsPerProcess > 1);
        }
        catch (FormatException failure)
        {
            await RefuseAsync(context, 400, "ValidationError", failure.Message);
            return;
        }
        if (!current.TrySubscribe(extension, subscription))
            await RefuseAsync(context, 403, "Telemetry.SubscriptionClosed", "Telemetry API subscription is closed already");
        else
            await WriteAsync(context, 200, "\"OK\""u8.ToArray());
    }
}
