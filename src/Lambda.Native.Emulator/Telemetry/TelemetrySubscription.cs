using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>A request to subscribe, with the bounds and defaults of https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html.</summary>
internal sealed record TelemetrySubscription
{
    private const int LambdasOwnPort = 9001;

    internal required TelemetryStreams Streams { get; init; }

    /// <summary>Where to; of HTTP with its path, of TCP null.</summary>
    internal required Uri? Uri { get; init; }

    internal required int Port { get; init; }

    /// <summary>Whether a function's JSON is handed on as such and not as a text: since schema version 2022-12-13.</summary>
    internal required bool HasJsonRecords { get; init; }

    internal int MaxItems { get; init; } = 10_000;

    internal int MaxBytes { get; init; } = 262_144;

    internal TimeSpan Wait { get; init; } = TimeSpan.FromMilliseconds(1000);

    /// <exception cref="FormatException">It makes no sense; the message says why.</exception>
    internal static TelemetrySubscription Parse(byte[] body, bool isManagedInstance)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            string version = root.GetProperty("schemaVersion").GetString() ?? "";
            if (version is not ("2022-07-01" or "2022-12-13" or "2025-01-29"))
                throw new FormatException($"schemaVersion: '{version}' is none of 2025-01-29, 2022-12-13, 2022-07-01");
            if (isManagedInstance && version != "2025-01-29")
                throw new FormatException("schemaVersion: Lambda Managed Instances require 2025-01-29");
            JsonElement destination = root.GetProperty("destination");
            (Uri? uri, int port) = ReadDestination(destination);
            JsonElement buffering = root.TryGetProperty("buffering", out JsonElement given) ? given : default;
            return new TelemetrySubscription
            {
                Streams = ReadStreams(root.GetProperty("types")),
                Uri = uri,
                Port = port,
                HasJsonRecords = version != "2022-07-01",
                MaxItems = Number(buffering, "maxItems", 1000, 10_000, 10_000),
                MaxBytes = Number(buffering, "maxBytes", 262_144, 1_048_576, 262_144),
                Wait = TimeSpan.FromMilliseconds(Number(buffering, "timeoutMs", 25, 30_000, 1000)),
            };
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("the body must be {\"schemaVersion\":…,\"types\":[…],\"destination\":{\"protocol\":…,\"URI\":…}}, with \"buffering\" if need be");
        }
    }

    private static TelemetryStreams ReadStreams(JsonElement types)
    {
        TelemetryStreams streams = TelemetryStreams.None;
        foreach (JsonElement type in types.EnumerateArray())
        {
            streams |= type.GetString() switch
            {
                "platform" => TelemetryStreams.Platform,
                "function" => TelemetryStreams.Function,
                "extension" => TelemetryStreams.Extension,
                var other => throw new FormatException($"types: '{other}' is none of platform, function, extension"),
            };
        }
        return streams != TelemetryStreams.None ? streams : throw new FormatException("types: at least one of platform, function, extension");
    }

    private static (Uri? Uri, int Port) ReadDestination(JsonElement destination)
    {
        string protocol = destination.GetProperty("protocol").GetString() ?? "";
        if (protocol is not ("HTTP" or "TCP"))
            throw new FormatException($"destination.protocol: '{protocol}' is neither HTTP nor TCP");
        int port;
        Uri? uri = null;
        if (protocol == "TCP" && destination.TryGetProperty("port", out JsonElement number))
        {
            port = number.TryGetInt32(out int given) ? given : 0;
        }
        else
        {
            string text = destination.GetProperty("URI").GetString() ?? "";
            if (!Uri.TryCreate(text, UriKind.Absolute, out uri) || !uri.Scheme.Equals(protocol, StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"destination.URI: '{text}' is not of the form {protocol.ToLowerInvariant()}://sandbox.localdomain:port");
            if (uri.Host is not ("sandbox.localdomain" or "sandbox"))
                throw new FormatException("destination.URI: the host must be sandbox.localdomain");
            port = uri.Port;
        }
        if (port is < 1 or > ushort.MaxValue)
            throw new FormatException("destination: there is no port from 1 to 65535");
        if (port == LambdasOwnPort)
            throw new FormatException("destination: port 9001 is Lambda's own");
        return (protocol == "HTTP" ? uri : null, port);
    }

    private static int Number(JsonElement buffering, string name, int least, int most, int otherwise)
    {
        if (buffering.ValueKind == JsonValueKind.Undefined || !buffering.TryGetProperty(name, out JsonElement value))
            return otherwise;
        return value.TryGetInt32(out int number) && number >= least && number <= most ? number : throw new FormatException($"buffering.{name}: a number from {least} to {most}");
    }
}
