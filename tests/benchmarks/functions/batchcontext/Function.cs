using System.Text.Json.Serialization;
using Lambda.Native;
using Lambda.Native.Events;

LambdaRuntime.Run(FunctionJson.Default.SqsEvent, FunctionJson.Default.Int32, static (batch, _) => batch.Records.Count);

[JsonSerializable(typeof(SqsEvent))]
[JsonSerializable(typeof(int))]
internal sealed partial class FunctionJson : JsonSerializerContext;
