using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>What an on-failure destination gets of an asynchronous event, as https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html shows it.</summary>
/// <param name="invocation">What came with the event.</param>
/// <param name="lambdaEvent">The event.</param>
/// <param name="condition">Why it failed for good.</param>
/// <param name="attempts">How often the function had it.</param>
/// <param name="last">What the last attempt came to; null when there was none.</param>
/// <param name="options">Of the function.</param>
internal sealed class DestinationRecord(InvocationOptions invocation, ReadOnlyMemory<byte> lambdaEvent, string condition, int attempts, InvocationResult? last, EmulatorOptions options)
{
    internal const string RetriesExhausted = "RetriesExhausted";
    internal const string EventAgeExceeded = "EventAgeExceeded";

    internal string RequestId { get; } = invocation.RequestId!;

    internal string Condition { get; } = condition;

    internal int Attempts { get; } = attempts;

    internal byte[] ToJson()
    {
        var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0");
            writer.WriteString("timestamp", options.Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartObject("requestContext");
            writer.WriteString("requestId", RequestId);
            writer.WriteString("functionArn", $"{options.FunctionArn}:{invocation.Qualifier ?? "$LATEST"}");
            writer.WriteString("condition", Condition);
            writer.WriteNumber("approximateInvokeCount", Attempts);
            writer.WriteEndObject();
            WritePayload(writer, "requestPayload", lambdaEvent.Span);
            if (last is not null)
            {
                writer.WriteStartObject("responseContext");
                writer.WriteNumber("statusCode", 200);
                writer.WriteString("executedVersion", "$LATEST");
                writer.WriteString("functionError", last.FunctionError);
                writer.WriteEndObject();
                WritePayload(writer, "responsePayload", last.Payload.Span);
            }
            writer.WriteEndObject();
        }
        return json.ToArray();
    }

    private static void WritePayload(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> payload)
    {
        writer.WritePropertyName(name);
        if (InvokeRequest.JsonError(payload) is null)
            writer.WriteRawValue(payload, skipInputValidation: true);
        else
            // A runtime may answer with anything.
            writer.WriteStringValue(Encoding.UTF8.GetString(payload));
    }
}
