using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What all triggers of a Cognito user pool have in common.</summary>
/// <typeparam name="TRequest">The type of the request.</typeparam>
/// <typeparam name="TResponse">The type of the response.</typeparam>
/// <remarks>The function fills in the response and returns the event, within five seconds. What it throws is shown to the user. Source:
/// <see href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html"/>.</remarks>
public abstract class CognitoTriggerEvent<TRequest, TResponse>
    where TRequest : class, new()
    where TResponse : class, new()
{
    /// <summary>The version of the trigger's event: <c>1</c>, <c>2</c> or <c>3</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary>What happened: <c>PreSignUp_SignUp</c>.</summary>
    [JsonPropertyName("triggerSource")]
    public string TriggerSource { get => field ?? ""; init; }

    /// <summary>The region of the user pool.</summary>
    [JsonPropertyName("region")]
    public string Region { get => field ?? ""; init; }

    /// <summary>The user pool.</summary>
    [JsonPropertyName("userPoolId")]
    public string UserPoolId { get => field ?? ""; init; }

    /// <summary>The user.</summary>
    [JsonPropertyName("userName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserName { get; init; }

    /// <summary>Who called.</summary>
    [JsonPropertyName("callerContext")]
    public CognitoCallerContext CallerContext { get => field ??= new(); init; }

    /// <summary>What Cognito says.</summary>
    [JsonPropertyName("request")]
    public TRequest Request { get => field ??= new(); init; }

    /// <summary>What the function answers.</summary>
    [JsonPropertyName("response")]
    public TResponse Response { get => field ??= new(); set; }
}

/// <summary>Who called Cognito.</summary>
public sealed class CognitoCallerContext
{
    /// <summary>The version of the caller's SDK.</summary>
    [JsonPropertyName("awsSdkVersion")]
    public string AwsSdkVersion { get => field ?? ""; init; }

    /// <summary>The app client.</summary>
    [JsonPropertyName("clientId")]
    public string ClientId { get => field ?? ""; init; }
}
