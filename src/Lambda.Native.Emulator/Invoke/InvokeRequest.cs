using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>The parts that a request to invoke has in common, whatever way the answer goes back.</summary>
/// <param name="Event">The event: JSON.</param>
/// <param name="Options">What goes with it.</param>
internal sealed record InvokeRequest(byte[] Event, InvocationOptions Options)
{
    /// <summary>What Lambda takes in a synchronous invocation.</summary>
    internal const int MaxEventLength = 6 << 20;

    /// <summary>What Lambda takes in an asynchronous invocation.</summary>
    internal const int MaxAsynchronousEventLength = 1 << 20;

    private const int MaxClientContextLength = 3583;

    /// <summary>Reads and checks it; null after a refusal.</summary>
    internal static async ValueTask<InvokeRequest?> ReadAsync(HttpContext context, EmulatorOptions options, int maxLength, string operation)
    {
        if (!IsFunction((string)context.Request.RouteValues["name"]!, options, out string? qualifier, out string name))
        {
            await InvokeErrors.WriteAsync(context, 404, "ResourceNotFoundException", $"Function not found: arn:aws:lambda:{options.Region}:123456789012:function:{name}");
            return null;
        }
        byte[] lambdaEvent;
        try
        {
            lambdaEvent = await RequestBody.ReadAsync(context.Request, maxLength);
        }
        catch (RequestTooLargeException)
        {
            await InvokeErrors.WriteAsync(context, 413, "RequestTooLargeException", $"Request must be smaller than {maxLength} bytes for the {operation} operation");
            return null;
        }
        if (lambdaEvent.Length == 0)
        {
            lambdaEvent = "{}"u8.ToArray();
        }
        else if (JsonError(lambdaEvent) is { } error)
        {
            await InvokeErrors.WriteAsync(context, 400, "InvalidRequestContentException", $"Could not parse request body into json: {error}");
            return null;
        }
        IHeaderDictionary headers = context.Request.Headers;
        if (!TryReadClientContext(headers["X-Amz-Client-Context"].ToString(), out string? clientContext))
        {
            await InvokeErrors.WriteAsync(context, 400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
            return null;
        }
        return new InvokeRequest(lambdaEvent, new InvocationOptions
        {
            TraceId = NullIfEmpty(headers["X-Amzn-Trace-Id"]),
            ClientContext = clientContext,
            CognitoIdentity = NullIfEmpty(headers["Lambda-Runtime-Cognito-Identity"]),
            TenantId = NullIfEmpty(headers["X-Amz-Tenant-Id"]),
            Qualifier = qualifier ?? NullIfEmpty(context.Request.Query["Qualifier"]),
            LogTail = headers["X-Amz-Log-Type"].ToString().Equals("Tail", StringComparison.OrdinalIgnoreCase),
        });
    }

    /// <summary>A name, a name with a qualifier, an ARN or a part of one. The plain name <c>function</c> always means the one that is here.</summary>
    private static bool IsFunction(string reference, EmulatorOptions options, out string? qualifier, out string name)
    {
        string[] parts = Uri.UnescapeDataString(reference).Split(':');
        int at = Array.LastIndexOf(parts, "function");
        if (at >= 0 && at + 1 < parts.Length)
            parts = parts[(at + 1)..];
        name = parts[0];
        qualifier = parts.Length > 1 ? parts[1] : null;
        return name == options.FunctionName || name == "function";
    }

    /// <summary>What is wrong with it as JSON; null when nothing is.</summary>
    internal static string? JsonError(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
            }
            return null;
        }
        catch (JsonException failure)
        {
            return failure.Message;
        }
    }

    private static bool TryReadClientContext(string header, out string? json)
    {
        json = null;
        if (header.Length == 0)
            return true;
        byte[] decoded = new byte[header.Length];
        if (header.Length > MaxClientContextLength || !Convert.TryFromBase64String(header, decoded, out int length) || JsonError(decoded.AsSpan(0, length)) is not null)
            return false;
        json = Encoding.UTF8.GetString(decoded, 0, length);
        // It becomes a header's value, which has no line breaks.
        if (json.AsSpan().IndexOfAnyInRange('\0', '\x1F') >= 0 || json.Any(character => character > '\x7E'))
            json = Compact(decoded.AsMemory(0, length));
        return true;
    }

    private static string Compact(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private static string? NullIfEmpty(Microsoft.Extensions.Primitives.StringValues values) => values.ToString() is { Length: > 0 } text ? text : null;
}
