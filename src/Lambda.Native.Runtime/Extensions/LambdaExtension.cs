using System.Diagnostics.CodeAnalysis;
using Lambda.Native.Logging;
using Lambda.Native.Transport;

namespace Lambda.Native.Extensions;

/// <summary>
/// An extension of a Lambda function: a program of its own in <c>/opt/extensions</c> (external), or a thread of the function (internal). It registers with the
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">Extensions API</see> and hears of invocations and of the environment's end.
/// </summary>
/// <remarks>
/// <para>An external extension's <c>Main</c> calls <see cref="Run(Func{ExtensionEvent, Task}, ExtensionEvents, Action{LambdaExtension})"/>, which does it all; a function calls
/// <see cref="Start(string, Func{ExtensionEvent, Task})"/> before <see cref="LambdaRuntime"/> runs. <see cref="Register(string, ExtensionEvents)"/> and
/// <see cref="Next"/> are for loops of one's own.</para>
/// <para>Lambda's invocation is over when the function has answered and every extension has asked for its next event. Used by one thread at a time.</para>
/// </remarks>
public sealed class LambdaExtension
{
    private const int StackSize = 1 << 20;

    private readonly ExtensionApiClient _client;

    internal LambdaExtension(ExtensionApiClient client) => _client = client;

    /// <summary>The function's name.</summary>
    public string FunctionName { get; internal set; } = "";

    /// <summary>The function's version, <c>$LATEST</c> or a number.</summary>
    public string FunctionVersion { get; internal set; } = "";

    /// <summary>The handler in the function's settings.</summary>
    public string Handler { get; internal set; } = "";

    /// <summary>The account of the function; null where the platform does not say.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>Serves an external extension until the environment ends: registers it under its program's own name, hands each event to the handler, and asks for the next one.</summary>
    /// <param name="handler">If it throws, the platform is told (<c>exit/error</c>), which ends the environment, and the process ends with exit code 1.</param>
    /// <param name="events">What it wants to hear of. On Lambda Managed Instances extensions hear of shutdowns only.</param>
    /// <param name="start">What to do between the registration and the first event, as subscribing to telemetry. If it throws, the platform is told (<c>init/error</c>) and the
    /// process ends with exit code 1.</param>
    /// <remarks>Does not return: after the handler has seen the shutdown the process ends with exit code 0, and with 1 where the platform cannot be reached or refuses; a log
    /// line on standard output then says why.</remarks>
    [DoesNotReturn]
    public static void Run(Func<ExtensionEvent, Task> handler, ExtensionEvents events = ExtensionEvents.All, Action<LambdaExtension>? start = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        int exitCode = 1;
        if (LambdaRuntime.FindRuntimeApi("extension") is { } address)
            exitCode = Serve(NewClient(address), ProgramName(), events, start, handler) ? 0 : 1;
        Environment.Exit(exitCode);
    }

    /// <summary>Starts an internal extension on a thread of its own: it hears of each invocation when it begins. Call it before the function runs, best from
    /// <see cref="LambdaRuntime.OnInit"/>: a failure is then told as the initialisation's.</summary>
    /// <param name="name">Unlike that of any other extension of the function.</param>
    /// <param name="handler">If it throws, that is logged, and the next event is asked for. The invocation is not over before it has ended.</param>
    /// <exception cref="ExtensionException">The platform cannot be reached, or refuses.</exception>
    /// <exception cref="InvalidOperationException">There is no platform: <c>AWS_LAMBDA_RUNTIME_API</c> is not set, or is no address.</exception>
    public static LambdaExtension Start(string name, Func<ExtensionEvent, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        LambdaExtension extension = Register(name, ExtensionEvents.Invoke);
        new Thread(() => extension.ServeInternally(handler), StackSize) { IsBackground = true, Name = "Lambda extension" }.Start();
        return extension;
    }

