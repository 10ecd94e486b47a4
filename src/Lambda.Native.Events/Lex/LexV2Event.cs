using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>What a bot of Lex V2 asks a code hook.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html"/>.</remarks>
public sealed class LexV2Event
{
    /// <summary>The version of the event: <c>1.0</c>.</summary>
    [JsonPropertyName("messageVersion")]
    public string MessageVersion { get => field ?? ""; init; }

    /// <summary><c>DialogCodeHook</c> or <c>FulfillmentCodeHook</c>.</summary>
    [JsonPropertyName("invocationSource")]
    public string InvocationSource { get => field ?? ""; init; }

    /// <summary><c>DTMF</c>, <c>Speech</c> or <c>Text</c>.</summary>
    [JsonPropertyName("inputMode")]
    public string InputMode { get => field ?? ""; init; }

    /// <summary>The content type of what the user gets.</summary>
    [JsonPropertyName("responseContentType")]
    public string ResponseContentType { get => field ?? ""; init; }

    /// <summary>The session.</summary>
    [JsonPropertyName("sessionId")]
    public string SessionId { get => field ?? ""; init; }

    /// <summary>What the user said or wrote.</summary>
    [JsonPropertyName("inputTranscript")]
    public string InputTranscript { get => field ?? ""; init; }

    /// <summary>Which of the bot's code hooks this is.</summary>
    [JsonPropertyName("invocationLabel"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InvocationLabel { get; init; }

    /// <summary>The bot.</summary>
    [JsonPropertyName("bot")]
    public LexV2Bot Bot { get => field ??= new(); init; }

    /// <summary>What the user may mean, the likeliest first.</summary>
    [JsonPropertyName("interpretations")]
    public List<LexV2Interpretation> Interpretations { get => field ??= []; init; }

    /// <summary>What Lex does next if the function answers <c>Delegate</c>.</summary>
    [JsonPropertyName("proposedNextState"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2ProposedState? ProposedNextState { get; init; }

    /// <summary>Attributes of this request.</summary>
    [JsonPropertyName("requestAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? RequestAttributes { get; init; }

    /// <summary>Where the conversation is.</summary>
    [JsonPropertyName("sessionState")]
    public LexV2SessionState SessionState { get => field ??= new(); init; }

    /// <summary>What the user may have said.</summary>
    [JsonPropertyName("transcriptions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LexV2Transcription>? Transcriptions { get; init; }
}

/// <summary>A bot.</summary>
public sealed class LexV2Bot
{
    /// <summary>The identifier.</summary>
    [JsonPropertyName("id")]
    public string Id { get => field ?? ""; init; }

    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get => field ?? ""; init; }

    /// <summary>The identifier of the alias.</summary>
    [JsonPropertyName("aliasId")]
    public string AliasId { get => field ?? ""; init; }

    /// <summary>The name of the alias.</summary>
    [JsonPropertyName("aliasName"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AliasName { get; init; }

    /// <summary>The locale: <c>en_US</c>.</summary>
    [JsonPropertyName("localeId")]
    public string LocaleId { get => field ?? ""; init; }

    /// <summary>The version.</summary>
    [JsonPropertyName("version")]
    public string Version { get => field ?? ""; init; }
}

/// <summary>What the user may mean.</summary>
public sealed class LexV2Interpretation
{
    /// <summary><c>Lex</c> or <c>Bedrock</c>.</summary>
    [JsonPropertyName("interpretationSource"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InterpretationSource { get; init; }

    /// <summary>The intent.</summary>
    [JsonPropertyName("intent")]
    public LexV2Intent Intent { get => field ??= new(); init; }

    /// <summary>How sure Lex is, 0 to 1.</summary>
    [JsonPropertyName("nluConfidence"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NluConfidence { get; init; }

    /// <summary>The user's mood, where the bot looks at it.</summary>
    [JsonPropertyName("sentimentResponse"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2Sentiment? SentimentResponse { get; init; }
}

/// <summary>The user's mood.</summary>
public sealed class LexV2Sentiment
{
    /// <summary><c>MIXED</c>, <c>NEGATIVE</c>, <c>NEUTRAL</c> or <c>POSITIVE</c>.</summary>
    [JsonPropertyName("sentiment")]
    public string Sentiment { get => field ?? ""; init; }

    /// <summary>How sure each of them is.</summary>
    [JsonPropertyName("sentimentScore")]
    public LexV2SentimentScore SentimentScore { get => field ??= new(); init; }
}

/// <summary>How sure each mood is, 0 to 1.</summary>
public sealed class LexV2SentimentScore
{
    /// <summary>Mixed.</summary>
    [JsonPropertyName("mixed")]
    public double Mixed { get; init; }

    /// <summary>Negative.</summary>
    [JsonPropertyName("negative")]
    public double Negative { get; init; }

    /// <summary>Neutral.</summary>
    [JsonPropertyName("neutral")]
    public double Neutral { get; init; }

    /// <summary>Positive.</summary>
    [JsonPropertyName("positive")]
    public double Positive { get; init; }
}

/// <summary>What Lex does next by itself.</summary>
public sealed class LexV2ProposedState
{
    /// <summary>The action.</summary>
    [JsonPropertyName("dialogAction")]
    public LexV2DialogAction DialogAction { get => field ??= new(); init; }

    /// <summary>The intent.</summary>
    [JsonPropertyName("intent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2Intent? Intent { get; init; }

    /// <summary>The prompt.</summary>
    [JsonPropertyName("prompt"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2Prompt? Prompt { get; init; }
}

/// <summary>A prompt of a bot.</summary>
public sealed class LexV2Prompt
{
    /// <summary>Which attempt it is: <c>Initial</c>, <c>Retry1</c>.</summary>
    [JsonPropertyName("attempt")]
    public string Attempt { get => field ?? ""; init; }
}

/// <summary>What the user may have said.</summary>
public sealed class LexV2Transcription
{
    /// <summary>The text.</summary>
    [JsonPropertyName("transcription")]
    public string Transcription { get => field ?? ""; init; }

    /// <summary>How sure Lex is, 0 to 1.</summary>
    [JsonPropertyName("transcriptionConfidence"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TranscriptionConfidence { get; init; }

    /// <summary>The intent it would be.</summary>
    [JsonPropertyName("resolvedContext"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2ResolvedContext? ResolvedContext { get; init; }

    /// <summary>The slots it would fill.</summary>
    [JsonPropertyName("resolvedSlots"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, LexV2Slot?>? ResolvedSlots { get; init; }
}

/// <summary>The intent of a transcription.</summary>
public sealed class LexV2ResolvedContext
{
    /// <summary>The intent.</summary>
    [JsonPropertyName("intent")]
    public string Intent { get => field ?? ""; init; }
}
