using System.Globalization;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>What Lambda itself tells the invoker when the function does not, in its words.</summary>
internal static class LambdaErrors
{
    internal const string Unhandled = "Unhandled";
    internal const string ExitError = "Runtime.ExitError";
    internal const string ExtensionCrash = "Extension.Crash";
    internal const string ExtensionExitError = "Extension.ExitError";
    internal const string ExtensionInitError = "Extension.InitError";
    internal const string ExtensionLaunchError = "Extension.LaunchError";
    internal const string InvalidEntrypoint = "Runtime.InvalidEntrypoint";
    internal const string TimedOut = "Sandbox.Timedout";
    internal const string ResponseTooLarge = "Function.ResponseSizeTooLarge";
    internal const string TruncatedResponse = "Runtime.TruncatedResponse";

    internal static string TimeoutMessage(TimeSpan after) => $"Task timed out after {after.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture)} seconds";

    internal static InvocationAnswer Answer(string requestId, string type, string message) => new(Document(type, $"RequestId: {requestId} Error: {message}"), "application/json", Unhandled);

    /// <summary>An error that Lambda gives without the request id.</summary>
    internal static InvocationAnswer Plain(string type, string message) => new(Document(type, message), "application/json", Unhandled);

    internal static byte[] Document(string type, string message)
    {
        var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", type);
            writer.WriteString("errorMessage", message);
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }
}
