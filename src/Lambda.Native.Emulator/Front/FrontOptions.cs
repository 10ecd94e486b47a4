namespace Lambda.Native.Emulator;

/// <summary>How an HTTP front is started.</summary>
public sealed class FrontOptions
{
    /// <summary>Which of AWS's fronts it is.</summary>
    public FrontKind Kind { get; init; } = FrontKind.HttpApi;

    /// <summary>The TCP port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The region in host names and ARNs.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account in the request's context and in ARNs.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The stage of an HTTP or REST API; null for <c>$default</c> of an HTTP API and <c>prod</c> of a REST API. An HTTP API puts any other than <c>$default</c> in front of the path.</summary>
    public string? Stage { get; init; }

    /// <summary>The media types a REST API takes as binary (<c>image/png</c>, <c>image/*</c>, <c>*/*</c>); a REST API has none unless it is told. The other fronts decide by themselves.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>How long an API waits for the function: null for API Gateway's own 30 s (HTTP API) and 29 s (REST API). The other fronts wait for as long as the function may take.</summary>
    public TimeSpan? IntegrationTimeout { get; init; }

    /// <summary>Asked once the time is up: true while a debugger is attached, which stops the clock.</summary>
    public Func<bool> IsDebugging { get; init; } = static () => false;

    /// <summary>Takes a line that says why the front answered by itself, as API Gateway's execution log would.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
