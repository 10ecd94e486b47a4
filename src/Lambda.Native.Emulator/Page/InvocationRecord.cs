namespace Lambda.Native.Emulator;

/// <summary>An invocation that is over, as the page shows it; what is public is its JSON.</summary>
internal sealed class InvocationRecord
{
    private const int MaxKept = 256 << 10;

    private InvocationRecord()
    {
    }

    /// <summary>Of this record alone: the attempts of an asynchronous event are one request.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public required string RequestId { get; init; }

    /// <summary>When it was over.</summary>
    public required DateTimeOffset Time { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>Null for a warm start.</summary>
    public required double? InitMs { get; init; }

    public required long BilledMs { get; init; }

    public required long? MemoryBytes { get; init; }

    public required string? FunctionError { get; init; }

    public required int EventLength { get; init; }

    public required int AnswerLength { get; init; }

    /// <summary>What the function got; null when it was too large to keep.</summary>
    internal required ReadOnlyMemory<byte>? Event { get; init; }

    /// <summary>What it answered; null when it was too large to keep.</summary>
    internal required ReadOnlyMemory<byte>? Answer { get; init; }

    internal static InvocationRecord Of(ReadOnlyMemory<byte> lambdaEvent, InvocationResult result) => new()
    {
        RequestId = result.RequestId,
        Time = DateTimeOffset.UtcNow,
        DurationMs = Math.Round(result.Timing.Duration.TotalMilliseconds, 3),
        InitMs = result.Timing.InitDuration is { } init ? Math.Round(init.TotalMilliseconds, 3) : null,
        BilledMs = result.Timing.BilledMilliseconds,
        MemoryBytes = result.Timing.MaxMemoryUsed,
        FunctionError = result.FunctionError,
        EventLength = lambdaEvent.Length,
        AnswerLength = result.Payload.Length,
        Event = lambdaEvent.Length <= MaxKept ? lambdaEvent : null,
        Answer = result.Payload.Length <= MaxKept ? result.Payload : null,
    };
}
