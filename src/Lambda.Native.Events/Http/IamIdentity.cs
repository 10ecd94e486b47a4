using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The caller that signed an HTTP request.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html"/>.</remarks>
public sealed class IamIdentity
{
    /// <summary>The access key.</summary>
    [JsonPropertyName("accessKey"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessKey { get; init; }

    /// <summary>The caller's account.</summary>
    [JsonPropertyName("accountId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccountId { get; init; }

    /// <summary>The caller's principal.</summary>
    [JsonPropertyName("callerId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CallerId { get; init; }

    /// <summary>The caller's Cognito identity; none at a function URL.</summary>
    [JsonPropertyName("cognitoIdentity"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IamCognitoIdentity? CognitoIdentity { get; init; }

    /// <summary>The caller's organization.</summary>
    [JsonPropertyName("principalOrgId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrincipalOrgId { get; init; }

    /// <summary>The ARN of the caller's user.</summary>
    [JsonPropertyName("userArn"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserArn { get; init; }

    /// <summary>The caller's user.</summary>
    [JsonPropertyName("userId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserId { get; init; }
}

/// <summary>The Cognito identity of a caller.</summary>
public sealed class IamCognitoIdentity
{
    /// <summary>How the caller authenticated.</summary>
    [JsonPropertyName("amr"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Amr { get; init; }

    /// <summary>The identity.</summary>
    [JsonPropertyName("identityId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdentityId { get; init; }

    /// <summary>The pool of the identity.</summary>
    [JsonPropertyName("identityPoolId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdentityPoolId { get; init; }
}
