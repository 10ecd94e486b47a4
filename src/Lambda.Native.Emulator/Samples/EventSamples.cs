using System.Reflection;

namespace Lambda.Native.Emulator;

/// <summary>The events that AWS's documentation shows, as the events library has them.</summary>
internal static class EventSamples
{
    private const string Prefix = "Samples/";
    private const string Suffix = ".json";

    // Where a service has several, the one that is meant by its bare name; elsewhere it is the first.
    private static readonly Dictionary<string, string> s_preferred = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http"] = "apigateway-http-request",
        ["rest"] = "apigateway-rest-request",
        ["websocket"] = "apigateway-websocket-message",
        ["url"] = "functionurl-request",
        ["cognito"] = "cognito-pre-sign-up",
        ["dynamodb"] = "dynamodb-stream",
        ["lex"] = "lexv2-request",
        ["logs"] = "cloudwatchlogs-subscription",
        ["s3"] = "s3-put",
        ["schedule"] = "eventbridge-scheduler",
        ["sqs"] = "sqs-standard",
    };

    /// <summary>All names, in order: <c>alb-request</c> to <c>stepfunctions-task</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. typeof(EventSamples).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The sample of a name: its own (<c>sqs-fifo</c>), its service's (<c>sqs</c>) or the beginning of one; null when there is none.</summary>
    public static SampleEvent? Find(string name)
    {
        string? found = Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? s_preferred.GetValueOrDefault(name)
            ?? Names.FirstOrDefault(n => name.Length > 0 && n.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return found is null ? null : new SampleEvent(found, Read(found));
    }

    private static byte[] Read(string name)
    {
        using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Suffix)!;
        var json = new byte[resource.Length];
        resource.ReadExactly(json);
        return json;
    }
}
