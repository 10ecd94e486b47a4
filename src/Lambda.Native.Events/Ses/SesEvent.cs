using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A message that SES has received, without its body.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html"/>.</remarks>
public sealed class SesEvent
{
    /// <summary>The messages; SES sends one.</summary>
    [JsonPropertyName("Records")]
    public List<SesRecord> Records { get => field ??= []; init; }
}

/// <summary>A message and how it came.</summary>
public sealed class SesRecord
{
    /// <summary><c>aws:ses</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The version of the event: <c>1.0</c>.</summary>
    [JsonPropertyName("eventVersion")]
    public string EventVersion { get => field ?? ""; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("ses")]
    public SesMessage Ses { get => field ??= new(); init; }
}

/// <summary>A message and what SES found.</summary>
public sealed class SesMessage
{
    /// <summary>The message.</summary>
    [JsonPropertyName("mail")]
    public SesMail Mail { get => field ??= new(); init; }

    /// <summary>What SES found and does.</summary>
    [JsonPropertyName("receipt")]
    public SesReceipt Receipt { get => field ??= new(); init; }
}

/// <summary>A message.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html"/>.</remarks>
public sealed class SesMail
{
    /// <summary>When it came.</summary>
    [JsonPropertyName("timestamp")]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The envelope's sender.</summary>
    [JsonPropertyName("source")]
    public string Source { get => field ?? ""; init; }

    /// <summary>SES's identifier of the message; the key of the object, where an S3 action stores it.</summary>
    [JsonPropertyName("messageId")]
    public string MessageId { get => field ?? ""; init; }

    /// <summary>The envelope's recipients.</summary>
    [JsonPropertyName("destination")]
    public List<string> Destination { get => field ??= []; init; }

    /// <summary>Whether headers are missing: there are 10 KB of them at most.</summary>
    [JsonPropertyName("headersTruncated")]
    public bool HeadersTruncated { get; init; }

    /// <summary>The headers.</summary>
    [JsonPropertyName("headers")]
    public List<SesHeader> Headers { get => field ??= []; init; }

    /// <summary>The headers one mostly wants.</summary>
    [JsonPropertyName("commonHeaders")]
    public SesCommonHeaders CommonHeaders { get => field ??= new(); init; }
}

/// <summary>A header of a message.</summary>
public sealed class SesHeader
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The value.</summary>
    [JsonPropertyName("value")]
    public string Value { get => field ?? ""; init; }
}

/// <summary>The headers one mostly wants.</summary>
public sealed class SesCommonHeaders
{
    /// <summary>Return-Path.</summary>
    [JsonPropertyName("returnPath"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReturnPath { get; init; }

    /// <summary>From.</summary>
    [JsonPropertyName("from"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? From { get; init; }

    /// <summary>Sender.</summary>
    [JsonPropertyName("sender"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sender { get; init; }

    /// <summary>Reply-To.</summary>
    [JsonPropertyName("replyTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? ReplyTo { get; init; }

    /// <summary>To.</summary>
    [JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? To { get; init; }

    /// <summary>Cc.</summary>
    [JsonPropertyName("cc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Cc { get; init; }

    /// <summary>Bcc.</summary>
    [JsonPropertyName("bcc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? Bcc { get; init; }

    /// <summary>Date.</summary>
    [JsonPropertyName("date"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Date { get; init; }

    /// <summary>Message-ID.</summary>
    [JsonPropertyName("messageId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MessageId { get; init; }

    /// <summary>Subject.</summary>
    [JsonPropertyName("subject"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject { get; init; }
}

/// <summary>What SES found of a message and does with it.</summary>
public sealed class SesReceipt
{
    /// <summary>When the action began.</summary>
    [JsonPropertyName("timestamp")]
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>How long it took until the action began, in milliseconds.</summary>
    [JsonPropertyName("processingTimeMillis")]
    public int ProcessingTimeMillis { get; init; }

    /// <summary>The recipients that the receipt rule matched.</summary>
    [JsonPropertyName("recipients")]
    public List<string> Recipients { get => field ??= []; init; }

    /// <summary>Whether it is spam.</summary>
    [JsonPropertyName("spamVerdict"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SesVerdict? SpamVerdict { get; init; }

    /// <summary>Whether it has a virus.</summary>
    [JsonPropertyName("virusVerdict"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SesVerdict? VirusVerdict { get; init; }

    /// <summary>Whether the sender is allowed, by SPF.</summary>
    [JsonPropertyName("spfVerdict"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SesVerdict? SpfVerdict { get; init; }

    /// <summary>Whether the signature is good, by DKIM.</summary>
    [JsonPropertyName("dkimVerdict"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SesVerdict? DkimVerdict { get; init; }

    /// <summary>Whether it conforms, by DMARC.</summary>
    [JsonPropertyName("dmarcVerdict"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SesVerdict? DmarcVerdict { get; init; }

    /// <summary>What the sender's domain asks for when DMARC fails: <c>none</c>, <c>quarantine</c> or <c>reject</c>.</summary>
    [JsonPropertyName("dmarcPolicy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DmarcPolicy { get; init; }

    /// <summary>The action that runs.</summary>
    [JsonPropertyName("action")]
    public SesAction Action { get => field ??= new(); init; }
}

/// <summary>What SES found.</summary>
public sealed class SesVerdict
{
    /// <summary><c>PASS</c>, <c>FAIL</c>, <c>GRAY</c> or <c>PROCESSING_FAILED</c>.</summary>
    [JsonPropertyName("status")]
    public string Status { get => field ?? ""; init; }
}

/// <summary>The action of a receipt rule.</summary>
public sealed class SesAction
{
    /// <summary><c>Lambda</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The function.</summary>
    [JsonPropertyName("functionArn")]
    public string FunctionArn { get => field ?? ""; init; }

    /// <summary><c>Event</c>, or <c>RequestResponse</c>: then a <see cref="SesDisposition"/> is read.</summary>
    [JsonPropertyName("invocationType")]
    public string InvocationType { get => field ?? ""; init; }
}
