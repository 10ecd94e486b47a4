using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>After a user has been signed in.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html"/>.</remarks>
public sealed class CognitoPostAuthenticationEvent : CognitoTriggerEvent<CognitoPostAuthenticationRequest, CognitoEmptyResponse>;

/// <summary>A user that has been signed in.</summary>
public sealed class CognitoPostAuthenticationRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>Whether the device is a new one, where the user pool remembers devices.</summary>
    [JsonPropertyName("newDeviceUsed"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NewDeviceUsed { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }
}
