using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What AWS IoT Core asks before it provisions a device of a fleet.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html"/>.</remarks>
public sealed class IotProvisioningHookEvent
{
    /// <summary>The claim certificate the device came with.</summary>
    [JsonPropertyName("claimCertificateId")]
    public string ClaimCertificateId { get => field ?? ""; init; }

    /// <summary>The certificate the device is to get.</summary>
    [JsonPropertyName("certificateId")]
    public string CertificateId { get => field ?? ""; init; }

    /// <summary>That certificate, as PEM.</summary>
    [JsonPropertyName("certificatePem")]
    public string CertificatePem { get => field ?? ""; init; }

    /// <summary>The provisioning template.</summary>
    [JsonPropertyName("templateArn")]
    public string TemplateArn { get => field ?? ""; init; }

    /// <summary>The device's MQTT client identifier.</summary>
    [JsonPropertyName("clientId")]
    public string ClientId { get => field ?? ""; init; }

    /// <summary>What the device sent to be provisioned.</summary>
    [JsonPropertyName("parameters")]
    public Dictionary<string, string> Parameters { get => field ??= new(); init; }
}

/// <summary>What a pre-provisioning hook answers, within five seconds.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html"/>.</remarks>
public sealed class IotProvisioningHookResponse
{
    /// <summary>Whether the device is provisioned.</summary>
    [JsonPropertyName("allowProvisioning")]
    public bool AllowProvisioning { get; set; }

    /// <summary>Parameters in place of those the device sent.</summary>
    [JsonPropertyName("parameterOverrides"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ParameterOverrides { get; set; }
}
