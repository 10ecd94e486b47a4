using System.Text.Json;
using System.Text.Json.Serialization;
using Lambda.Native;

LambdaRuntime.Run(FunctionJson.Default.Request, FunctionJson.Default.Answer, static (request, _) => new Answer($"Hello, {request.Name}", request.Data));

internal sealed record Request(string Name, string? Data);

internal sealed record Answer(string Message, string? Data);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class FunctionJson : JsonSerializerContext;
