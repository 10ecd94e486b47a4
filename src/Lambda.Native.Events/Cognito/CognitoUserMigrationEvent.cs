using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A user that the pool does not know signs in or has forgotten the password.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html"/>.</remarks>
public sealed class CognitoUserMigrationEvent : CognitoTriggerEvent<CognitoUserMigrationRequest, CognitoUserMigrationResponse>;

/// <summary>A user to be looked up elsewhere.</summary>
public sealed class CognitoUserMigrationRequest
{
    /// <summary>The password; none when it has been forgotten.</summary>
    [JsonPropertyName("password"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Password { get; init; }

    /// <summary>What the app sends along to be validated.</summary>
    [JsonPropertyName("validationData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ValidationData { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }
}

/// <summary>The user as it is to be made.</summary>
public sealed class CognitoUserMigrationResponse
{
    /// <summary>The attributes of the user; required.</summary>
    [JsonPropertyName("userAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? UserAttributes { get; set; }

    /// <summary><c>CONFIRMED</c>, or <c>RESET_REQUIRED</c> for a new password.</summary>
    [JsonPropertyName("finalUserStatus"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FinalUserStatus { get; set; }

    /// <summary><c>SUPPRESS</c> for no welcome message.</summary>
    [JsonPropertyName("messageAction"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageAction { get; set; }

    /// <summary>How the welcome message is sent: <c>EMAIL</c>, <c>SMS</c>.</summary>
    [JsonPropertyName("desiredDeliveryMediums"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? DesiredDeliveryMediums { get; set; }

    /// <summary>Whether the address or number is taken from a user that has it.</summary>
    [JsonPropertyName("forceAliasCreation"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ForceAliasCreation { get; set; }

    /// <summary>Whether the user signs in with a code by SMS.</summary>
    [JsonPropertyName("enableSMSMFA"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? EnableSmsMfa { get; set; }
}
