using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Before a user is signed up: accept, refuse or confirm.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html"/>.</remarks>
public sealed class CognitoPreSignUpEvent : CognitoTriggerEvent<CognitoPreSignUpRequest, CognitoPreSignUpResponse>;

/// <summary>A user to be signed up.</summary>
public sealed class CognitoPreSignUpRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>What the app sends along to be validated.</summary>
    [JsonPropertyName("validationData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ValidationData { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }
}

/// <summary>What becomes of the user.</summary>
public sealed class CognitoPreSignUpResponse
{
    /// <summary>Whether the user is confirmed at once.</summary>
    [JsonPropertyName("autoConfirmUser")]
    public bool AutoConfirmUser { get; set; }

    /// <summary>Whether the phone number counts as verified.</summary>
    [JsonPropertyName("autoVerifyPhone")]
    public bool AutoVerifyPhone { get; set; }

    /// <summary>Whether the address counts as verified.</summary>
    [JsonPropertyName("autoVerifyEmail")]
    public bool AutoVerifyEmail { get; set; }
}
