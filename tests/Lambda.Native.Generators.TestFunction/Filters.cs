using System.Text;

namespace Lambda.Native.Generators.TestFunction;

/// <summary>Where the event asks for it, marks the event on the way in and the answer on the way out.</summary>
internal abstract class MarkingFilter(string name) : ILambdaFilter
{
    public async ValueTask InvokeAsync(LambdaInvocation invocation, LambdaNext next)
    {
        if (invocation.Event.Span.IndexOf("mark"u8) < 0)
        {
            await next(invocation);
            return;
        }
        invocation.Event = Encoding.UTF8.GetBytes($"{name}({Encoding.UTF8.GetString(invocation.Event.Span)})");
        await next(invocation);
        invocation.Answer = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(invocation.Answer.Span)}<{name}");
    }
}

internal sealed class Outer : MarkingFilter
{
    public Outer()
        : base("outer")
    {
        if (Environment.GetEnvironmentVariable("TEST_FILTER_FAILS") == "1")
            throw new InvalidOperationException("no configuration");
    }
}

internal sealed class Inner() : MarkingFilter("inner");

internal sealed class Innermost() : MarkingFilter("innermost");
