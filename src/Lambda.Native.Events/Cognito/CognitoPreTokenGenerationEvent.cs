using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Before an identity token is made: version 1 of the event.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html"/>.</remarks>
public sealed class CognitoPreTokenGenerationEvent : CognitoTriggerEvent<CognitoPreTokenGenerationRequest, CognitoPreTokenGenerationResponse>;

/// <summary>The user a token is for.</summary>
public sealed class CognitoPreTokenGenerationRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>The groups of the user.</summary>
    [JsonPropertyName("groupConfiguration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoGroupConfiguration? GroupConfiguration { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }
}

/// <summary>The groups of a user.</summary>
public sealed class CognitoGroupConfiguration
{
    /// <summary>The names of the groups.</summary>
    [JsonPropertyName("groupsToOverride"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? GroupsToOverride { get; set; }

    /// <summary>The roles of the groups.</summary>
    [JsonPropertyName("iamRolesToOverride"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? IamRolesToOverride { get; set; }

    /// <summary>The role to be used.</summary>
    [JsonPropertyName("preferredRole"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreferredRole { get; set; }
}

/// <summary>What is changed in the token.</summary>
public sealed class CognitoPreTokenGenerationResponse
{
    /// <summary>The changes.</summary>
    [JsonPropertyName("claimsOverrideDetails"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoClaimsOverride? ClaimsOverrideDetails { get; set; }
}

/// <summary>What is changed in an identity token.</summary>
public sealed class CognitoClaimsOverride
{
    /// <summary>Claims that are added or replaced.</summary>
    [JsonPropertyName("claimsToAddOrOverride"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClaimsToAddOrOverride { get; set; }

    /// <summary>Claims that are left out.</summary>
    [JsonPropertyName("claimsToSuppress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? ClaimsToSuppress { get; set; }

    /// <summary>The groups in place of those of the user.</summary>
    [JsonPropertyName("groupOverrideDetails"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoGroupConfiguration? GroupOverrideDetails { get; set; }
}
