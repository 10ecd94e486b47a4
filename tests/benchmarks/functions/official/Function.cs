using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

Func<Request, ILambdaContext, Answer> handler = static (request, _) => new Answer($"Hello, {request.Name}", request.Data);
await LambdaBootstrapBuilder.Create(handler, new SourceGeneratorLambdaJsonSerializer<FunctionJson>()).Build().RunAsync();

// Named one by one: the serializer's options have a naming policy of their own.
internal sealed record Request([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("data")] string? Data);

internal sealed record Answer(
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("data"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Data);

[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class FunctionJson : JsonSerializerContext;
