using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Lambda.Native.Handlers;

namespace Lambda.Native.CompilerServices;

/// <summary>Serves the functions that generated code binds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LambdaFunctionHost
{
    /// <summary>The handler named in the function's settings.</summary>
    public static string? Handler => InProcessHost.IsSupported && InProcessHost.Current is { } host ? host.Handler : Environment.GetEnvironmentVariable("_HANDLER");

    /// <summary>Serves a function.</summary>
    [DoesNotReturn]
    public static void Run<TFunction>()
        where TFunction : struct, ILambdaFunction => LambdaRuntime.Serve(static () => new GeneratedHandler<TFunction>());

    /// <summary>Serves a function that streams its answers.</summary>
    [DoesNotReturn]
    public static void RunStream<TFunction>()
        where TFunction : struct, ILambdaStreamFunction => LambdaRuntime.Serve(static () => new GeneratedStreamHandler<TFunction>());

    /// <summary>Tells the platform that there is no function of the name asked for, and ends the process.</summary>
    /// <param name="names">The names there are.</param>
    [DoesNotReturn]
    public static void Refuse(string names) => LambdaRuntime.RefuseHandler(Handler, names);

    /// <summary>Waits on the worker's own thread.</summary>
    public static void Wait(Task task) => task.GetAwaiter().GetResult();

    /// <inheritdoc cref="Wait(Task)"/>
    public static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <inheritdoc cref="Wait(Task)"/>
    public static void Wait(ValueTask task)
    {
        // The result of a source that has completed is taken too: the source may be used again.
        if (task.IsCompleted)
            task.GetAwaiter().GetResult();
        else
            task.AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Wait(Task)"/>
    public static T Wait<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
}
