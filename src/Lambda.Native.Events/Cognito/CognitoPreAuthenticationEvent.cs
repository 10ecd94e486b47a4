using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Before a user is signed in: an exception refuses.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html"/>.</remarks>
public sealed class CognitoPreAuthenticationEvent : CognitoTriggerEvent<CognitoPreAuthenticationRequest, CognitoEmptyResponse>;

/// <summary>A user to be signed in.</summary>
public sealed class CognitoPreAuthenticationRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("validationData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ValidationData { get; init; }

    /// <summary>Whether there is no such user, where the app client hides that from callers.</summary>
    [JsonPropertyName("userNotFound"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserNotFound { get; init; }
}
