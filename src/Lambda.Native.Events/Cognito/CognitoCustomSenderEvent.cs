using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A message to a user is to be sent: the triggers <c>CustomEmailSender</c> and <c>CustomSMSSender</c>. Nothing is read of what the function
/// returns.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html"/>.</remarks>
public sealed class CognitoCustomSenderEvent : CognitoTriggerEvent<CognitoCustomSenderRequest, CognitoEmptyResponse>;

/// <summary>The message to be sent.</summary>
public sealed class CognitoCustomSenderRequest
{
    /// <summary><c>customEmailSenderRequestV1</c> or <c>customSMSSenderRequestV1</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The code or password, encrypted by the AWS Encryption SDK, as base64.</summary>
    [JsonPropertyName("code"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }

    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? UserAttributes { get; init; }
}
