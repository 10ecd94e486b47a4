using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What SES does next, from a function it calls with <c>RequestResponse</c>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda.html"/>.</remarks>
public sealed class SesDisposition
{
    /// <summary>One of the constants.</summary>
    [JsonPropertyName("disposition")]
    public string Disposition { get; set; } = Continue;

    /// <summary>The next action runs.</summary>
    public const string Continue = "CONTINUE";

    /// <summary>No further action of this rule runs; further rules do.</summary>
    public const string StopRule = "STOP_RULE";

    /// <summary>No further action and no further rule runs.</summary>
    public const string StopRuleSet = "STOP_RULE_SET";
}
