using System.Text.Json;
using Lambda.Native.Api;
using Lambda.Native.Buffers;

namespace Lambda.Native;

/// <summary>
/// What Lambda says of the invocation at hand, by the names of
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</see>. It costs no allocation; a property is read from the event's
/// headers when it is asked for.
/// </summary>
/// <remarks>Valid until the handler has ended: for an asynchronous handler, until its task has. A later read throws <see cref="InvalidOperationException"/>
/// and never shows the next invocation's values. Reads are safe from any thread while the invocation lasts.</remarks>
public readonly struct LambdaContext
{
    private readonly Invocation? _invocation;
    private readonly int _generation;

    internal LambdaContext(Invocation invocation)
    {
        _invocation = invocation;
        _generation = invocation.Generation;
    }

    /// <summary>The id of this invocation, the same for each of its tries (<c>Lambda-Runtime-Aws-Request-Id</c>).</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public string RequestId => Current.RequestId;

    /// <summary>The ARN by which the function was called, with the version or alias if one was named (<c>Lambda-Runtime-Invoked-Function-Arn</c>). Empty where
    /// the server does not say.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public string InvokedFunctionArn => Current.FunctionArn;

    /// <summary>The X-Ray tracing header (<c>Lambda-Runtime-Trace-Id</c>), or null where there is none. With one invocation at a time it is also in the environment,
    /// as <c>_X_AMZN_TRACE_ID</c>, where AWS SDKs and OpenTelemetry read it.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public string? TraceId => Current.TraceId;

    /// <summary>The tenant the invocation is for, in functions with tenant isolation (<c>Lambda-Runtime-Aws-Tenant-Id</c>); otherwise null.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public string? TenantId => Current.TenantId;

    /// <summary>When the function times out, in UTC with a precision of 1 ms (<c>Lambda-Runtime-Deadline-Ms</c>); <see cref="DateTimeOffset.MaxValue"/> where the
    /// server gives no deadline or one before 2001, as some emulators do.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public DateTimeOffset Deadline => Current.DeadlineMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : DateTimeOffset.MaxValue;

    /// <summary>The time left until <see cref="Deadline"/>; zero or negative when it has passed, <see cref="TimeSpan.MaxValue"/> when there is none.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public TimeSpan RemainingTime => Current.DeadlineMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) - DateTimeOffset.UtcNow : TimeSpan.MaxValue;

    /// <summary>Cancelled <see cref="LambdaOptions.DeadlineMargin"/> before <see cref="Deadline"/>; never where there is no deadline. An
    /// <see cref="OperationCanceledException"/> that comes of it fails the invocation as <c>Function.DeadlineExceeded</c>. The first read makes a timer, and with it a
    /// thread of the thread pool.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public CancellationToken CancellationToken => Current.CancellationToken;

    /// <summary>Writes log records that carry this invocation's id.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public LambdaLog Log => new(Current);

    /// <summary>What a caller with a mobile SDK says of its application and environment (<c>Lambda-Runtime-Client-Context</c>), as JSON; null where there is nothing.
    /// Parsed when it is asked for.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    /// <exception cref="JsonException">The server gave something that is not JSON.</exception>
    public JsonElement? ClientContext => CallerIdentity.ParseClientContext(Current.ClientContext.Span);

    /// <summary>The bytes of <see cref="ClientContext"/> as the server gave them; empty where there is nothing. Valid until the handler has ended.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public ReadOnlyMemory<byte> ClientContextBytes => Current.ClientContext;

    /// <summary>The Amazon Cognito identity of the caller (<c>Lambda-Runtime-Cognito-Identity</c>); null where there is none. Parsed when it is asked for.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    /// <exception cref="JsonException">The server gave something that is not JSON.</exception>
    public LambdaCognitoIdentity? CognitoIdentity => CallerIdentity.ParseCognito(Current.CognitoIdentity.Span);

    /// <summary>The bytes of <see cref="CognitoIdentity"/> as the server gave them; empty where there is nothing. Valid until the handler has ended.</summary>
    /// <exception cref="InvalidOperationException">The invocation is over.</exception>
    public ReadOnlyMemory<byte> CognitoIdentityBytes => Current.CognitoIdentity;

    /// <summary>The function's name (<c>AWS_LAMBDA_FUNCTION_NAME</c>), empty outside Lambda.
    /// See <see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">AWS's list of variables</see>.</summary>
    public static string FunctionName => Variable("AWS_LAMBDA_FUNCTION_NAME");

    /// <summary>The function's version (<c>AWS_LAMBDA_FUNCTION_VERSION</c>), empty outside Lambda.</summary>
    public static string FunctionVersion => Variable("AWS_LAMBDA_FUNCTION_VERSION");

    /// <summary>The memory of the function in MB (<c>AWS_LAMBDA_FUNCTION_MEMORY_SIZE</c>), 0 outside Lambda.</summary>
    public static int MemoryLimitInMB => Digits.TryParse(Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), out long size) && size <= int.MaxValue ? (int)size : 0;

    /// <summary>The function's log group in CloudWatch (<c>AWS_LAMBDA_LOG_GROUP_NAME</c>), empty outside Lambda.</summary>
    public static string LogGroupName => Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    /// <summary>This instance's log stream in CloudWatch (<c>AWS_LAMBDA_LOG_STREAM_NAME</c>), empty outside Lambda.</summary>
    public static string LogStreamName => Variable("AWS_LAMBDA_LOG_STREAM_NAME");

    /// <summary>Makes a context for the unit test of a handler. It stays valid.</summary>
    /// <param name="requestId">The value of <see cref="RequestId"/>.</param>
    /// <param name="invokedFunctionArn">The value of <see cref="InvokedFunctionArn"/>.</param>
    /// <param name="traceId">The value of <see cref="TraceId"/>.</param>
    /// <param name="tenantId">The value of <see cref="TenantId"/>.</param>
    /// <param name="deadline">The value of <see cref="Deadline"/>, cut to whole ms; null for none.</param>
    public static LambdaContext Create(
        string requestId = "00000000-0000-0000-0000-000000000000",
        string invokedFunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:test",
        string? traceId = null,
        string? tenantId = null,
        DateTimeOffset? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        ArgumentNullException.ThrowIfNull(invokedFunctionArn);
        return new LambdaContext(Invocation.Detached(requestId, invokedFunctionArn, traceId, tenantId, deadline));
    }

    private Invocation Current
    {
        get
        {
            if (_invocation is null || _invocation.Generation != _generation)
                ThrowOver();
            return _invocation!;
        }
    }

    private void ThrowOver() => throw new InvalidOperationException(
        _invocation is null
            ? "This LambdaContext belongs to no invocation; LambdaContext.Create makes one for tests."
            : "The invocation of this LambdaContext is over. Read what is needed while the handler runs.");

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
