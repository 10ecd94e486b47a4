using System.Buffers;
using Lambda.Native;
using Lambda.Native.Generators.TestFunction;

[assembly: LambdaFilter<Outer>]
[assembly: LambdaFilter<Inner>, LambdaFilter<Innermost>]

if (args is ["functions"])
    LambdaFunctions.Run();

LambdaRuntime.RunRaw((lambdaEvent, answer, context) =>
{
    if (lambdaEvent.IndexOf("throw"u8) >= 0)
        throw new InvalidOperationException("as asked");
    answer.Write(lambdaEvent);
});
