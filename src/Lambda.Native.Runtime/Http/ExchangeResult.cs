namespace Lambda.Native.Http;

/// <summary>How a request and its reply went.</summary>
internal enum ExchangeResult
{
    /// <summary>A whole, well-formed reply was read. The connection may be open or closed.</summary>
    Reply,

    /// <summary>No connection could be made: the request was never seen.</summary>
    Unreachable,

    /// <summary>A kept-alive connection turned out to be closed before any byte of a reply: normal for servers that time idle connections out.</summary>
    Stale,

    /// <summary>A fresh connection was lost before any byte of a reply.</summary>
    Lost,

    /// <summary>The reply broke off, or is not HTTP. The connection has been dropped.</summary>
    Malformed,
}
