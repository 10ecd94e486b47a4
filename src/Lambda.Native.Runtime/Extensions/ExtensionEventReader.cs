using System.Text.Json;

namespace Lambda.Native.Extensions;

/// <summary>Reads the JSON of the Extensions API. Members it does not know are skipped; what has the wrong form is a <see cref="JsonException"/>.</summary>
internal static class ExtensionEventReader
{
    /// <summary>Null for a type of event that this library does not know.</summary>
    internal static ExtensionEvent? Read(ReadOnlySpan<byte> json)
    {
        var result = new ExtensionEvent();
        var reader = new Utf8JsonReader(json);
        Begin(ref reader);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("eventType"u8))
            {
                string? type = Text(ref reader);
                result.Type = type switch { "INVOKE" => ExtensionEvents.Invoke, "SHUTDOWN" => ExtensionEvents.Shutdown, _ => ExtensionEvents.None };
            }
            else if (reader.ValueTextEquals("deadlineMs"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long milliseconds))
                    throw new JsonException("deadlineMs is no whole number.");
                result.Deadline = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
            }
            else if (reader.ValueTextEquals("requestId"u8))
            {
                result.RequestId = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("invokedFunctionArn"u8))
            {
                result.InvokedFunctionArn = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("shutdownReason"u8))
            {
                // AWS's pages write it in capitals and in small letters.
                string reason = Text(ref reader) ?? "";
                result.ShutdownReason = Is(reason, "SPINDOWN") ? ShutdownReason.Spindown
                    : Is(reason, "TIMEOUT") ? ShutdownReason.Timeout
                    : Is(reason, "FAILURE") ? ShutdownReason.Failure
                    : ShutdownReason.Unknown;
            }
            else if (reader.ValueTextEquals("tracing"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null)
                    continue;
                if (reader.TokenType != JsonTokenType.StartObject)
                    throw new JsonException("tracing is no object.");
                while (NextMember(ref reader))
                {
                    if (reader.ValueTextEquals("value"u8))
                        result.TraceId = Text(ref reader) is { Length: > 0 } trace ? trace : null;
                    else
                        reader.Skip();
                }
            }
            else
            {
                reader.Skip();
            }
        }
        return result.Type == ExtensionEvents.None ? null : result;
    }

    internal static void ReadRegistration(ReadOnlySpan<byte> json, LambdaExtension extension)
    {
        var reader = new Utf8JsonReader(json);
        Begin(ref reader);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("functionName"u8))
                extension.FunctionName = Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("functionVersion"u8))
                extension.FunctionVersion = Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("handler"u8))
                extension.Handler = Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("accountId"u8))
                extension.AccountId = Text(ref reader);
            else
                reader.Skip();
        }
    }

    private static void Begin(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It is no object.");
    }

    private static bool NextMember(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType == JsonTokenType.PropertyName : throw new JsonException("It breaks off.");

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Null => null,
            _ => throw new JsonException("A text is none."),
        };
    }

    private static bool Is(string value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
