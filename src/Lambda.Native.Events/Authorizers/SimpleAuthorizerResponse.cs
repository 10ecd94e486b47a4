using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Yes or no from a Lambda authorizer of an HTTP API that has simple responses enabled, with a context for the integration.</summary>
/// <typeparam name="TContext">A type that is written as a JSON object.</typeparam>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html"/>.</remarks>
public class SimpleAuthorizerResponse<TContext>
{
    /// <summary>Whether the request goes on.</summary>
    [JsonPropertyName("isAuthorized")]
    public bool IsAuthorized { get; set; }

    /// <summary>What the integration gets as <c>requestContext.authorizer.lambda</c>.</summary>
    [JsonPropertyName("context"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TContext? Context { get; set; }
}

/// <summary>Yes or no from a Lambda authorizer of an HTTP API that has simple responses enabled.</summary>
public sealed class SimpleAuthorizerResponse : SimpleAuthorizerResponse<Dictionary<string, string>>;
