using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The answer to a challenge is to be checked.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html"/>.</remarks>
public sealed class CognitoVerifyAuthChallengeEvent : CognitoTriggerEvent<CognitoVerifyAuthChallengeRequest, CognitoVerifyAuthChallengeResponse>;

/// <summary>The answer to a challenge.</summary>
public sealed class CognitoVerifyAuthChallengeRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>What the trigger that made the challenge left.</summary>
    [JsonPropertyName("privateChallengeParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PrivateChallengeParameters { get; init; }

    /// <summary>What the user answered.</summary>
    [JsonPropertyName("challengeAnswer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChallengeAnswer { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }

    /// <summary>Whether there is no such user, where the app client hides that from callers.</summary>
    [JsonPropertyName("userNotFound"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserNotFound { get; init; }
}

/// <summary>Whether the answer is right.</summary>
public sealed class CognitoVerifyAuthChallengeResponse
{
    /// <summary>Whether the answer is right.</summary>
    [JsonPropertyName("answerCorrect")]
    public bool AnswerCorrect { get; set; }
}
