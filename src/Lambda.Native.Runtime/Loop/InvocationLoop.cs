using System.Text;
using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.Handlers;
using Lambda.Native.Logging;

namespace Lambda.Native.Loop;

/// <summary>One worker: takes an event, has it handled, and again.</summary>
internal sealed class InvocationLoop(RuntimeApiClient client, InvocationHandler handler, InvocationScope scope)
{
    private readonly ErrorReporter _errors = new();
    private bool _memoryLimitKnown;

    internal InvocationLoop(RuntimeApiClient client, InvocationHandler handler)
        : this(client, handler, InvocationScope.None)
    {
    }

    internal RuntimeApiClient Client => client;

    internal Invocation Invocation { get; } = new();

    /// <summary>Where a handler's answer is collected.</summary>
    internal Utf8Buffer Answer { get; } = new();

    /// <summary>Serves invocations until the worker has to end.</summary>
    internal void Run()
    {
        while (RunOne())
        {
        }
    }

    /// <summary>False when the worker has to end.</summary>
    internal bool RunOne()
    {
        if (!client.TryNext(Invocation))
            return false;
        bool goOn;
        try
        {
            scope.Enter(Invocation);
            goOn = handler.Serve(this);
        }
        finally
        {
            scope.Leave();
            Invocation.End();
        }
        if (!_memoryLimitKnown)
        {
            _memoryLimitKnown = true;
            MemoryLimit.Apply();
        }
        return goOn;
    }

    /// <summary>Tells the invoker of an exception. False when the worker has to end.</summary>
    internal bool Fail(Exception exception)
    {
        Invocation.KeepForLog();
        ErrorReport report = _errors.Describe(exception, Invocation);
        bool goOn = client.Fail(Invocation, report);
        LogQuietly(report.Type, exception);
        return goOn;
    }

    /// <summary>Tells of an exception at the end of an answer that has begun to leave. False when the worker has to end.</summary>
    internal bool Fail(Exception exception, ResponseStream answer)
    {
        Invocation.KeepForLog();
        ErrorReport report = _errors.Describe(exception, Invocation);
        answer.CompleteWithError(report);
        bool goOn = answer.Finish();
        LogQuietly(report.Type, exception);
        return goOn;
    }

    /// <summary>Tells the invoker that the answer is more than Lambda takes. False when the worker has to end.</summary>
    internal bool RefuseSize(int length)
    {
        const string errorType = "Function.ResponseSizeTooLarge";
        Invocation.KeepForLog();
        var message = new Utf8Buffer(128);
        message.Write("The answer is "u8);
        message.WriteNumber(length);
        message.Write(" bytes long; Lambda takes "u8);
        message.WriteNumber(RuntimeApiClient.MaxResponseLength);
        message.Write(" at most."u8);
        string text = Encoding.UTF8.GetString(message.Written);
        bool goOn = client.Fail(Invocation, _errors.Describe(errorType, text));
        Log.Error(string.Concat(errorType, ": ", text), Invocation);
        return goOn;
    }

    private void LogQuietly(string errorType, Exception exception)
    {
        try
        {
            Log.Error(errorType, Invocation, exception);
        }
        catch (Exception)
        {
            // Out of memory, or an exception that cannot be described. The invoker has been told.
        }
    }
}
