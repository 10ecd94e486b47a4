using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Api;
using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>JSON in, JSON out.</summary>
internal sealed class TypedHandler<TEvent, TAnswer>(
    JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, TAnswer> handler) : InvocationHandler
{
    private readonly JsonAnswerWriter<TAnswer> _writer = new(answerType);

    internal override void Invoke(Invocation invocation, ResponseBuffer answer) =>
        _writer.Write(answer, handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation)));
}

/// <summary>JSON in, JSON out, with a task.</summary>
internal sealed class TypedAsyncHandler<TEvent, TAnswer>(
    JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, Task<TAnswer>> handler) : InvocationHandler
{
    private readonly JsonAnswerWriter<TAnswer> _writer = new(answerType);

    internal override void Invoke(Invocation invocation, ResponseBuffer answer) =>
        _writer.Write(answer, handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation)).GetAwaiter().GetResult());
}

/// <summary>JSON in, nothing out: the invoker gets <c>null</c>.</summary>
internal sealed class TypedActionHandler<TEvent>(JsonTypeInfo<TEvent> eventType, Action<TEvent, LambdaContext> handler) : InvocationHandler
{
    internal override void Invoke(Invocation invocation, ResponseBuffer answer)
    {
        handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation));
        answer.Write("null"u8);
    }
}

/// <summary>JSON in, nothing out, with a task.</summary>
internal sealed class TypedAsyncActionHandler<TEvent>(JsonTypeInfo<TEvent> eventType, Func<TEvent, LambdaContext, Task> handler) : InvocationHandler
{
    internal override void Invoke(Invocation invocation, ResponseBuffer answer)
    {
        handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation)).GetAwaiter().GetResult();
        answer.Write("null"u8);
    }
}
