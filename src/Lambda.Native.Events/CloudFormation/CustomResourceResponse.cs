using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>
/// The answer to a <see cref="CustomResourceEvent{TProperties}"/>: its <see cref="ToUtf8"/> is the body to be put to
/// <see cref="CustomResourceEvent{TProperties}.ResponseUrl"/>, without a Content-Type.
/// </summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html"/>.</remarks>
public sealed class CustomResourceResponse
{
    /// <summary>The most bytes CloudFormation takes: 4 096.</summary>
    public const int MaximumSize = 4096;

    /// <summary><c>SUCCESS</c> or <c>FAILED</c>.</summary>
    [JsonPropertyName("Status")]
    public string Status { get; set; } = "SUCCESS";

    /// <summary>Why it failed; required then, and shown in the stack's events.</summary>
    [JsonPropertyName("Reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; set; }

    /// <summary>
    /// What the function names the resource, 1 KB at most. Another name than before, after <c>Update</c>, makes CloudFormation send <c>Delete</c> for the one before.
    /// </summary>
    [JsonPropertyName("PhysicalResourceId")]
    public string PhysicalResourceId { get; set; } = "";

    /// <summary>The stack of the request.</summary>
    [JsonPropertyName("StackId")]
    public string StackId { get; set; } = "";

    /// <summary>The identifier of the request.</summary>
    [JsonPropertyName("RequestId")]
    public string RequestId { get; set; } = "";

    /// <summary>The resource of the request.</summary>
    [JsonPropertyName("LogicalResourceId")]
    public string LogicalResourceId { get; set; } = "";

    /// <summary>Whether CloudFormation shows asterisks instead of <see cref="Data"/>.</summary>
    [JsonPropertyName("NoEcho"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NoEcho { get; set; }

    /// <summary>What the template gets by <c>Fn::GetAtt</c>.</summary>
    [JsonPropertyName("Data"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Data { get; set; }

    /// <summary>
    /// The body. A <see cref="Reason"/> that makes it too long is cut: a failure that cannot be told leaves the stack waiting.
    /// </summary>
    /// <exception cref="InvalidOperationException">Even without a reason it has more than <see cref="MaximumSize"/> bytes.</exception>
    public byte[] ToUtf8()
    {
        byte[] body = Write(Reason);
        if (body.Length > MaximumSize && Reason is not null)
        {
            // Each character is a byte at least.
            int length = Math.Max(0, Reason.Length - (body.Length - MaximumSize));
            if (length > 0 && char.IsHighSurrogate(Reason[length - 1]))
                length--;
            body = Write(Reason[..length]);
        }
        return body.Length <= MaximumSize
            ? body
            : throw new InvalidOperationException($"CloudFormation takes {MaximumSize} bytes of a custom resource, and this answer has {body.Length}: make Data smaller.");
    }

    private byte[] Write(string? reason)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("Status", Status);
            if (reason is not null)
                writer.WriteString("Reason", reason);
            writer.WriteString("PhysicalResourceId", PhysicalResourceId);
            writer.WriteString("StackId", StackId);
            writer.WriteString("RequestId", RequestId);
            writer.WriteString("LogicalResourceId", LogicalResourceId);
            if (NoEcho is { } noEcho)
                writer.WriteBoolean("NoEcho", noEcho);
            if (Data is not null)
            {
                writer.WriteStartObject("Data");
                foreach ((string name, string value) in Data)
                    writer.WriteString(name, value);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }
}
