using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Api;
using Lambda.Native.Buffers;

namespace Lambda.Native.Handlers;

/// <summary>JSON in, JSON out.</summary>
internal sealed class TypedHandler<TEvent, TAnswer>(
    JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, TAnswer> handler) : BufferedHandler
{
    private readonly JsonAnswerWriter<TAnswer> _writer = new(answerType);

    internal override void Invoke(Invocation invocation, Utf8Buffer answer) =>
        _writer.Write(answer, handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation)));
}

/// <summary>JSON in, JSON out, with a task.</summary>
internal sealed class TypedAsyncHandler<TEvent, TAnswer>(
    JsonTypeInfo<TEvent> eventType, JsonTypeInfo<TAnswer> answerType, Func<TEvent, LambdaContext, Task<TAnswer>> handler) : BufferedHandler
{
    private readonly JsonAnswerWriter<TAnswer> _writer = new(answerType);

    internal override void Invoke(Invocation invocation, Utf8Buffer answer) =>
        _writer.Write(answer, handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation)).GetAwaiter().GetResult());
}

/// <summary>JSON in, nothing out: the invoker gets <c>null</c>.</summary>
internal sealed class TypedActionHandler<TEvent>(JsonTypeInfo<TEvent> eventType, Action<TEvent, LambdaContext> handler) : BufferedHandler
{
    internal override void Invoke(Invocation invocation, Utf8Buffer answer)
    {
        handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation));
        answer.Write("null"u8);
    }
}

/// <summary>JSON in, nothing out, with a task.</summary>
internal sealed class TypedAsyncActionHandler<TEvent>(JsonTypeInfo<TEvent> eventType, Func<TEvent, LambdaContext, Task> handler) : BufferedHandler
{
    internal override void Invoke(Invocation invocation, Utf8Buffer answer)
    {
        handler(JsonEventReader.Read(invocation.Event.Span, eventType), new LambdaContext(invocation)).GetAwaiter().GetResult();
        answer.Write("null"u8);
    }
}

/// <summary>Nothing in, JSON out: the event is not looked at.</summary>
internal sealed class EventlessHandler<TAnswer>(JsonTypeInfo<TAnswer> answerType, Func<LambdaContext, TAnswer> handler) : BufferedHandler
{
    private readonly JsonAnswerWriter<TAnswer> _writer = new(answerType);

    internal override void Invoke(Invocation invocation, Utf8Buffer answer) =>
        _writer.Write(answer, handler(new LambdaContext(invocation)));
}

/// <summary>Nothing in, JSON out, with a task.</summary>
internal sealed class EventlessAsyncHandler<TAnswer>(JsonTypeInfo<TAnswer> answerType, Func<LambdaContext, Task<TAnswer>> handler) : BufferedHandler
{
    private readonly JsonAnswerWriter<TAnswer> _writer = new(answerType);

    internal override void Invoke(Invocation invocation, Utf8Buffer answer) =>
        _writer.Write(answer, handler(new LambdaContext(invocation)).GetAwaiter().GetResult());
}
