using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Api;
using Lambda.Native.Handlers;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native;

/// <summary>
/// Serves a function: asks the <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Runtime API</see> for events, hands each to
/// the handler and sends back the answer, or the error where the handler throws.
/// </summary>
/// <remarks>
/// <para>Call one of the methods once, at the end of <c>Main</c>. None of them returns: the process ends, with exit code 1, only when the Runtime API cannot be
/// reached or answers with a server error, and a log line on standard output then says why. Without <c>AWS_LAMBDA_RUNTIME_API</c> in the environment one line on
/// standard error says so and the exit code is 1.</para>
/// <para>One event is handled at a time. A synchronous handler runs on the thread that called; it never touches the thread pool. An exception of the handler becomes
/// the invocation's error with type, message, stack and causes, is written to the log, and the next event is taken.</para>
/// </remarks>
public static class LambdaRuntime
{
    private const string AddressVariable = "AWS_LAMBDA_RUNTIME_API";

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
        Serve(new TypedHandler<TEvent, TAnswer>(eventType, answerType, handler));
    }

    /// <inheritdoc cref="Run{TEvent, TAnswer}(JsonTypeInfo{TEvent}, JsonTypeInfo{TAnswer}, Func{TEvent, LambdaContext, TAnswer})"/>
    [DoesNotReturn]
    public static void Run<TEvent, TAnswer>(
        JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, Task<TAnswer>> handler)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(answerType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(new TypedAsyncHandler<TEvent, TAnswer>(eventType, answerType, handler));
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
        Serve(new TypedActionHandler<TEvent>(eventType, handler));
    }

    /// <inheritdoc cref="Run{TEvent}(JsonTypeInfo{TEvent}, Action{TEvent, LambdaContext})"/>
    [DoesNotReturn]
    public static void Run<TEvent>(JsonTypeInfo<TEvent> eventType, Func<TEvent, LambdaContext, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(handler);
        Serve(new TypedAsyncActionHandler<TEvent>(eventType, handler));
    }

    /// <summary>Handles events as bytes, without a copy on the way in or out. A function that uses only this form links no JSON library.</summary>
    /// <param name="handler">The function.</param>
    [DoesNotReturn]
    public static void RunRaw(RawHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Serve(new RawHandlerAdapter(handler));
    }

    /// <summary>Handles events as bytes, with a task.</summary>
    /// <param name="handler">The function. The event's memory, the buffer for the answer and the context are valid until its task has ended; the memory is then
    /// used for the next event.</param>
    [DoesNotReturn]
    public static void RunRaw(Func<ReadOnlyMemory<byte>, IBufferWriter<byte>, LambdaContext, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Serve(new RawAsyncHandlerAdapter(handler));
    }

    [DoesNotReturn]
    private static void Serve(InvocationHandler handler)
    {
        string? variable = Environment.GetEnvironmentVariable(AddressVariable);
        if (string.IsNullOrEmpty(variable))
            Refuse($"{AddressVariable} is not set: this program is an AWS Lambda function and is started by Lambda. To try it here, start a local Runtime API and set {AddressVariable} to its host:port.");
        else if (!RuntimeApiAddress.TryParse(variable, out RuntimeApiAddress? address))
            Refuse($"{AddressVariable} is '{variable}', which is not of the form [http://]host[:port][/prefix].");
        else
            new InvocationLoop(new RuntimeApiClient(address, Connection.To(address), Thread.Sleep), handler).Run();
        // Not a return: a thread the function left behind must not keep an instance alive that serves nobody.
        Environment.Exit(1);
    }

    private static void Refuse(string why) => StandardStream.Error.Write(Encoding.UTF8.GetBytes(why + "\n"));
}
