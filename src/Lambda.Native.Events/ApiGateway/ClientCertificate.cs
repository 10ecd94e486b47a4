using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The certificate that a client showed in mutual TLS.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html"/>.</remarks>
public sealed class ClientCertificate
{
    /// <summary>The certificate, as PEM.</summary>
    [JsonPropertyName("clientCertPem")]
    public string ClientCertPem { get => field ?? ""; init; }

    /// <summary>The distinguished name of the subject.</summary>
    [JsonPropertyName("subjectDN")]
    public string SubjectDN { get => field ?? ""; init; }

    /// <summary>The distinguished name of the issuer.</summary>
    [JsonPropertyName("issuerDN")]
    public string IssuerDN { get => field ?? ""; init; }

    /// <summary>The serial number.</summary>
    [JsonPropertyName("serialNumber")]
    public string SerialNumber { get => field ?? ""; init; }

    /// <summary>From when to when the certificate is valid.</summary>
    [JsonPropertyName("validity")]
    public ClientCertificateValidity Validity { get => field ??= new(); init; }
}

/// <summary>From when to when a certificate is valid.</summary>
public sealed class ClientCertificateValidity
{
    /// <summary>The first moment, as <c>May 28 12:30:02 2019 GMT</c>.</summary>
    [JsonPropertyName("notBefore")]
    public string NotBefore { get => field ?? ""; init; }

    /// <summary>The last moment, as <c>Aug  5 09:36:04 2021 GMT</c>.</summary>
    [JsonPropertyName("notAfter")]
    public string NotAfter { get => field ?? ""; init; }
}
