using System.Text;
using Microsoft.Extensions.Logging;

namespace Lambda.Native.Logging;

/// <summary>One category. A record is "category: message", with the scopes in front of the message where there are any.</summary>
internal sealed class LambdaLogger(string category, Func<IExternalScopeProvider?> scopes) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => scopes()?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && LambdaRuntime.Log.IsEnabled(Level(logLevel));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
            return;
        var text = new StringBuilder(category).Append(": ");
        scopes()?.ForEachScope(static (scope, builder) => builder.Append(scope).Append(" => "), text);
        text.Append(formatter(state, exception));
        LambdaRuntime.Log.Write(Level(logLevel), text.ToString(), exception);
    }

    private static LambdaLogLevel Level(LogLevel level) => level switch
    {
        LogLevel.Trace => LambdaLogLevel.Trace,
        LogLevel.Debug => LambdaLogLevel.Debug,
        LogLevel.Information => LambdaLogLevel.Info,
        LogLevel.Warning => LambdaLogLevel.Warn,
        LogLevel.Error => LambdaLogLevel.Error,
        _ => LambdaLogLevel.Fatal,
    };
}
