using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The context object of an execution.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html"/>.</remarks>
public sealed class StepFunctionsContext
{
    /// <summary>The execution.</summary>
    [JsonPropertyName("Execution")]
    public StepFunctionsExecution Execution { get => field ??= new(); init; }

    /// <summary>The state.</summary>
    [JsonPropertyName("State"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StepFunctionsState? State { get; init; }

    /// <summary>The state machine.</summary>
    [JsonPropertyName("StateMachine")]
    public StepFunctionsStateMachine StateMachine { get => field ??= new(); init; }

    /// <summary>The task, where it waits for a token.</summary>
    [JsonPropertyName("Task"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StepFunctionsTaskToken? Task { get; init; }
}

/// <summary>An execution of a state machine.</summary>
public sealed class StepFunctionsExecution
{
    /// <summary>The ARN.</summary>
    [JsonPropertyName("Id")]
    public string Id { get => field ?? ""; init; }

    /// <summary>The input of the execution.</summary>
    [JsonPropertyName("Input"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Input { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("Name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The role.</summary>
    [JsonPropertyName("RoleArn")]
    public string RoleArn { get => field ?? ""; init; }

    /// <summary>When it began.</summary>
    [JsonPropertyName("StartTime")]
    public DateTimeOffset StartTime { get; init; }

    /// <summary>How often it has been redriven.</summary>
    [JsonPropertyName("RedriveCount"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RedriveCount { get; init; }

    /// <summary>When it was last redriven.</summary>
    [JsonPropertyName("RedriveTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RedriveTime { get; init; }
}

/// <summary>A state of an execution.</summary>
public sealed class StepFunctionsState
{
    /// <summary>When it was entered.</summary>
    [JsonPropertyName("EnteredTime")]
    public DateTimeOffset EnteredTime { get; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("Name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>How often it has been tried again.</summary>
    [JsonPropertyName("RetryCount")]
    public int RetryCount { get; init; }
}

/// <summary>A state machine.</summary>
public sealed class StepFunctionsStateMachine
{
    /// <summary>The ARN.</summary>
    [JsonPropertyName("Id")]
    public string Id { get => field ?? ""; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("Name")]
    public string Name { get => field ?? ""; init; }
}

/// <summary>A task that waits for a token.</summary>
public sealed class StepFunctionsTaskToken
{
    /// <summary>The token.</summary>
    [JsonPropertyName("Token")]
    public string Token { get => field ?? ""; init; }
}
