using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The answer to a <see cref="LexV2Event"/>.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lexv2/latest/dg/lambda-response-format.html"/>.</remarks>
public sealed class LexV2Response
{
    /// <summary>Where the conversation goes on; its <c>dialogAction</c> is required.</summary>
    [JsonPropertyName("sessionState")]
    public LexV2SessionState SessionState { get => field ??= new(); set; }

    /// <summary>What the user is told; required with <c>ElicitIntent</c>.</summary>
    [JsonPropertyName("messages"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LexV2Message>? Messages { get; set; }

    /// <summary>Attributes of this request.</summary>
    [JsonPropertyName("requestAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? RequestAttributes { get; set; }
}

/// <summary>What a user is told.</summary>
public sealed class LexV2Message
{
    /// <summary><c>CustomPayload</c>, <c>ImageResponseCard</c>, <c>PlainText</c> or <c>SSML</c>.</summary>
    [JsonPropertyName("contentType")]
    public string ContentType { get; set; } = "PlainText";

    /// <summary>The text, up to 1 024 characters.</summary>
    [JsonPropertyName("content"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; set; }

    /// <summary>The card, with <c>ImageResponseCard</c>.</summary>
    [JsonPropertyName("imageResponseCard"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2Card? ImageResponseCard { get; set; }
}

/// <summary>A card with buttons.</summary>
public sealed class LexV2Card
{
    /// <summary>The title.</summary>
    [JsonPropertyName("title")]
    public string Title { get; set; } = "";

    /// <summary>The second title.</summary>
    [JsonPropertyName("subtitle"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subtitle { get; set; }

    /// <summary>The image.</summary>
    [JsonPropertyName("imageUrl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImageUrl { get; set; }

    /// <summary>The buttons, up to five.</summary>
    [JsonPropertyName("buttons"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LexV2Button>? Buttons { get; set; }
}

/// <summary>A button of a card.</summary>
public sealed class LexV2Button
{
    /// <summary>What is on it.</summary>
    [JsonPropertyName("text")]
    public string Text { get; set; } = "";

    /// <summary>What it sends.</summary>
    [JsonPropertyName("value")]
    public string Value { get; set; } = "";
}
