using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What a flow of Amazon Connect sends; the answer is an object of text values, 32 KB at most: a dictionary, or a type of your own.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/connect/latest/adminguide/connect-lambda-functions.html"/>.</remarks>
public sealed class ConnectEvent
{
    /// <summary><c>ContactFlowEvent</c>.</summary>
    [JsonPropertyName("Name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The contact and the parameters.</summary>
    [JsonPropertyName("Details")]
    public ConnectDetails Details { get => field ??= new(); init; }
}

/// <summary>The contact of a flow and the parameters of its block.</summary>
public sealed class ConnectDetails
{
    /// <summary>The contact.</summary>
    [JsonPropertyName("ContactData")]
    public ConnectContact ContactData { get => field ??= new(); init; }

    /// <summary>The parameters of the block.</summary>
    [JsonPropertyName("Parameters")]
    public Dictionary<string, string> Parameters { get => field ??= new(); init; }
}

/// <summary>A contact.</summary>
public sealed class ConnectContact
{
    /// <summary>The attributes of the contact.</summary>
    [JsonPropertyName("Attributes")]
    public Dictionary<string, string> Attributes { get => field ??= new(); init; }

    /// <summary><c>VOICE</c>, <c>CHAT</c>, <c>TASK</c> or <c>EMAIL</c>.</summary>
    [JsonPropertyName("Channel")]
    public string Channel { get => field ?? ""; init; }

    /// <summary>The contact.</summary>
    [JsonPropertyName("ContactId")]
    public string ContactId { get => field ?? ""; init; }

    /// <summary>The customer's side.</summary>
    [JsonPropertyName("CustomerEndpoint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectEndpoint? CustomerEndpoint { get; init; }

    /// <summary>The customer, where a flow has found it out.</summary>
    [JsonPropertyName("CustomerId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CustomerId { get; init; }

    /// <summary>A description.</summary>
    [JsonPropertyName("Description"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>The first contact of the conversation.</summary>
    [JsonPropertyName("InitialContactId")]
    public string InitialContactId { get => field ?? ""; init; }

    /// <summary><c>INBOUND</c>, <c>OUTBOUND</c>, <c>TRANSFER</c>, <c>CALLBACK</c>, <c>API</c> and others.</summary>
    [JsonPropertyName("InitiationMethod")]
    public string InitiationMethod { get => field ?? ""; init; }

    /// <summary>The instance.</summary>
    [JsonPropertyName("InstanceARN")]
    public string InstanceArn { get => field ?? ""; init; }

    /// <summary>The language: <c>en-US</c>.</summary>
    [JsonPropertyName("LanguageCode"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LanguageCode { get; init; }

    /// <summary>The audio of the customer.</summary>
    [JsonPropertyName("MediaStreams"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectMediaStreams? MediaStreams { get; init; }

    /// <summary>The contact before a transfer.</summary>
    [JsonPropertyName("PreviousContactId")]
    public string PreviousContactId { get => field ?? ""; init; }

    /// <summary>The queue.</summary>
    [JsonPropertyName("Queue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectQueue? Queue { get; init; }

    /// <summary>What belongs to a task.</summary>
    [JsonPropertyName("References"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, ConnectReference>? References { get; init; }

    /// <summary>A contact this one belongs to.</summary>
    [JsonPropertyName("RelatedContactId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RelatedContactId { get; init; }

    /// <summary>The instance's side.</summary>
    [JsonPropertyName("SystemEndpoint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectEndpoint? SystemEndpoint { get; init; }
}

/// <summary>One side of a contact.</summary>
public sealed class ConnectEndpoint
{
    /// <summary>The number or address.</summary>
    [JsonPropertyName("Address")]
    public string Address { get => field ?? ""; init; }

    /// <summary><c>TELEPHONE_NUMBER</c>, <c>EMAIL_ADDRESS</c> and others.</summary>
    [JsonPropertyName("Type")]
    public string Type { get => field ?? ""; init; }
}

/// <summary>A queue.</summary>
public sealed class ConnectQueue
{
    /// <summary>The ARN.</summary>
    [JsonPropertyName("ARN")]
    public string Arn { get => field ?? ""; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("Name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>What the called see.</summary>
    [JsonPropertyName("OutboundCallerId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectEndpoint? OutboundCallerId { get; init; }
}

/// <summary>Something that belongs to a contact.</summary>
public sealed class ConnectReference
{
    /// <summary><c>URL</c>, <c>ATTACHMENT</c>, <c>NUMBER</c>, <c>STRING</c>, <c>DATE</c> or <c>EMAIL</c>.</summary>
    [JsonPropertyName("Type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The value.</summary>
    [JsonPropertyName("Value")]
    public string Value { get => field ?? ""; init; }

    /// <summary>The status of an attachment.</summary>
    [JsonPropertyName("Status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <summary>The ARN of an attachment.</summary>
    [JsonPropertyName("Arn"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Arn { get; init; }
}

/// <summary>The media of a contact.</summary>
public sealed class ConnectMediaStreams
{
    /// <summary>The customer's.</summary>
    [JsonPropertyName("Customer")]
    public ConnectMediaStream Customer { get => field ??= new(); init; }
}

/// <summary>The media of one side.</summary>
public sealed class ConnectMediaStream
{
    /// <summary>The audio.</summary>
    [JsonPropertyName("Audio"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConnectAudioStream? Audio { get; init; }
}

/// <summary>Audio in Kinesis Video Streams.</summary>
public sealed class ConnectAudioStream
{
    /// <summary>The first fragment.</summary>
    [JsonPropertyName("StartFragmentNumber"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StartFragmentNumber { get; init; }

    /// <summary>When it began, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("StartTimestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StartTimestamp { get; init; }

    /// <summary>The last fragment.</summary>
    [JsonPropertyName("StopFragmentNumber"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StopFragmentNumber { get; init; }

    /// <summary>When it ended, in milliseconds since 1970-01-01T00:00:00Z.</summary>
    [JsonPropertyName("StopTimestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StopTimestamp { get; init; }

    /// <summary>The stream.</summary>
    [JsonPropertyName("StreamARN"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StreamArn { get; init; }
}
