using Lambda.Native;
using OrderFunction;

[assembly: LambdaFilter<Journal>]

LambdaRuntime.OnInit(() =>
{
    LambdaRuntime.Log.Info($"initialised");
    return Task.CompletedTask;
});
LambdaFunctions.Run();

namespace OrderFunction
{
    /// <summary>Notes each event.</summary>
    public sealed class Journal : ILambdaFilter
    {
        private int _seen;

        public ValueTask InvokeAsync(LambdaInvocation invocation, LambdaNext next)
        {
            LambdaRuntime.Log.Info($"event {++_seen}");
            return next(invocation);
        }
    }
}
