using System.Text.Json;
using System.Text.Json.Serialization;
using Lambda.Native;

LambdaRuntime.Run(DemoJson.Default.DemoEvent, DemoJson.Default.DemoAnswer, Demo.Handle);

/// <summary>One handler for three kinds of event: which of the optional members are there tells them apart.</summary>
internal static class Demo
{
    internal static DemoAnswer Handle(DemoEvent e, LambdaContext context) => e switch
    {
        { RequestContext.Http: { } http } => new() { StatusCode = 200, Body = $"{http.Method} {http.Path} from {http.SourceIp}" },
        { Records: { } records } => new() { Processed = records.Length, BatchItemFailures = [.. from r in records where r.Body is "" select new Failure(r.MessageId)] },
        { Title: { } title } => new() { Summary = $"{title}: {e.Tags?.Length ?? 0} tags, {e.Tags?.Sum(t => t.Length) ?? 0} characters", Longest = e.Tags?.MaxBy(t => t.Length) },
        _ => throw new ArgumentException("This is none of the three events the demo knows."),
    };
}

internal sealed record DemoEvent(RequestContext? RequestContext, [property: JsonPropertyName("Records")] Record[]? Records, string? Title, string[]? Tags);
internal sealed record RequestContext(Http? Http);
internal sealed record Http(string Method, string Path, string SourceIp);
internal sealed record Record(string MessageId, string Body);
internal sealed record Failure(string ItemIdentifier);

internal sealed record DemoAnswer
{
    public int? StatusCode { get; init; }
    public string? Body { get; init; }
    public int? Processed { get; init; }
    public Failure[]? BatchItemFailures { get; init; }
    public string? Summary { get; init; }
    public string? Longest { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DemoEvent))]
[JsonSerializable(typeof(DemoAnswer))]
internal sealed partial class DemoJson : JsonSerializerContext;
