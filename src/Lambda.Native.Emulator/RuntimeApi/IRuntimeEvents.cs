namespace Lambda.Native.Emulator;

/// <summary>What the Runtime API tells the execution environment of its runtime.</summary>
internal interface IRuntimeEvents
{
    /// <summary>It asked for an event for the first time, and so did its extensions.</summary>
    void Ready(RuntimeSession session);

    /// <summary>An extension wants to hear of what happens.</summary>
    void Subscribed(Extension extension, TelemetryStreams streams);

    /// <summary>An event is handed over: its time begins to run.</summary>
    void Starting(Invocation invocation);

    /// <summary>The invoker has its answer.</summary>
    void Answered(Invocation invocation);

    /// <summary>The runtime answered and asks for more.</summary>
    /// <param name="invocation">Which one it is done with.</param>
    /// <param name="at">When it asked, a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
    void Finished(Invocation invocation, long at);

    /// <summary>It says that it could not start.</summary>
    void InitFailed(RuntimeSession session, string errorType, byte[] document);
}
