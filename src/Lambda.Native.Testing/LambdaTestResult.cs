using System.Text;
using System.Text.Json;
using Lambda.Native.Emulator;

namespace Lambda.Native.Testing;

/// <summary>What an invocation came to: an answer, or an error in Lambda's own words.</summary>
public sealed class LambdaTestResult
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal LambdaTestResult(InvocationResult result, string log)
    {
        RequestId = result.RequestId;
        Payload = result.Payload;
        ContentType = result.ContentType;
        FunctionError = result.FunctionError;
        Timing = result.Timing;
        Log = log;
        if (FunctionError is not null)
            (ErrorType, ErrorMessage) = ReadError(Payload);
    }

    /// <summary>The request id, as the function saw it.</summary>
    public string RequestId { get; }

    /// <summary>The answer, streamed or not; or the error document.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The payload as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>The media type that the function gave its answer.</summary>
    public string ContentType { get; }

    /// <summary><c>Unhandled</c> when the function reported an error, ended or took too long; null when it answered.</summary>
    public string? FunctionError { get; }

    /// <summary>Of an error, its type: that of the exception, or one of Lambda's own, <c>Sandbox.Timedout</c>, <c>Runtime.ExitError</c>, <c>Runtime.InvalidEntrypoint</c>.</summary>
    public string? ErrorType { get; }

    /// <summary>Of an error, its message.</summary>
    public string? ErrorMessage { get; }

    /// <summary>What the function and Lambda logged for this invocation, from START to REPORT; of more than a megabyte the end.</summary>
    public string Log { get; }

    /// <summary>What the REPORT line says: how long it took, how long the initialisation before it, how much memory.</summary>
    public InvocationTiming Timing { get; }

    /// <summary>This result, if it is an answer.</summary>
    /// <exception cref="LambdaTestException">It is an error; the message has the error and the log.</exception>
    public LambdaTestResult EnsureSuccess() => FunctionError is null ? this : throw new LambdaTestException(ToString());

    /// <summary>The answer, read from JSON.</summary>
    /// <param name="json">How it is read; null for the rules of the web (camel case), which are the function's own.</param>
    /// <exception cref="LambdaTestException">It is an error, or not such JSON; the message says what it is, and has the log.</exception>
    public TAnswer? Read<TAnswer>(JsonSerializerOptions? json = null)
    {
        EnsureSuccess();
        try
        {
            return JsonSerializer.Deserialize<TAnswer>(Payload.Span, json ?? Json);
        }
        catch (JsonException failure)
        {
            throw new LambdaTestException($"The answer is no {typeof(TAnswer).Name}: {failure.Message}\n{this}", failure);
        }
    }

    /// <summary>The payload and the log, for a message.</summary>
    public override string ToString() => $"{(FunctionError is null ? "The function answered" : "The function failed")}: {Text}\nIts log:\n{Log}";

    private static (string? Type, string? Message) ReadError(ReadOnlyMemory<byte> document)
    {
        try
        {
            using JsonDocument error = JsonDocument.Parse(document);
            return error.RootElement.ValueKind == JsonValueKind.Object ? (Member(error, "errorType"), Member(error, "errorMessage")) : (null, null);
        }
        catch (JsonException)
        {
            // A runtime may send anything; the payload has it.
            return (null, null);
        }
    }

    private static string? Member(JsonDocument error, string name) =>
        error.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
