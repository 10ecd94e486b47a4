using Lambda.Native;

internal static class Function
{
    [LambdaFunction]
    internal static Answer Handle(Request request) => new($"Hello, {request.Name}");
}

internal sealed record Request(string Name);

internal sealed record Answer(string Message);
