using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Before an identity token and an access token are made: versions 2 and 3 of the event.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html"/>.</remarks>
public sealed class CognitoPreTokenGenerationV2Event : CognitoTriggerEvent<CognitoPreTokenGenerationV2Request, CognitoPreTokenGenerationV2Response>;

/// <summary>The user the tokens are for.</summary>
public sealed class CognitoPreTokenGenerationV2Request
{
    /// <summary>The attributes of the user; none for a machine.</summary>
    [JsonPropertyName("userAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? UserAttributes { get; init; }

    /// <summary>The scopes of the access token.</summary>
    [JsonPropertyName("scopes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Scopes { get; init; }

    /// <summary>The groups of the user.</summary>
    [JsonPropertyName("groupConfiguration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoGroupConfiguration? GroupConfiguration { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }
}

/// <summary>What is changed in the tokens.</summary>
public sealed class CognitoPreTokenGenerationV2Response
{
    /// <summary>The changes.</summary>
    [JsonPropertyName("claimsAndScopeOverrideDetails"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoClaimsAndScopeOverride? ClaimsAndScopeOverrideDetails { get; set; }
}

/// <summary>What is changed in the tokens.</summary>
public sealed class CognitoClaimsAndScopeOverride
{
    /// <summary>The changes of the identity token.</summary>
    [JsonPropertyName("idTokenGeneration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoTokenOverride? IdTokenGeneration { get; set; }

    /// <summary>The changes of the access token.</summary>
    [JsonPropertyName("accessTokenGeneration"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoTokenOverride? AccessTokenGeneration { get; set; }

    /// <summary>The groups in place of those of the user.</summary>
    [JsonPropertyName("groupOverrideDetails"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CognitoGroupConfiguration? GroupOverrideDetails { get; set; }
}

/// <summary>What is changed in a token.</summary>
public sealed class CognitoTokenOverride
{
    /// <summary>Claims that are added or replaced; any JSON.</summary>
    [JsonPropertyName("claimsToAddOrOverride"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, JsonNode?>? ClaimsToAddOrOverride { get; set; }

    /// <summary>Claims that are left out.</summary>
    [JsonPropertyName("claimsToSuppress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? ClaimsToSuppress { get; set; }

    /// <summary>Scopes that are added, to an access token.</summary>
    [JsonPropertyName("scopesToAdd"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? ScopesToAdd { get; set; }

    /// <summary>Scopes that are left out, of an access token.</summary>
    [JsonPropertyName("scopesToSuppress"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? ScopesToSuppress { get; set; }
}
