using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>How an invocation or an initialisation came out, in the words of the REPORT line; the type is null for a success.</summary>
internal readonly record struct Outcome(string Status, string? ErrorType)
{
    internal static Outcome Success { get; } = new("success", null);

    internal static Outcome Timeout { get; } = new("timeout", null);

    internal static Outcome Error(string type) => new("error", type);

    internal void Write(Utf8JsonWriter record)
    {
        record.WriteString("status", Status);
        if (ErrorType is not null)
            record.WriteString("errorType", ErrorType);
    }
}
