using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A task of a state machine that waits for a token: what a state with the resource <c>lambda:invoke.waitForTaskToken</c> sends when its payload is
/// <c>{"input.$": "$", "token.$": "$$.Task.Token", "context.$": "$$"}</c>.</summary>
/// <typeparam name="TInput">The type of the state's input.</typeparam>
/// <remarks>Without a token, a task's event is whatever its payload says: a type of your own. Source:
/// <see href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html"/>.</remarks>
public sealed class StepFunctionsTask<TInput>
{
    /// <summary>The input of the state.</summary>
    [JsonPropertyName("input")]
    public TInput Input { get; init; } = default!;

    /// <summary>What the calls SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat take.</summary>
    [JsonPropertyName("token")]
    public string Token { get => field ?? ""; init; }

    /// <summary>The context object, where the payload has it.</summary>
    [JsonPropertyName("context"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StepFunctionsContext? Context { get; init; }
}
