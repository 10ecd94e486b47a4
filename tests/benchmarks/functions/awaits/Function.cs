using Lambda.Native;

internal static class Function
{
    [LambdaFunction]
    internal static async Task<Answer> Handle(Request request)
    {
        await Task.Yield();
        return new Answer($"Hello, {request.Name}");
    }
}

internal sealed record Request(string Name);

internal sealed record Answer(string Message);
