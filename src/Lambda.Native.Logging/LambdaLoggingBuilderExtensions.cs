using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Lambda.Native.Logging;

/// <summary>Adds the provider to a logging builder.</summary>
public static class LambdaLoggingBuilderExtensions
{
    /// <summary>Writes log entries as records of the function. Adding it twice adds it once.</summary>
    public static ILoggingBuilder AddLambda(this ILoggingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, LambdaLoggerProvider>());
        return builder;
    }
}
