using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Which challenge comes next in a sign-in of your own.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html"/>.</remarks>
public sealed class CognitoDefineAuthChallengeEvent : CognitoTriggerEvent<CognitoDefineAuthChallengeRequest, CognitoDefineAuthChallengeResponse>;

/// <summary>A sign-in so far.</summary>
public sealed class CognitoDefineAuthChallengeRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>The challenges so far, the first one first.</summary>
    [JsonPropertyName("session")]
    public List<CognitoChallengeResult> Session { get => field ??= []; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }

    /// <summary>Whether there is no such user, where the app client hides that from callers.</summary>
    [JsonPropertyName("userNotFound"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UserNotFound { get; init; }
}

/// <summary>A challenge that has been answered.</summary>
public sealed class CognitoChallengeResult
{
    /// <summary><c>CUSTOM_CHALLENGE</c>, <c>SRP_A</c>, <c>PASSWORD_VERIFIER</c>, <c>SMS_MFA</c> and others; always to be checked.</summary>
    [JsonPropertyName("challengeName")]
    public string ChallengeName { get => field ?? ""; init; }

    /// <summary>Whether the answer was right.</summary>
    [JsonPropertyName("challengeResult")]
    public bool Passed { get; init; }

    /// <summary>The name a <c>CUSTOM_CHALLENGE</c> was given.</summary>
    [JsonPropertyName("challengeMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChallengeMetadata { get; init; }
}

/// <summary>What comes next in a sign-in.</summary>
public sealed class CognitoDefineAuthChallengeResponse
{
    /// <summary>The next challenge.</summary>
    [JsonPropertyName("challengeName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChallengeName { get; set; }

    /// <summary>Whether the user is signed in.</summary>
    [JsonPropertyName("issueTokens")]
    public bool IssueTokens { get; set; }

    /// <summary>Whether the sign-in has failed.</summary>
    [JsonPropertyName("failAuthentication")]
    public bool FailAuthentication { get; set; }
}
