using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What a REST API asks a Lambda authorizer of the type <c>TOKEN</c>; the answer is a <see cref="PolicyAuthorizerResponse"/>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html"/>.</remarks>
public sealed class TokenAuthorizerRequest
{
    /// <summary><c>TOKEN</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The value of the header that carries the token.</summary>
    [JsonPropertyName("authorizationToken")]
    public string AuthorizationToken { get => field ?? ""; init; }

    /// <summary>The method that is called.</summary>
    [JsonPropertyName("methodArn")]
    public string MethodArn { get => field ?? ""; init; }
}
