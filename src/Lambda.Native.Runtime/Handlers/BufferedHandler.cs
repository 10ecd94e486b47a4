using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.Loop;

namespace Lambda.Native.Handlers;

/// <summary>A handler whose answer is sent in one piece when it has ended. An exception is the invocation's failure, and nothing of the answer is sent.</summary>
internal abstract class BufferedHandler : InvocationHandler
{
    internal abstract void Invoke(Invocation invocation, Utf8Buffer answer);

    internal sealed override bool Serve(InvocationLoop worker)
    {
        Utf8Buffer answer = worker.Answer;
        answer.Clear();
        try
        {
            Invoke(worker.Invocation, answer);
        }
        catch (Exception exception)
        {
            return worker.Fail(exception);
        }
        return answer.Length <= RuntimeApiClient.MaxResponseLength ? worker.Client.Respond(worker.Invocation, answer.Written) : worker.RefuseSize(answer.Length);
    }
}
