using System.Runtime.InteropServices;
using System.Text;
using Lambda.Native.Api;
using Lambda.Native.Http;
using Lambda.Native.Logging;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Lifetime;

/// <summary>
/// Runs hooks on SIGTERM. Lambda sends that only to functions that have an extension, so a no-op internal one is registered, and a thread waits for its events
/// for ever. See https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html.
/// </summary>
internal sealed class ShutdownHook : LifetimeHook
{
    private const int WaiterStackSize = 128 << 10;

    private readonly List<Func<Task>> _hooks = [];
    private PosixSignalRegistration? _signal;

    internal void Add(Func<Task> hook) => _hooks.Add(hook);

    internal override bool Run(RuntimeApiClient client, RuntimeApiAddress address, ErrorReporter errors)
    {
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerm);
        RegisterExtension(address);
        return true;
    }

    /// <summary>Last registered first, as what came later may need what came before. Each gets its chance.</summary>
    internal void RunHooks()
    {
        for (int i = _hooks.Count - 1; i >= 0; i--)
        {
            try
            {
                _hooks[i]().GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                Log.Error("a shutdown hook failed", null, exception);
            }
        }
    }

    private void OnTerm(PosixSignalContext context)
    {
        context.Cancel = true;
        RunHooks();
        Environment.Exit(0);
    }

    private static void RegisterExtension(RuntimeApiAddress address)
    {
        // Outside the Runtime API's prefix lies the Extensions API, at the same host; emulators put both behind the prefix.
        string start = address.Prefix + "/2020-01-01/extension/";
        string end = string.Concat(" HTTP/1.1\r\nHost: ", address.HostHeader, "\r\n");
        var connection = Connection.To(address);
        var exchange = new HttpExchange(connection);
        ReadOnlySpan<byte> body = "{\"events\":[]}"u8;
        byte[] register = Encoding.UTF8.GetBytes(string.Concat("POST ", start, "register", end) +
            "Lambda-Extension-Name: lambda-native-shutdown\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n");
        if (exchange.Send(register, body) != ExchangeResult.Reply || exchange.Status != 200 || Identifier(exchange) is not { } identifier)
        {
            Log.Warn("the shutdown hooks will not run: the Extensions API did not register them");
            connection.Close();
            return;
        }
        byte[] next = Encoding.UTF8.GetBytes(string.Concat("GET ", start, "event/next", end) + string.Concat("Lambda-Extension-Identifier: ", identifier, "\r\n\r\n"));
        // Nothing was subscribed to: this never returns, and while it waits the platform counts the extension as ready.
        new Thread(() => exchange.Send(next, default), WaiterStackSize) { IsBackground = true, Name = "Lambda extension" }.Start();
    }

    private static string? Identifier(HttpExchange exchange)
    {
        HeaderLines lines = exchange.Headers;
        while (lines.MoveNext())
        {
            if (Ascii.EqualsIgnoreCase(lines.Name, "lambda-extension-identifier"u8))
                return Encoding.UTF8.GetString(lines.Value);
        }
        return null;
    }
}