    /// <summary>Registers an extension, for a loop of one's own.</summary>
    /// <param name="name">Of an external extension the name of its file in <c>/opt/extensions</c>; of an internal one any that no other has.</param>
    /// <param name="events">What it wants to hear of; an internal one of invocations at most.</param>
    /// <exception cref="ExtensionException">The platform cannot be reached, or refuses.</exception>
    /// <exception cref="InvalidOperationException">There is no platform: <c>AWS_LAMBDA_RUNTIME_API</c> is not set, or is no address.</exception>
    /// <exception cref="ArgumentException">The name is empty or holds something else than visible ASCII.</exception>
    public static LambdaExtension Register(string name, ExtensionEvents events)
    {
        CheckName(name);
        RuntimeApiAddress address = LambdaRuntime.FindRuntimeApi("extension") ?? throw new InvalidOperationException("There is no Lambda Runtime API to register an extension with.");
        return Register(NewClient(address), name, events);
    }

    /// <summary>Waits for the next event, for as long as it takes.</summary>
    /// <exception cref="ExtensionException">The platform cannot be reached, or refuses; the extension has to end.</exception>
    public ExtensionEvent Next() => _client.Next();

    /// <summary>Has telemetry sent to a port of this environment. Call it before the first <see cref="Next"/>, and have something listen there by then.</summary>
    /// <exception cref="ExtensionException">The platform cannot be reached, or refuses.</exception>
    public void SubscribeToTelemetry(TelemetrySubscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        _client.SubscribeToTelemetry(subscription);
    }

    /// <summary>Tells the platform that the extension cannot start. End the process then; the environment ends with it.</summary>
    /// <exception cref="ExtensionException">The platform cannot be reached, or refuses.</exception>
    public void ReportInitError(Exception exception) => Report("init", exception);

    /// <summary>Tells the platform that the extension cannot go on. End the process then; the environment ends with it.</summary>
    /// <exception cref="ExtensionException">The platform cannot be reached, or refuses.</exception>
    public void ReportExitError(Exception exception) => Report("exit", exception);

    internal static LambdaExtension Register(ExtensionApiClient client, string name, ExtensionEvents events)
    {
        var extension = new LambdaExtension(client);
        client.Register(name, events, extension);
        return extension;
    }

    /// <summary>Whether it came to an end in order. What went wrong has been told.</summary>
    internal static bool Serve(ExtensionApiClient client, string name, ExtensionEvents events, Action<LambdaExtension>? start, Func<ExtensionEvent, Task> handler)
    {
        LambdaExtension? extension = null;
        string phase = "init";
        try
        {
            extension = Register(client, name, events);
            start?.Invoke(extension);
            phase = "exit";
            while (true)
            {
                ExtensionEvent extensionEvent = extension.Next();
                handler(extensionEvent).GetAwaiter().GetResult();
                if (extensionEvent.Type == ExtensionEvents.Shutdown)
                    return true;
            }
        }
        catch (Exception exception)
        {
            Log.Fatal(phase == "init" ? "the extension cannot start" : "the extension cannot go on", exception);
            // What the platform itself has said needs not be told to it.
            if (extension is not null && exception is not ExtensionException)
                extension.TryReport(phase, exception);
            return false;
        }
    }

    private void ServeInternally(Func<ExtensionEvent, Task> handler)
    {
        try
        {
            while (true)
            {
                ExtensionEvent extensionEvent = Next();
                try
                {
                    handler(extensionEvent).GetAwaiter().GetResult();
                }
                catch (Exception exception)
                {
                    Log.Error("an internal extension failed", null, exception);
                }
            }
        }
        catch (ExtensionException exception)
        {
            Log.Error("an internal extension ends", null, exception);
        }
    }

    private void TryReport(string phase, Exception exception)
    {
        try
        {
            _client.ReportError(phase, exception);
        }
        catch (ExtensionException refused)
        {
            Log.Error(refused.Message);
        }
    }

    private void Report(string phase, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        _client.ReportError(phase, exception);
    }

    private static ExtensionApiClient NewClient(RuntimeApiAddress address) => new(address, Connection.To(address), Thread.Sleep);

    /// <summary>Lambda registers an external extension only under the name of the file it started.</summary>
    private static string ProgramName() => Path.GetFileName(Environment.ProcessPath) ?? "";

    private static void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("The name of an extension is visible ASCII.", nameof(name));
    }
}
