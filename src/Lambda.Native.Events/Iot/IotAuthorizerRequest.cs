using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What AWS IoT Core asks a custom authorizer.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html"/>.</remarks>
public sealed class IotAuthorizerRequest
{
    /// <summary>The token of the device, where the authorizer takes signed ones.</summary>
    [JsonPropertyName("token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    /// <summary>Whether AWS IoT has checked the token's signature.</summary>
    [JsonPropertyName("signatureVerified")]
    public bool SignatureVerified { get; init; }

    /// <summary>Which of <see cref="ProtocolData"/> to expect: <c>tls</c>, <c>http</c>, <c>mqtt</c>.</summary>
    [JsonPropertyName("protocols")]
    public List<string> Protocols { get => field ??= []; init; }

    /// <summary>What the device sent.</summary>
    [JsonPropertyName("protocolData")]
    public IotProtocolData ProtocolData { get => field ??= new(); init; }

    /// <summary>The connection.</summary>
    [JsonPropertyName("connectionMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IotConnectionMetadata? ConnectionMetadata { get; init; }
}

/// <summary>What a device sent, by protocol.</summary>
public sealed class IotProtocolData
{
    /// <summary>The TLS handshake.</summary>
    [JsonPropertyName("tls"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IotTlsData? Tls { get; init; }

    /// <summary>The HTTP request.</summary>
    [JsonPropertyName("http"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IotHttpData? Http { get; init; }

    /// <summary>The MQTT CONNECT.</summary>
    [JsonPropertyName("mqtt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IotMqttData? Mqtt { get; init; }
}

/// <summary>The TLS handshake of a device.</summary>
public sealed class IotTlsData
{
    /// <summary>The host name the device asked for.</summary>
    [JsonPropertyName("serverName")]
    public string ServerName { get => field ?? ""; init; }
}

/// <summary>The HTTP request of a device.</summary>
public sealed class IotHttpData
{
    /// <summary>The headers.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The query, with the question mark.</summary>
    [JsonPropertyName("queryString"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? QueryString { get; init; }
}

/// <summary>The MQTT CONNECT of a device.</summary>
public sealed class IotMqttData
{
    /// <summary>The user name.</summary>
    [JsonPropertyName("username"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Username { get; init; }

    /// <summary>The password.</summary>
    [JsonPropertyName("password"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Password { get; init; }

    /// <summary>The client identifier; only when the device sends it.</summary>
    [JsonPropertyName("clientId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientId { get; init; }
}

/// <summary>The connection of a device.</summary>
public sealed class IotConnectionMetadata
{
    /// <summary>The connection, for logs.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }
}
