using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A challenge is to be made.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html"/>.</remarks>
public sealed class CognitoCreateAuthChallengeEvent : CognitoTriggerEvent<CognitoCreateAuthChallengeRequest, CognitoCreateAuthChallengeResponse>;

/// <summary>The challenge to be made.</summary>
public sealed class CognitoCreateAuthChallengeRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary><c>CUSTOM_CHALLENGE</c>.</summary>
    [JsonPropertyName("challengeName")]
    public string ChallengeName { get => field ?? ""; init; }

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

/// <summary>A challenge.</summary>
public sealed class CognitoCreateAuthChallengeResponse
{
    /// <summary>What the app shows.</summary>
    [JsonPropertyName("publicChallengeParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PublicChallengeParameters { get; set; }

    /// <summary>What the trigger that verifies gets: the right answer.</summary>
    [JsonPropertyName("privateChallengeParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PrivateChallengeParameters { get; set; }

    /// <summary>A name for the challenge.</summary>
    [JsonPropertyName("challengeMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ChallengeMetadata { get; set; }
}
