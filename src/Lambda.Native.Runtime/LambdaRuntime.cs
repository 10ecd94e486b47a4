using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Api;
using Lambda.Native.CompilerServices;
using Lambda.Native.Handlers;
using Lambda.Native.Lifetime;
using Lambda.Native.Logging;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native;

/// <summary>
/// Serves a function: asks the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</see> for events, hands each to
/// the handler and sends back the answer, or the error where the handler throws.
/// </summary>
/// <remarks>
/// <para>Call one of the <c>Run</c> methods once, at the end of <c>Main</c>; hooks, filters and options come before. None of them returns: the process ends, with exit
/// code 1, only when the Runtime API cannot be reached or answers with a server error, and a log line on standard output then says why. Without
/// <c>AWS_LAMBDA_RUNTIME_API</c> in the environment one line on standard error says so and the exit code is 1.</para>
/// <para>One event is handled at a time. A synchronous handler runs on the thread that called; it never touches the thread pool. An exception of the handler becomes
/// the invocation's error with type, message, stack and causes, is written to the log, and the next event is taken.</para>
/// <para>On Lambda Managed Instances (<c>AWS_LAMBDA_MAX_CONCURRENCY</c>) as many events are handled at a time as the platform says, each worker on a thread of its own with
/// 1 MiB of stack: what handlers, hooks and filters share must then be thread-safe.</para>
/// </remarks>
public static class LambdaRuntime
{
    private const string AddressVariable = "AWS_LAMBDA_RUNTIME_API";

    /// <summary>What can be set about the runtime.</summary>
    public static LambdaOptions Options { get; } = new();

    /// <summary>Writes log records, with the id of the invocation whose code is running, if any.</summary>
    public static LambdaLog Log => new(InvocationScope.Current.Invocation);

    /// <summary>Has something done before the first event is asked for, in the order of the calls. Lambda gives the initialisation 10 s.</summary>
    /// <param name="hook">If it throws, the platform is told (<c>/init/error</c>) and the process ends with exit code 1.</param>
    public static void OnInit(Func<Task> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var hooks = (InitHook?)LifetimeHooks.Init ?? new InitHook();
        hooks.Add(hook);
        LifetimeHooks.Init = hooks;
    }

    /// <summary>Has something done when Lambda ends the process (SIGTERM), last registered first. There is little time: 500 ms in all, so plan for 150.</summary>
    /// <param name="hook">If it throws, that is logged and the other hooks run all the same.</param>
    /// <remarks>Lambda sends SIGTERM only to functions with an extension; one that does nothing is registered, which costs a request at start and a sleeping thread. Services
    /// that are <see cref="IAsyncDisposable"/> are disposed here: <c>LambdaRuntime.OnShutdown(() => services.DisposeAsync().AsTask())</c>.</remarks>
    public static void OnShutdown(Func<Task> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var hooks = (ShutdownHook?)LifetimeHooks.Shutdown ?? new ShutdownHook();
        hooks.Add(hook);
        LifetimeHooks.Shutdown = hooks;
    }

    /// <summary>Has something done before a SnapStart snapshot is taken, last registered first: connections closed, caches dropped.</summary>
    /// <param name="hook">If it throws, the platform is told (<c>Runtime.BeforeSnapshotError</c>) and the process ends with exit code 1. Not called without SnapStart.</param>
    public static void BeforeSnapshot(Func<Task> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        SnapshotHook.Registered.AddBefore(hook);
    }

    /// <summary>Has something done after a SnapStart snapshot has been restored, in the order of the calls: what must be unique, or fresh.</summary>
    /// <param name="hook">If it throws, the platform is told (<c>Runtime.AfterRestoreError</c>) and the process ends with exit code 1. Not called without SnapStart.</param>
    public static void AfterRestore(Func<Task> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        SnapshotHook.Registered.AddAfter(hook);
    }

