using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Before a message goes to a user.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html"/>.</remarks>
public sealed class CognitoCustomMessageEvent : CognitoTriggerEvent<CognitoCustomMessageRequest, CognitoCustomMessageResponse>;

/// <summary>The message to be sent.</summary>
public sealed class CognitoCustomMessageRequest
{
    /// <summary>The attributes of the user.</summary>
    [JsonPropertyName("userAttributes")]
    public Dictionary<string, string> UserAttributes { get => field ??= new(); init; }

    /// <summary>What stands for the code: <c>{####}</c>.</summary>
    [JsonPropertyName("codeParameter"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CodeParameter { get; init; }

    /// <summary>What stands for the link: <c>{##Click Here##}</c>.</summary>
    [JsonPropertyName("linkParameter"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LinkParameter { get; init; }

    /// <summary>What stands for the user's name, for a user that an administrator makes.</summary>
    [JsonPropertyName("usernameParameter"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UsernameParameter { get; init; }

    /// <summary>What the app sends along.</summary>
    [JsonPropertyName("clientMetadata"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? ClientMetadata { get; init; }
}

/// <summary>The message.</summary>
public sealed class CognitoCustomMessageResponse
{
    /// <summary>The text by SMS; it has what stands for the code.</summary>
    [JsonPropertyName("smsMessage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SmsMessage { get; set; }

    /// <summary>The text by email; it has what stands for the code.</summary>
    [JsonPropertyName("emailMessage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EmailMessage { get; set; }

    /// <summary>The subject by email.</summary>
    [JsonPropertyName("emailSubject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EmailSubject { get; set; }
}
