using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.Http;
using Lambda.Native.Logging;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Extensions;

/// <summary>The calls of the Extensions API and the Telemetry API, and what becomes of their failures: what may pass is tried again, the rest is an <see cref="ExtensionException"/>.</summary>
internal sealed class ExtensionApiClient
{
    private const int MaxShownLength = 1024;
    private const int MaxMalformed = 10;

    // How long to wait before each new try, in ms.
    private static ReadOnlySpan<int> RetryPauses => [10, 50, 250, 1000, 1000];

    private readonly HttpExchange _exchange;
    private readonly Action<int> _pause;
    private readonly string _root;
    private readonly string _end;
    private readonly Utf8Buffer _head = new();
    private readonly Utf8Buffer _body = new();
    private string _identifier = "";
    private byte[] _next = [];

    /// <param name="address">Where the Runtime API listens; the others are there too.</param>
    /// <param name="connection">The connection to it, used by this client alone.</param>
    /// <param name="pause">Waits for a number of ms.</param>
    internal ExtensionApiClient(RuntimeApiAddress address, Connection connection, Action<int> pause)
    {
        _exchange = new HttpExchange(connection);
        _pause = pause;
        _root = address.Prefix;
        _end = address.RequestEnd;
    }

    internal void Register(string name, ExtensionEvents events, LambdaExtension extension)
    {
        _body.Clear();
        _body.Write("{\"events\":["u8);
        if ((events & ExtensionEvents.Invoke) != 0)
            _body.Write("\"INVOKE\""u8);
        if (events == ExtensionEvents.All)
            _body.Write((byte)',');
        if ((events & ExtensionEvents.Shutdown) != 0)
            _body.Write("\"SHUTDOWN\""u8);
        _body.Write("]}"u8);
        Begin("POST ", "/2020-01-01/extension/register");
        AddHeader("Lambda-Extension-Name: "u8, name);
        AddHeader("Lambda-Extension-Accept-Feature: "u8, "accountId");
        Send("registering the extension");
        _identifier = Header("lambda-extension-identifier"u8);
        if (_identifier.Length == 0)
            throw new ExtensionException("registering the extension was answered without an identifier", _exchange.Status);
        try
        {
            ExtensionEventReader.ReadRegistration(_exchange.Body.Span, extension);
        }
        catch (JsonException malformed)
        {
            // The extension is registered all the same; an emulator's reply may have no body at all.
            Log.Warn("the reply to the registration cannot be read: " + malformed.Message);
        }
        Begin("GET ", "/2020-01-01/extension/event/next");
        _head.Write("\r\n"u8);
        _next = _head.Written.ToArray();
    }

    /// <summary>Waits, for as long as it takes.</summary>
    internal ExtensionEvent Next()
    {
        int failures = 0;
        int malformed = 0;
        while (true)
        {
            ExchangeResult result = _exchange.Send(_next, default);
            if (result == ExchangeResult.Stale)
                continue;
            if (result == ExchangeResult.Reply)
            {
                if (_exchange.Status != 200)
                    throw Failed("asking for the next event");
                try
                {
                    if (ExtensionEventReader.Read(_exchange.Body.Span) is { } extensionEvent)
                        return extensionEvent;
                    Log.Warn("an event of an unknown type came and is passed over: " + Shown());
                }
                catch (JsonException why)
                {
                    Log.Error(string.Concat("an event came that cannot be read: ", why.Message));
                }
                if (++malformed == MaxMalformed)
                    throw new ExtensionException("ten events in a row could not be read", _exchange.Status);
                continue;
            }
            if (failures == RetryPauses.Length)
                throw new ExtensionException("no event could be had: " + _exchange.LastError, 0);
            _pause(RetryPauses[failures++]);
        }
    }