    /// <summary>Puts code around every invocation; the first that is added is the outermost.</summary>
    /// <param name="filter">Shared by all invocations.</param>
    public static void AddFilter(ILambdaFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var decorator = (FilterDecorator?)HandlerDecorator.Registered ?? new FilterDecorator();
        decorator.Add(filter);
        HandlerDecorator.Registered = decorator;
    }

    /// <summary>Handles JSON events and answers with JSON.</summary>
    /// <param name="eventType">How the event is read, from a source-generated <c>JsonSerializerContext</c>. What does not fit, and null, fails the invocation with
    /// <c>Function.InvalidEvent</c> before the handler is called; null is handed on only where <typeparamref name="TEvent"/> is a <see cref="Nullable{T}"/>.</param>
    /// <param name="answerType">How the answer is written. At most 6 291 556 bytes are taken by Lambda; more fails the invocation.</param>
    /// <param name="handler">The function.</param>
    [DoesNotReturn]
    public static void Run<TEvent, TAnswer>(
        JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, TAnswer> handler)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(answerType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new TypedHandler<TEvent, TAnswer>(eventType, answerType, handler));
    }

    /// <inheritdoc cref="Run{TEvent, TAnswer}(JsonTypeInfo{TEvent}, JsonTypeInfo{TAnswer}, Func{TEvent, LambdaContext, TAnswer})"/>
    [DoesNotReturn]
    public static void Run<TEvent, TAnswer>(
        JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, Task<TAnswer>> handler)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(answerType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new TypedAsyncHandler<TEvent, TAnswer>(eventType, answerType, handler));
    }

    /// <summary>Handles JSON events and has nothing to answer: the invoker gets <c>null</c>.</summary>
    /// <param name="eventType">How the event is read, from a source-generated <c>JsonSerializerContext</c>. What does not fit, and null, fails the invocation with
    /// <c>Function.InvalidEvent</c> before the handler is called; null is handed on only where <typeparamref name="TEvent"/> is a <see cref="Nullable{T}"/>.</param>
    /// <param name="handler">The function.</param>
    [DoesNotReturn]
    public static void Run<TEvent>(JsonTypeInfo<TEvent> eventType, Action<TEvent, LambdaContext> handler)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new TypedActionHandler<TEvent>(eventType, handler));
    }

    /// <inheritdoc cref="Run{TEvent}(JsonTypeInfo{TEvent}, Action{TEvent, LambdaContext})"/>
    [DoesNotReturn]
    public static void Run<TEvent>(JsonTypeInfo<TEvent> eventType, Func<TEvent, LambdaContext, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new TypedAsyncActionHandler<TEvent>(eventType, handler));
    }

    /// <summary>Answers with JSON, whatever the event is: it is not looked at.</summary>
    /// <param name="answerType">How the answer is written. At most 6 291 556 bytes are taken by Lambda; more fails the invocation.</param>
    /// <param name="handler">The function.</param>
    [DoesNotReturn]
    public static void Run<TAnswer>(JsonTypeInfo<TAnswer> answerType, Func<LambdaContext, TAnswer> handler)
    {
        ArgumentNullException.ThrowIfNull(answerType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new EventlessHandler<TAnswer>(answerType, handler));
    }

    /// <inheritdoc cref="Run{TAnswer}(JsonTypeInfo{TAnswer}, Func{LambdaContext, TAnswer})"/>
    [DoesNotReturn]
    public static void Run<TAnswer>(JsonTypeInfo<TAnswer> answerType, Func<LambdaContext, Task<TAnswer>> handler)
    {
        ArgumentNullException.ThrowIfNull(answerType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new EventlessAsyncHandler<TAnswer>(answerType, handler));
    }

    /// <summary>Handles events as bytes, without a copy on the way in or out. A function that uses only this form links no JSON library.</summary>
    /// <param name="handler">The function.</param>
    [DoesNotReturn]
    public static void RunRaw(RawHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new RawHandlerAdapter(handler));
    }

    /// <summary>Handles events as bytes, with a task.</summary>
    /// <param name="handler">The function. The event's memory, the buffer for the answer and the context are valid until its task has ended; the memory is then
    /// used for the next event.</param>
    [DoesNotReturn]
    public static void RunRaw(Func<ReadOnlyMemory<byte>, IBufferWriter<byte>, LambdaContext, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new RawAsyncHandlerAdapter(handler));
    }

    /// <summary>Handles events as bytes and answers with a stream that is sent while it is written
    /// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">response streaming</see>; the function has to be invoked for it).</summary>
    /// <param name="handler">The function. The event's memory, the stream and the context are valid until its task has ended.</param>
    [DoesNotReturn]
    public static void RunStream(Func<ReadOnlyMemory<byte>, ResponseStream, LambdaContext, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Serve(() => new StreamHandler(handler));
    }

    [DoesNotReturn]
    internal static void Serve(Func<InvocationHandler> makeHandler)
    {
        if (InProcessHost.IsSupported && InProcessHost.Current is { } host)
            host.Serve(makeHandler);
        if (FindRuntimeApi() is { } address)
            Serve(address, makeHandler);
        // Not a return: a thread the function left behind must not keep an instance alive that serves nobody.
        Environment.Exit(1);
    }

    /// <summary>Tells the platform that the handler in the function's settings is none of this bootstrap's functions, and ends the process.</summary>
    [DoesNotReturn]
    internal static void RefuseHandler(string? handler, string names)
    {
        string why = string.Concat(string.IsNullOrEmpty(handler) ? "No handler is set (_HANDLER)" : string.Concat("There is no function '", handler, "' in this bootstrap"), "; it has: ", names);
        if (InProcessHost.IsSupported && InProcessHost.Current is not null)
            throw new InvalidOperationException(why);
        if (FindRuntimeApi() is { } address)
        {
            Log.Fatal(string.Concat("Runtime.HandlerNotFound: ", why));
            new RuntimeApiClient(address, Connection.To(address), Thread.Sleep).FailInit(new ErrorReporter().Describe("Runtime.HandlerNotFound", why));
        }
        Environment.Exit(1);
    }

    /// <summary>Null where there is none; standard error says why.</summary>
    /// <param name="kind">What this program is, for the message: a function or an extension.</param>
    internal static RuntimeApiAddress? FindRuntimeApi(string kind = "function")
    {
        string? variable = Environment.GetEnvironmentVariable(AddressVariable);
        if (string.IsNullOrEmpty(variable))
            Refuse(string.Concat(AddressVariable + " is not set: this program is an AWS Lambda ", kind, " and is started by Lambda. To try it here, use `dotnet run` in its project, or set " + AddressVariable + " to the host:port of a Runtime API."));
        else if (!RuntimeApiAddress.TryParse(variable, out RuntimeApiAddress? address))
            Refuse(string.Concat(AddressVariable + " is '", variable, "', which is not of the form [http://]host[:port][/prefix]."));
        else
            return address;
        return null;
    }

    private static void Serve(RuntimeApiAddress address, Func<InvocationHandler> makeHandler)
    {
        var client = new RuntimeApiClient(address, Connection.To(address), Thread.Sleep);
        var errors = new ErrorReporter();
        if (LifetimeHooks.Init is { } init && !init.Run(client, address, errors))
            return;
        // Before a snapshot: with that the initialisation ends, and extensions register in it.
        if (LifetimeHooks.Shutdown is { } shutdown && !shutdown.Run(client, address, errors))
            return;
        if (Environment.GetEnvironmentVariable("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"
            && !(LifetimeHooks.Snapshot is { } snapshot ? snapshot.Run(client, address, errors) : client.TryWaitForRestore()))
            return;
        HandlerDecorator? decorator = HandlerDecorator.Registered;
        WorkerPool.Run(address, client, decorator is null ? makeHandler : () => decorator.Decorate(makeHandler()));
    }

    private static void Refuse(string why) => StandardStream.Error.Write(Encoding.UTF8.GetBytes(why + "\n"));
}
