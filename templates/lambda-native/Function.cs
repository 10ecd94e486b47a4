using System.Text.Json;
using System.Text.Json.Serialization;
using Lambda.Native;

LambdaRuntime.Run(FunctionJson.Default.Request, FunctionJson.Default.Answer, Function.Handle);

internal static class Function
{
    internal static Answer Handle(Request request, LambdaContext context) => new($"Hello, {request.Name}");
}

internal sealed record Request(string Name);

internal sealed record Answer(string Message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class FunctionJson : JsonSerializerContext;