    internal void SubscribeToTelemetry(TelemetrySubscription subscription)
    {
        _body.Clear();
        _body.Write("{\"schemaVersion\":\"2022-12-13\",\"types\":["u8);
        bool first = true;
        foreach ((TelemetryTypes type, string name) in new[] { (TelemetryTypes.Platform, "platform"), (TelemetryTypes.Function, "function"), (TelemetryTypes.Extension, "extension") })
        {
            if ((subscription.Types & type) == 0)
                continue;
            if (!first)
                _body.Write((byte)',');
            first = false;
            JsonText.WriteString(_body, name.AsSpan());
        }
        _body.Write("],\"buffering\":{\"maxItems\":"u8);
        _body.WriteNumber(subscription.MaxItems);
        _body.Write(",\"maxBytes\":"u8);
        _body.WriteNumber(subscription.MaxBytes);
        _body.Write(",\"timeoutMs\":"u8);
        _body.WriteNumber((long)subscription.Timeout.TotalMilliseconds);
        _body.Write("},\"destination\":{\"protocol\":\"HTTP\",\"URI\":\"http://sandbox.localdomain:"u8);
        _body.WriteNumber(subscription.Port);
        _body.Write("\"}}"u8);
        Begin("PUT ", "/2022-07-01/telemetry");
        Send("subscribing to telemetry");
        // The Runtime Interface Emulator takes the call and does nothing.
        if (_exchange.Status != 200)
            Log.Warn("there will be no telemetry: " + Shown());
    }

    /// <summary>Tells the platform that the extension cannot start (init) or go on (exit). It ends the environment.</summary>
    internal void ReportError(string phase, Exception exception)
    {
        const string function = "Function";
        ErrorDocument.Write(_body, exception);
        Begin("POST ", "/2020-01-01/extension/" + phase + "/error");
        AddHeader("Lambda-Extension-Function-Error-Type: "u8, "Extension" + ErrorDocument.ErrorType(exception, null)[function.Length..]);
        Send("reporting the error");
    }

    private void Begin(string method, string path)
    {
        _head.Clear();
        _head.WriteText(method);
        _head.WriteText(_root);
        _head.WriteText(path);
        _head.WriteText(_end);
        if (_identifier.Length > 0)
            AddHeader("Lambda-Extension-Identifier: "u8, _identifier);
    }

    private void AddHeader(ReadOnlySpan<byte> name, string value)
    {
        _head.Write(name);
        _head.WriteText(value);
        _head.Write("\r\n"u8);
    }

    /// <summary>Sends what was begun, with the body. A 2xx is a success.</summary>
    private void Send(string what)
    {
        _head.Write("Content-Type: application/json\r\nContent-Length: "u8);
        _head.WriteNumber(_body.Length);
        _head.Write("\r\n\r\n"u8);
        int failures = 0;
        while (true)
        {
            ExchangeResult result = _exchange.Send(_head.Written, _body.Written);
            if (result == ExchangeResult.Stale)
                continue;
            if (result == ExchangeResult.Reply && _exchange.Status is >= 200 and < 300)
                return;
            if (result == ExchangeResult.Reply)
                throw Failed(what);
            // A request whose reply broke off may have been taken.
            if (result == ExchangeResult.Malformed || failures == RetryPauses.Length)
                throw new ExtensionException(string.Concat(what, " failed: ", _exchange.LastError), 0);
            _pause(RetryPauses[failures++]);
        }
    }

    private ExtensionException Failed(string what) => new(string.Concat(what, " was answered with ", Shown()), _exchange.Status);

    private string Shown()
    {
        ReadOnlySpan<byte> body = _exchange.Body.Span;
        var text = new Utf8Buffer(MaxShownLength * 2);
        text.Write("HTTP "u8);
        text.WriteNumber(_exchange.Status);
        text.Write((byte)' ');
        text.Write(body[..Math.Min(body.Length, MaxShownLength)]);
        return Encoding.UTF8.GetString(text.Written).TrimEnd();
    }

    /// <summary>Empty where it is not there, or holds what would break the next request's head.</summary>
    private string Header(ReadOnlySpan<byte> name)
    {
        HeaderLines lines = _exchange.Headers;
        while (lines.MoveNext())
        {
            if (Ascii.EqualsIgnoreCase(lines.Name, name) && !lines.Value.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
                return Encoding.UTF8.GetString(lines.Value);
        }
        return "";
    }
}
