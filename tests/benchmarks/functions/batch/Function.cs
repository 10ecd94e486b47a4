using Lambda.Native;
using Lambda.Native.Events;

internal static class Function
{
    [LambdaFunction]
    internal static int Handle(SqsEvent batch) => batch.Records.Count;
}
