using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What AWS Config asks of a custom rule; the evaluations go back by the call PutEvaluations.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html"/>.</remarks>
public sealed class ConfigEvent
{
    /// <summary>The version of the event: <c>1.0</c>.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }

    /// <summary>A <see cref="ConfigInvokingEvent"/> as JSON text.</summary>
    [JsonPropertyName("invokingEvent")]
    public string InvokingEvent { get => field ?? ""; init; }

    /// <summary>The rule's parameters as JSON text.</summary>
    [JsonPropertyName("ruleParameters"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RuleParameters { get; init; }

    /// <summary>The token that PutEvaluations takes.</summary>
    [JsonPropertyName("resultToken")]
    public string ResultToken { get => field ?? ""; init; }

    /// <summary>Whether the resource has left the rule's scope.</summary>
    [JsonPropertyName("eventLeftScope")]
    public bool EventLeftScope { get; init; }

    /// <summary>The role of AWS Config.</summary>
    [JsonPropertyName("executionRoleArn"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExecutionRoleArn { get; init; }

    /// <summary>The rule.</summary>
    [JsonPropertyName("configRuleArn")]
    public string ConfigRuleArn { get => field ?? ""; init; }

    /// <summary>The name of the rule.</summary>
    [JsonPropertyName("configRuleName")]
    public string ConfigRuleName { get => field ?? ""; init; }

    /// <summary>The identifier of the rule.</summary>
    [JsonPropertyName("configRuleId")]
    public string ConfigRuleId { get => field ?? ""; init; }

    /// <summary>The account of the rule.</summary>
    [JsonPropertyName("accountId")]
    public string AccountId { get => field ?? ""; init; }

    /// <summary><c>DETECTIVE</c> or <c>PROACTIVE</c>.</summary>
    [JsonPropertyName("evaluationMode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EvaluationMode { get; init; }
}
