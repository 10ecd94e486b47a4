namespace Lambda.Native.Emulator;

/// <summary>What an invoker may say besides the event.</summary>
public sealed record InvocationOptions
{
    /// <summary>Nothing besides the event.</summary>
    public static InvocationOptions Default { get; } = new();

    /// <summary>The X-Ray header (<c>Root=1-…;Parent=…;Sampled=…</c>); null for a new one.</summary>
    public string? TraceId { get; init; }

    /// <summary>The client context as JSON (decoded; the Invoke API takes it in base64), or null.</summary>
    public string? ClientContext { get; init; }

    /// <summary>The Cognito identity as JSON (<c>{"cognitoIdentityId":…,"cognitoIdentityPoolId":…}</c>), or null.</summary>
    public string? CognitoIdentity { get; init; }

    /// <summary>The tenant of a function with tenant isolation, or null.</summary>
    public string? TenantId { get; init; }

    /// <summary>The media type of the event.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The version or alias that was invoked, which becomes part of the ARN the function sees; null for none.</summary>
    public string? Qualifier { get; init; }

    /// <summary>The request id, where the invoker already gave one away; null for a new one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether <see cref="InvocationResult.LogTail"/> is wanted; the result then comes after the function is done, and not only after its answer.</summary>
    public bool LogTail { get; init; }

    /// <summary>Of an asynchronous event: when it is too old to be handed out. Until then it waits for its turn, whatever the limit; null for one whose invoker waits.</summary>
    internal DateTimeOffset? Expires { get; init; }
}
