using Lambda.Native.Api;
using Lambda.Native.Handlers;

namespace Lambda.Native.Loop;

/// <summary>One worker: takes an event, runs the handler, sends the answer or the error, and again.</summary>
internal sealed class InvocationLoop(RuntimeApiClient client, InvocationHandler handler)
{
    private readonly Invocation _invocation = new();
    private readonly ResponseBuffer _answer = new();

    /// <summary>Serves invocations until the process has to end.</summary>
    internal void Run()
    {
        while (RunOne())
        {
        }
    }

    /// <summary>False when the process has to end.</summary>
    internal bool RunOne()
    {
        if (!client.TryNext(_invocation))
            return false;
        bool goOn = Answer();
        _invocation.End();
        return goOn;
    }

    private bool Answer()
    {
        _answer.Clear();
        try
        {
            handler.Invoke(_invocation, _answer);
        }
        catch (Exception exception)
        {
            return Fail(exception);
        }
        return _answer.Written.Length <= RuntimeApiClient.MaxResponseLength ? client.Respond(_invocation, _answer.Written) : RefuseSize();
    }

    private bool Fail(Exception exception)
    {
        string requestId = _invocation.RequestId;
        string errorType = ErrorDocument.ErrorType(exception);
        string record;
        try
        {
            ErrorDocument.Write(_answer, exception);
            record = exception.ToString();
        }
        catch (Exception second)
        {
            // An exception whose Message or StackTrace throws is still the invocation's failure, not the loop's.
            record = $"{errorType}; describing it failed with {second.GetType().Name}";
            ErrorDocument.Write(_answer, errorType, record);
        }
        bool goOn = client.Fail(_invocation, errorType, _answer.Written);
        Log.Error(record, requestId);
        return goOn;
    }

    private bool RefuseSize()
    {
        const string errorType = "Function.ResponseSizeTooLarge";
        string message = $"The answer is {_answer.Written.Length} bytes long; Lambda takes {RuntimeApiClient.MaxResponseLength} at most.";
        string requestId = _invocation.RequestId;
        ErrorDocument.Write(_answer, errorType, message);
        bool goOn = client.Fail(_invocation, errorType, _answer.Written);
        Log.Error($"{errorType}: {message}", requestId);
        return goOn;
    }
}
