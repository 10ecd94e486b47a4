using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What a custom authorizer of AWS IoT Core answers.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/iot/latest/developerguide/custom-auth-lambda.html"/>.</remarks>
public sealed class IotAuthorizerResponse
{
    /// <summary>Whether the device may connect.</summary>
    [JsonPropertyName("isAuthenticated")]
    public bool IsAuthenticated { get; set; }

    /// <summary>A name for the connection in logs: 1 to 128 letters and digits.</summary>
    [JsonPropertyName("principalId")]
    public string PrincipalId { get; set; } = "";

    /// <summary>How long the connection lives, in seconds: 300 to 86 400.</summary>
    [JsonPropertyName("disconnectAfterInSeconds")]
    public int DisconnectAfterInSeconds { get; set; } = 86_400;

    /// <summary>How often the authorizer is asked again, in seconds: 300 to 86 400.</summary>
    [JsonPropertyName("refreshAfterInSeconds")]
    public int RefreshAfterInSeconds { get; set; } = 86_400;

    /// <summary>What the device may do: ten policies at most, 2 048 characters each.</summary>
    [JsonPropertyName("policyDocuments")]
    public List<IamPolicy> PolicyDocuments { get => field ??= []; set; }
}
