using Microsoft.Extensions.Logging;

namespace Lambda.Native.Logging;

/// <summary>Writes what libraries log through <see cref="ILogger"/> as records of the function, with the id of the invocation whose code logs.</summary>
/// <remarks>The platform's level (<c>AWS_LAMBDA_LOG_LEVEL</c>, INFO unless set) holds beside the filters of Microsoft.Extensions.Logging.</remarks>
[ProviderAlias("Lambda")]
public sealed class LambdaLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return new LambdaLogger(categoryName, () => _scopes);
    }

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Nothing is held.</summary>
    public void Dispose()
    {
    }
}
