using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What a stream event has besides its records when its event source mapping has a tumbling window.</summary>
/// <typeparam name="TState">The type of the state that is carried from one invocation of the window to the next; 1 MB at most.</typeparam>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html"/>.</remarks>
public abstract class StreamTimeWindowEvent<TState>
{
    /// <summary>From when to when the window goes.</summary>
    [JsonPropertyName("window")]
    public StreamTimeWindow Window { get => field ??= new(); init; }

    /// <summary>What the invocation before answered; in the first one of a window, an empty object.</summary>
    [JsonPropertyName("state"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TState? State { get; init; }

    /// <summary>The shard.</summary>
    [JsonPropertyName("shardId")]
    public string ShardId { get => field ?? ""; init; }

    /// <summary>The stream.</summary>
    [JsonPropertyName("eventSourceARN")]
    public string EventSourceArn { get => field ?? ""; init; }

    /// <summary>Whether this is the last invocation of the window.</summary>
    [JsonPropertyName("isFinalInvokeForWindow")]
    public bool IsFinalInvokeForWindow { get; init; }

    /// <summary>Whether the window ends before its time, because the state is too large.</summary>
    [JsonPropertyName("isWindowTerminatedEarly")]
    public bool IsWindowTerminatedEarly { get; init; }
}

/// <summary>From when to when a tumbling window goes.</summary>
public sealed class StreamTimeWindow
{
    /// <summary>The beginning.</summary>
    [JsonPropertyName("start")]
    public DateTimeOffset Start { get; init; }

    /// <summary>The end.</summary>
    [JsonPropertyName("end")]
    public DateTimeOffset End { get; init; }
}

/// <summary>The state for the next invocation of a tumbling window.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html"/>.</remarks>
public sealed class StreamTimeWindowResponse<TState>
{
    /// <summary>The state; 1 MB at most. It is always written: an answer without it is a failure to Lambda.</summary>
    [JsonPropertyName("state")]
    public TState State { get; set; } = default!;

    /// <summary>The failed record, where the event source mapping has <c>ReportBatchItemFailures</c>.</summary>
    [JsonPropertyName("batchItemFailures"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<BatchItemFailure>? BatchItemFailures { get; set; }
}
