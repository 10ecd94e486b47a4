namespace Lambda.Native.Emulator;

/// <summary>What the Runtime API tells the execution environment of its runtime.</summary>
internal interface IRuntimeEvents
{
    /// <summary>Its initialisation is over: it asked for an event, or for its restore, for the first time, and so did its extensions.</summary>
    void Initialised(RuntimeSession session);

    /// <summary>There is an event for one that waits for its restore.</summary>
    void Restoring(RuntimeSession session);

    /// <summary>It takes events.</summary>
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

    /// <summary>It says that it could not start, or not be restored.</summary>
    void InitFailed(RuntimeSession session, string errorType, byte[] document);
}
