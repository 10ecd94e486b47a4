using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A policy from a Lambda authorizer, with a context for the integration.</summary>
/// <typeparam name="TContext">A type that is written as a JSON object.</typeparam>
/// <remarks>The context of a REST or WebSocket API takes text, numbers and booleans, no objects and arrays; that of an HTTP API takes both. Source:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html"/>.</remarks>
public class PolicyAuthorizerResponse<TContext>
{
    /// <summary>Who the caller is.</summary>
    [JsonPropertyName("principalId")]
    public string PrincipalId { get; set; } = "";

    /// <summary>What the caller may do.</summary>
    [JsonPropertyName("policyDocument")]
    public IamPolicy PolicyDocument { get => field ??= new(); set; }

    /// <summary>What the integration gets in <c>requestContext.authorizer</c>.</summary>
    [JsonPropertyName("context"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TContext? Context { get; set; }

    /// <summary>The API key of a usage plan, where the API takes it from the authorizer.</summary>
    [JsonPropertyName("usageIdentifierKey"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UsageIdentifierKey { get; set; }
}

/// <summary>A policy from a Lambda authorizer.</summary>
public sealed class PolicyAuthorizerResponse : PolicyAuthorizerResponse<Dictionary<string, string>>;
