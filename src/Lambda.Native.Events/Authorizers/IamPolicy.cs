using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A policy that an authorizer answers.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"/>.</remarks>
public sealed class IamPolicy
{
    /// <summary>The version of the policy language.</summary>
    [JsonPropertyName("Version")]
    public string Version { get; set; } = "2012-10-17";

    /// <summary>The statements.</summary>
    [JsonPropertyName("Statement")]
    public List<IamPolicyStatement> Statements { get => field ??= []; set; }

    /// <summary>A policy that allows an action on resources: <c>IamPolicy.Allow("execute-api:Invoke", request.MethodArn)</c>.</summary>
    public static IamPolicy Allow(string action, params string[] resources) => Make("Allow", action, resources);

    /// <summary>A policy that denies an action on resources.</summary>
    public static IamPolicy Deny(string action, params string[] resources) => Make("Deny", action, resources);

    private static IamPolicy Make(string effect, string action, string[] resources) =>
        new() { Statements = [.. Array.ConvertAll(resources, resource => new IamPolicyStatement { Effect = effect, Action = action, Resource = resource })] };
}

/// <summary>A statement of a policy, for one action and one resource; both may have wildcards.</summary>
public sealed class IamPolicyStatement
{
    /// <summary>A name for the statement.</summary>
    [JsonPropertyName("Sid"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sid { get; set; }

    /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
    [JsonPropertyName("Effect")]
    public string Effect { get; set; } = "";

    /// <summary>The action: <c>execute-api:Invoke</c>.</summary>
    [JsonPropertyName("Action")]
    public string Action { get; set; } = "";

    /// <summary>The resource's ARN.</summary>
    [JsonPropertyName("Resource")]
    public string Resource { get; set; } = "";

    /// <summary>When the statement holds: operator, key, value.</summary>
    [JsonPropertyName("Condition"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, Dictionary<string, string>>? Condition { get; set; }
}
