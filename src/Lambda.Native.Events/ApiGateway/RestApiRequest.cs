using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A request that an API Gateway REST API sends, or an HTTP API in payload format 1.0.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html"/>.</remarks>
public sealed class RestApiRequest
{
    /// <summary><c>1.0</c> from an HTTP API; a REST API sends none.</summary>
    [JsonPropertyName("version"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    /// <summary>The resource that matched: <c>/orders/{id}</c>.</summary>
    [JsonPropertyName("resource")]
    public string Resource { get => field ?? ""; init; }

    /// <summary>The path, without the stage: still percent-encoded from a REST API; decoded, with the stage, from an HTTP API with payload format 1.0.</summary>
    [JsonPropertyName("path")]
    public string Path { get => field ?? ""; init; }

    /// <summary>The HTTP method.</summary>
    [JsonPropertyName("httpMethod")]
    public string HttpMethod { get => field ?? ""; init; }

    /// <summary>The headers, names as the client sent them; of repeated headers the last value.</summary>
    [JsonPropertyName("headers"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The headers with all their values.</summary>
    [JsonPropertyName("multiValueHeaders"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueHeaders { get; init; }

    /// <summary>The decoded query; of repeated names the last value.</summary>
    [JsonPropertyName("queryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? QueryStringParameters { get; init; }

    /// <summary>The decoded query with all values.</summary>
    [JsonPropertyName("multiValueQueryStringParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, List<string>>? MultiValueQueryStringParameters { get; init; }

    /// <summary>The values of the resource's parameters.</summary>
    [JsonPropertyName("pathParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? PathParameters { get; init; }

    /// <summary>The stage's variables.</summary>
    [JsonPropertyName("stageVariables"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? StageVariables { get; init; }

    /// <summary>What API Gateway knows of the request.</summary>
    [JsonPropertyName("requestContext")]
    public RestApiRequestContext RequestContext { get => field ??= new(); init; }

    /// <summary>The body: text, or base64 when <see cref="IsBase64Encoded"/>.</summary>
    [JsonPropertyName("body"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>Whether <see cref="Body"/> is base64.</summary>
    [JsonPropertyName("isBase64Encoded")]
    public bool IsBase64Encoded { get; init; }
}

/// <summary>What API Gateway knows of a request of payload format 1.0.</summary>
public sealed class RestApiRequestContext
{
    /// <summary>The account that owns the API.</summary>
    [JsonPropertyName("accountId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccountId { get; init; }

    /// <summary>The API's identifier.</summary>
    [JsonPropertyName("apiId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApiId { get; init; }

    /// <summary>What the method's authorizer found.</summary>
    [JsonPropertyName("authorizer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestApiAuthorizer? Authorizer { get; init; }

    /// <summary>The deployment that served the request.</summary>
    [JsonPropertyName("deploymentId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeploymentId { get; init; }

    /// <summary>The host name the request came to.</summary>
    [JsonPropertyName("domainName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DomainName { get; init; }

    /// <summary>The first label of <see cref="DomainName"/>.</summary>
    [JsonPropertyName("domainPrefix"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DomainPrefix { get; init; }

    /// <summary>The identifier API Gateway also sends to the client, in <c>x-amz-apigw-id</c>.</summary>
    [JsonPropertyName("extendedRequestId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExtendedRequestId { get; init; }

    /// <summary>The HTTP method.</summary>
    [JsonPropertyName("httpMethod"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HttpMethod { get; init; }

    /// <summary>Who called.</summary>
    [JsonPropertyName("identity")]
    public RestApiIdentity Identity { get => field ??= new(); init; }

    /// <summary>The name of the operation, where the API gives one.</summary>
    [JsonPropertyName("operationName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OperationName { get; init; }

    /// <summary>The path with the stage in front.</summary>
    [JsonPropertyName("path"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    /// <summary>The protocol: <c>HTTP/1.1</c>.</summary>
    [JsonPropertyName("protocol"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Protocol { get; init; }

    /// <summary>The identifier of the request.</summary>
    [JsonPropertyName("requestId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestId { get; init; }

    /// <summary>When the request came, as <c>04/Mar/2020:19:15:17 +0000</c>.</summary>
    [JsonPropertyName("requestTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RequestTime { get; init; }

    /// <summary>When the request came, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("requestTimeEpoch"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RequestTimeEpoch { get; init; }

    /// <summary>The identifier of the resource.</summary>
    [JsonPropertyName("resourceId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourceId { get; init; }

    /// <summary>The resource that matched.</summary>
    [JsonPropertyName("resourcePath"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ResourcePath { get; init; }

    /// <summary>The stage.</summary>
    [JsonPropertyName("stage"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stage { get; init; }

    /// <summary><see cref="RequestTimeEpoch"/> as a point in time.</summary>
    [JsonIgnore]
    public DateTimeOffset? Timestamp => RequestTimeEpoch is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}

/// <summary>Who called a REST or WebSocket API.</summary>
public sealed class RestApiIdentity
{
    /// <summary>The access key that signed the request.</summary>
    [JsonPropertyName("accessKey"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessKey { get; init; }

    /// <summary>The account of the signer.</summary>
    [JsonPropertyName("accountId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccountId { get; init; }

    /// <summary>The API key the client sent.</summary>
    [JsonPropertyName("apiKey"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApiKey { get; init; }

    /// <summary>The identifier of that API key.</summary>
    [JsonPropertyName("apiKeyId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApiKeyId { get; init; }

    /// <summary>The principal that signed the request.</summary>
    [JsonPropertyName("caller"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Caller { get; init; }

    /// <summary>The client's certificate, where mutual TLS is on.</summary>
    [JsonPropertyName("clientCert"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClientCertificate? ClientCert { get; init; }

    /// <summary>The Cognito authentication providers of the caller, separated by commas.</summary>
    [JsonPropertyName("cognitoAuthenticationProvider"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CognitoAuthenticationProvider { get; init; }

    /// <summary>The Cognito authentication type of the caller: <c>authenticated</c> or <c>unauthenticated</c>.</summary>
    [JsonPropertyName("cognitoAuthenticationType"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CognitoAuthenticationType { get; init; }

    /// <summary>The Cognito identity of the caller.</summary>
    [JsonPropertyName("cognitoIdentityId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CognitoIdentityId { get; init; }

    /// <summary>The pool of that identity.</summary>
    [JsonPropertyName("cognitoIdentityPoolId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CognitoIdentityPoolId { get; init; }

    /// <summary>The organization of the signer.</summary>
    [JsonPropertyName("principalOrgId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrincipalOrgId { get; init; }

    /// <summary>The address of the TCP connection the request came over.</summary>
    [JsonPropertyName("sourceIp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SourceIp { get; init; }

    /// <summary>The user that signed the request.</summary>
    [JsonPropertyName("user"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    /// <summary>The User-Agent header.</summary>
    [JsonPropertyName("userAgent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserAgent { get; init; }

    /// <summary>The ARN of the user that signed the request.</summary>
    [JsonPropertyName("userArn"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? UserArn { get; init; }

    /// <summary>The VPC of the endpoint that called a private API.</summary>
    [JsonPropertyName("vpcId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VpcId { get; init; }

    /// <summary>The VPC endpoint that called a private API.</summary>
    [JsonPropertyName("vpceId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VpceId { get; init; }
}

/// <summary>What the authorizer of a method found.</summary>
public sealed class RestApiAuthorizer
{
    /// <summary>The claims of the token, from a Cognito user pool or a JWT authorizer.</summary>
    [JsonPropertyName("claims"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Claims { get; init; }

    /// <summary>The scopes, from a JWT authorizer.</summary>
    [JsonPropertyName("scopes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Scopes { get; init; }

    /// <summary>The principal that a Lambda authorizer named.</summary>
    [JsonPropertyName("principalId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PrincipalId { get; init; }

    /// <summary>How long the Lambda authorizer took, in milliseconds.</summary>
    [JsonPropertyName("integrationLatency"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? IntegrationLatency { get; init; }

    /// <summary>The context that a Lambda authorizer answered; its values are text.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Context { get; set; }
}
