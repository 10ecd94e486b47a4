using System.Diagnostics;
using System.IO.Pipelines;

namespace Lambda.Native.Emulator;

/// <summary>What the function came back with: a whole payload, or a stream of it.</summary>
internal sealed record InvocationAnswer(ReadOnlyMemory<byte> Payload, string ContentType, string? FunctionError, PipeReader? Stream = null);

/// <summary>What became of it all, when the function is done.</summary>
/// <param name="Timing">As reported.</param>
/// <param name="StreamError">The error document of a stream that broke off; null otherwise.</param>
internal readonly record struct InvocationEnd(InvocationTiming Timing, ReadOnlyMemory<byte>? StreamError);

/// <summary>One event on its way: waiting, with the function, answered, done.</summary>
internal sealed class Invocation
{
    private readonly TaskCompletionSource<InvocationAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InvocationEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stage;
    private int _isOver;

    internal Invocation(ReadOnlyMemory<byte> lambdaEvent, InvocationOptions options, string functionArn, bool streaming)
    {
        Event = lambdaEvent;
        Options = options;
        IsStreaming = streaming;
        RequestId = options.RequestId ?? Guid.NewGuid().ToString();
        TraceId = options.TraceId ?? NewTraceId();
        FunctionArn = options.Qualifier is { } qualifier ? $"{functionArn}:{qualifier}" : functionArn;
        Tail = options.LogTail ? new LogTail() : null;
    }

    internal ReadOnlyMemory<byte> Event { get; }

    internal InvocationOptions Options { get; }

    /// <summary>Whether the invoker reads the answer while it is written.</summary>
    internal bool IsStreaming { get; }

    internal string RequestId { get; }

    internal string TraceId { get; }

    internal string FunctionArn { get; }

    /// <summary>A nonce of this attempt, which the runtime echoes.</summary>
    internal string AttemptId { get; } = Guid.NewGuid().ToString("N");

    internal LogTail? Tail { get; }

    /// <summary>When it was handed to the runtime; 0 before.</summary>
    internal long Started { get; private set; }

    /// <summary>When its answer began; 0 before. This and what follows are <see cref="Stopwatch"/> timestamps.</summary>
    internal long AnswerBegan { get; set; }

    /// <summary>When its answer was whole; 0 before.</summary>
    internal long AnswerEnded { get; set; }

    /// <summary>When the runtime asked for more, or did not any more; 0 before.</summary>
    internal long RuntimeDone { get; set; }

    /// <summary>When its extensions had asked for more, where they were waited for; 0 otherwise.</summary>
    internal long ExtensionsDone { get; set; }

    /// <summary>How long the answer is.</summary>
    internal long ProducedBytes { get; set; }

    internal DateTimeOffset Deadline { get; private set; }

    /// <summary>Of the process it was the first of.</summary>
    internal TimeSpan? InitDuration { get; set; }

    /// <summary>With SnapStart, of the process it was the first of.</summary>
    internal TimeSpan? RestoreDuration { get; set; }

    /// <summary>Nobody waits for it any more: not to be handed out, but seen to its end once it is.</summary>
    internal bool Abandoned { get; set; }

    /// <summary>Ends it when its time is over.</summary>
    internal Timer? Timer { get; set; }

    /// <summary>While an answer is streamed: ends that, with an error document.</summary>
    internal ResponseStream? Stream { get; set; }

    /// <summary>Of a stream that broke off: the error document.</summary>
    internal ReadOnlyMemory<byte>? StreamError { get; set; }

    /// <summary>For one who does not wait until the function is done.</summary>
    internal InvocationTiming TimingSoFar => new(Started == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Started), InitDuration, null) { RestoreDuration = RestoreDuration };

    internal Task<InvocationAnswer> Answer => _answer.Task;

    internal Task<InvocationEnd> End => _end.Task;

    internal void Start(DateTimeOffset deadline)
    {
        Deadline = deadline;
        Started = Stopwatch.GetTimestamp();
    }

    /// <summary>False when there is an answer already.</summary>
    internal bool TryAnswer(InvocationAnswer answer) => _answer.TrySetResult(answer);

    /// <summary>The function will not finish what it streams.</summary>
    internal void BreakStream(ReadOnlyMemory<byte> error)
    {
        if (Stream is { } stream && stream.Break())
            StreamError ??= error;
    }

    /// <summary>It is answered, and the function is not done yet. False when it was so before.</summary>
    internal bool BeginFinishing() => Interlocked.CompareExchange(ref _stage, 1, 0) == 0;

    /// <summary>The function is done with it. False when it was not <see cref="BeginFinishing"/>.</summary>
    internal bool EndFinishing() => Interlocked.Exchange(ref _stage, 2) == 1;

    /// <summary>Whether it is over, and only to be told of.</summary>
    internal bool IsOver => Volatile.Read(ref _isOver) != 0;

    /// <summary>It is over now. False when it was before: the end of its process and that of its handler may come at the same time.</summary>
    internal bool TryBeOver() => Interlocked.Exchange(ref _isOver, 1) == 0;

    internal void SetEnd(InvocationTiming timing) => _end.TrySetResult(new InvocationEnd(timing, StreamError));

    /// <summary>It is too old to be handed out.</summary>
    internal void Expire()
    {
        _answer.TrySetException(new EventAgeExceededException());
        _end.TrySetCanceled();
    }

    /// <summary>The emulator ends: nobody will answer.</summary>
    internal void Cancel()
    {
        _answer.TrySetCanceled();
        _end.TrySetCanceled();
    }

    internal static string NewTraceId()
    {
        Span<byte> random = stackalloc byte[20];
        System.Security.Cryptography.RandomNumberGenerator.Fill(random);
        string hex = Convert.ToHexString(random).ToLowerInvariant();
        return $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{hex.AsSpan(0, 24)};Parent={hex.AsSpan(24)};Sampled=0";
    }
}
