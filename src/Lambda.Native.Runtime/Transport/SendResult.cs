namespace Lambda.Native.Transport;

/// <summary>How sending went.</summary>
internal enum SendResult
{
    /// <summary>Everything has been handed to the kernel.</summary>
    Sent,

    /// <summary>The other side answered before it had everything: the rest is not wanted, the reply is to be read.</summary>
    Interrupted,

    /// <summary>The connection was lost on the way.</summary>
    Lost,
}
