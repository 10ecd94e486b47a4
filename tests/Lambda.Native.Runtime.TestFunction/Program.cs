using System.Buffers;
using System.Text;
using Lambda.Native;

// One process of a function, started by the tests of what belongs to a whole process: hooks, signals, workers, the environment.
string journal = Environment.GetEnvironmentVariable("TEST_JOURNAL")!;
void Note(string line) => File.AppendAllText(journal, line + "\n");

switch (args[0])
{
    case "hooks":
        LambdaRuntime.OnInit(() => Noted("init 1"));
        LambdaRuntime.OnInit(() => Noted("init 2"));
        LambdaRuntime.BeforeSnapshot(() => Noted("before 1"));
        LambdaRuntime.BeforeSnapshot(() => Noted("before 2"));
        LambdaRuntime.AfterRestore(() => Noted("after 1"));
        LambdaRuntime.AfterRestore(() => Noted("after 2"));
        break;
    case "init-fails":
        LambdaRuntime.OnInit(() => throw new InvalidOperationException("no database"));
        break;
    case "before-snapshot-fails":
        LambdaRuntime.BeforeSnapshot(() => throw new InvalidOperationException("before"));
        break;
    case "after-restore-fails":
        LambdaRuntime.AfterRestore(() => throw new InvalidOperationException("after"));
        break;
    case "shutdown":
        LambdaRuntime.OnShutdown(() => Noted("shutdown 1"));
        LambdaRuntime.OnShutdown(() => throw new InvalidOperationException("one hook fails"));
        LambdaRuntime.OnShutdown(() => Noted("shutdown 3"));
        break;
    case "filters":
        LambdaRuntime.AddFilter(new NotingFilter("outer"));
        LambdaRuntime.AddFilter(new NotingFilter("inner"));
        break;
}

LambdaRuntime.RunRaw(async (lambdaEvent, answer, context) =>
{
    string text = Encoding.UTF8.GetString(lambdaEvent.Span);
    if (text.Contains("throw"))
        throw new InvalidOperationException("as asked");
    if (text.Contains("memory"))
        throw new OutOfMemoryException();
    if (text.Contains("wait"))
        await Task.Delay(1);
    LambdaRuntime.Log.Info($"handling {text}");
    answer.Write(Encoding.UTF8.GetBytes($"{context.RequestId}|{context.TraceId}|{Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")}|{text}"));
});

Task Noted(string line)
{
    Note(line);
    return Task.CompletedTask;
}

/// <summary>Changes the event on the way in and the answer on the way out, answers some events itself, and turns an exception into an answer.</summary>
internal sealed class NotingFilter(string name) : ILambdaFilter
{
    public async ValueTask InvokeAsync(LambdaInvocation invocation, LambdaNext next)
    {
        if (invocation.Event.Span.IndexOf("skip"u8) >= 0)
        {
            invocation.Answer = Encoding.UTF8.GetBytes($"{name} answers");
            return;
        }
        try
        {
            invocation.Event = Encoding.UTF8.GetBytes($"{name}({Encoding.UTF8.GetString(invocation.Event.Span)})");
            await next(invocation);
            invocation.Answer = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(invocation.Answer.Span)}<{name}");
        }
        catch (InvalidOperationException exception) when (name == "outer")
        {
            invocation.Answer = Encoding.UTF8.GetBytes($"caught {exception.Message} of {invocation.Context.RequestId}");
        }
    }
}
