using System.Net;

namespace Lambda.Native.Emulator;

/// <summary>How an HTTP front is started.</summary>
internal sealed record FrontOptions
{
    /// <summary>Which of AWS's fronts it is.</summary>
    public FrontKind Kind { get; init; } = FrontKind.HttpApi;

    /// <summary>The TCP port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether a port that is taken means the next one that is free, up to a hundred further.</summary>
    public bool NextFreePort { get; init; }

    /// <summary>The stage of an HTTP or REST API; null for <c>$default</c> of an HTTP API and <c>prod</c> of a REST API. An HTTP API puts any other than <c>$default</c> in front of the path.</summary>
    public string? Stage { get; init; }

    /// <summary>The media types a REST API takes as binary (<c>image/png</c>, <c>image/*</c>, <c>*/*</c>); a REST API has none unless it is told. The other fronts decide by themselves.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>How long an API waits for the function: null for API Gateway's own 30 s (HTTP API) and 29 s (REST API). The other fronts wait for as long as the function may take.</summary>
    public TimeSpan? IntegrationTimeout { get; init; }

    /// <summary>Takes a line that says why the front answered by itself, as API Gateway's execution log would.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Of the emulator, as are those that follow.</summary>
    internal IPAddress Address { get; init; } = IPAddress.Loopback;

    internal IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    internal string Region { get; init; } = "us-east-1";

    /// <summary>Asked once the time is up: a debugger stops the clock.</summary>
    internal Func<bool> IsDebugging { get; init; } = static () => false;
}
