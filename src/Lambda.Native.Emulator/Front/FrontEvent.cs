using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>A request made into the event of its front.</summary>
internal static class FrontEvent
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="BadRequestException">The front would refuse the request by itself.</exception>
    internal static ReadOnlyMemory<byte> Write(FrontRequest request, FrontOptions options, string requestId)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + (request.Body.Length * 4 / 3));
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            switch (options.Kind)
            {
                case FrontKind.HttpApi or FrontKind.FunctionUrl:
                    Format2Event.Write(json, request, options, requestId);
                    break;
                case FrontKind.HttpApiFormat1 or FrontKind.RestApi:
                    Format1Event.Write(json, request, options, requestId);
                    break;
                default:
                    LoadBalancerEvent.Write(json, request, options);
                    break;
            }
        }
        return buffer.WrittenMemory;
    }

    /// <summary>The path as an HTTP API gives it, with the stage unless that is <c>$default</c>. It decodes twice and, between, takes a question mark for the begin of a query; observed, not documented.</summary>
    internal static string HttpApiPath(FrontRequest request, string stage)
    {
        string once = Uri.UnescapeDataString(request.RawPath);
        int question = once.IndexOf('?');
        if (question >= 0)
            once = once[..question];
        for (int percent = once.IndexOf('%'); percent >= 0; percent = once.IndexOf('%', percent + 1))
        {
            if (percent + 2 >= once.Length || !char.IsAsciiHexDigit(once[percent + 1]) || !char.IsAsciiHexDigit(once[percent + 2]))
                throw new BadRequestException("the path is not percent-encoded once it is decoded");
        }
        string path = Uri.UnescapeDataString(once);
        return stage == "$default" ? path : $"/{stage}{path}";
    }

    /// <summary>What every front adds to the client's headers; a client behind a proxy keeps its own address in front.</summary>
    internal static IEnumerable<KeyValuePair<string, List<string>>> WithForwarded(FrontRequest request)
    {
        string[] replaced = ["X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Amzn-Trace-Id"];
        foreach (KeyValuePair<string, List<string>> header in request.Headers)
        {
            if (!replaced.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                yield return header;
        }
        string? before = request.Header("X-Forwarded-For");
        yield return new("X-Amzn-Trace-Id", [request.TraceRoot]);
        yield return new("X-Forwarded-For", [before is null ? request.SourceIp : $"{before}, {request.SourceIp}"]);
        yield return new("X-Forwarded-Port", [request.Port.ToString(CultureInfo.InvariantCulture)]);
        yield return new("X-Forwarded-Proto", ["http"]);
    }

    internal static void WriteJoined(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, List<string>>> pairs, bool lowerCase = false) =>
        WriteObject(json, name, pairs, lowerCase, static (json, values) => json.WriteStringValue(string.Join(',', values)));

    internal static void WriteLast(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, List<string>>> pairs, bool lowerCase = false) =>
        WriteObject(json, name, pairs, lowerCase, static (json, values) => json.WriteStringValue(values[^1]));

    internal static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, List<string>>> pairs, bool lowerCase = false) =>
        WriteObject(json, name, pairs, lowerCase, static (json, values) =>
        {
            json.WriteStartArray();
            foreach (string value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        });

    private static void WriteObject(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, List<string>>> pairs, bool lowerCase, Action<Utf8JsonWriter, List<string>> write)
    {
        json.WriteStartObject(name);
        foreach ((string key, List<string> values) in pairs)
        {
            json.WritePropertyName(lowerCase ? key.ToLowerInvariant() : key);
            write(json, values);
        }
        json.WriteEndObject();
    }
}

/// <summary>A request that does not get as far as the function.</summary>
internal sealed class BadRequestException(string message) : Exception(message);
