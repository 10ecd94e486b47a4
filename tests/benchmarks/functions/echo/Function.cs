using Lambda.Native;

internal static class Function
{
    [LambdaFunction]
    internal static Answer Handle(Request request) => new($"Hello, {request.Name}", request.Data);
}

internal sealed record Request(string Name, string? Data);

internal sealed record Answer(string Message, string? Data);
