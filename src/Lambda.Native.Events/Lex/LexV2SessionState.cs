using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>Where a conversation is.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lexv2/latest/dg/lambda-common-structures.html"/>.</remarks>
public sealed class LexV2SessionState
{
    /// <summary>The contexts that are active.</summary>
    [JsonPropertyName("activeContexts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LexV2ActiveContext>? ActiveContexts { get; set; }

    /// <summary>Attributes of the session.</summary>
    [JsonPropertyName("sessionAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? SessionAttributes { get; set; }

    /// <summary>What the user is likely to say.</summary>
    [JsonPropertyName("runtimeHints"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2RuntimeHints? RuntimeHints { get; set; }

    /// <summary>What Lex does next.</summary>
    [JsonPropertyName("dialogAction"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2DialogAction? DialogAction { get; set; }

    /// <summary>The intent.</summary>
    [JsonPropertyName("intent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2Intent? Intent { get; set; }

    /// <summary>The identifier of the request.</summary>
    [JsonPropertyName("originatingRequestId"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OriginatingRequestId { get; set; }
}

/// <summary>What Lex does next.</summary>
public sealed class LexV2DialogAction
{
    /// <summary><c>Close</c>, <c>ConfirmIntent</c>, <c>Delegate</c>, <c>ElicitIntent</c> or <c>ElicitSlot</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; } = "";

    /// <summary>The slot to be asked for, with <c>ElicitSlot</c>.</summary>
    [JsonPropertyName("slotToElicit"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SlotToElicit { get; set; }

    /// <summary>How it is said: <c>Default</c>, <c>SpellByLetter</c> or <c>SpellByWord</c>.</summary>
    [JsonPropertyName("slotElicitationStyle"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SlotElicitationStyle { get; set; }

    /// <summary>The part of a composite slot to be asked for.</summary>
    [JsonPropertyName("subSlotToElicit"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2SubSlot? SubSlotToElicit { get; set; }
}

/// <summary>A part of a composite slot.</summary>
public sealed class LexV2SubSlot
{
    /// <summary>The name of the part.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>The part within it.</summary>
    [JsonPropertyName("subSlotToElicit"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2SubSlot? SubSlotToElicit { get; set; }
}

/// <summary>An intent of a bot.</summary>
public sealed class LexV2Intent
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary><c>Failed</c>, <c>Fulfilled</c>, <c>FulfillmentInProgress</c>, <c>InProgress</c>, <c>ReadyForFulfillment</c> or <c>Waiting</c>.</summary>
    [JsonPropertyName("state"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; set; }

    /// <summary><c>Confirmed</c>, <c>Denied</c> or <c>None</c>.</summary>
    [JsonPropertyName("confirmationState"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConfirmationState { get; set; }

    /// <summary>The slots; null for those that are not filled.</summary>
    [JsonPropertyName("slots"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, LexV2Slot?>? Slots { get; set; }

    /// <summary>What Kendra found, with <c>KendraSearchIntent</c>.</summary>
    [JsonPropertyName("kendraResponse"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? KendraResponse { get; set; }
}

/// <summary>A slot of an intent.</summary>
public sealed class LexV2Slot
{
    /// <summary><c>Scalar</c>, <c>List</c> or <c>Composite</c>.</summary>
    [JsonPropertyName("shape"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shape { get; set; }

    /// <summary>The value.</summary>
    [JsonPropertyName("value"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LexV2SlotValue? Value { get; set; }

    /// <summary>The values of a list.</summary>
    [JsonPropertyName("values"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LexV2Slot>? Values { get; set; }

    /// <summary>The parts of a composite slot.</summary>
    [JsonPropertyName("subSlots"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, LexV2Slot?>? SubSlots { get; set; }
}

/// <summary>The value of a slot.</summary>
public sealed class LexV2SlotValue
{
    /// <summary>What the user said or wrote.</summary>
    [JsonPropertyName("originalValue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OriginalValue { get; set; }

    /// <summary>What Lex takes it for.</summary>
    [JsonPropertyName("interpretedValue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InterpretedValue { get; set; }

    /// <summary>What else it may be.</summary>
    [JsonPropertyName("resolvedValues"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? ResolvedValues { get; set; }
}

/// <summary>A context that is active.</summary>
public sealed class LexV2ActiveContext
{
    /// <summary>The name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>Its attributes.</summary>
    [JsonPropertyName("contextAttributes")]
    public Dictionary<string, string> ContextAttributes { get => field ??= new(); set; }

    /// <summary>How long it stays.</summary>
    [JsonPropertyName("timeToLive")]
    public LexV2TimeToLive TimeToLive { get => field ??= new(); set; }
}

/// <summary>How long a context stays active.</summary>
public sealed class LexV2TimeToLive
{
    /// <summary>In seconds: 5 to 86 400.</summary>
    [JsonPropertyName("timeToLiveInSeconds")]
    public int TimeToLiveInSeconds { get; set; }

    /// <summary>In turns of the conversation: 1 to 20.</summary>
    [JsonPropertyName("turnsToLive")]
    public int TurnsToLive { get; set; }
}

/// <summary>What the user is likely to say.</summary>
public sealed class LexV2RuntimeHints
{
    /// <summary>The hints by intent and slot.</summary>
    [JsonPropertyName("slotHints")]
    public Dictionary<string, Dictionary<string, LexV2SlotHint>> SlotHints { get => field ??= new(); set; }
}

/// <summary>What the user is likely to say for a slot.</summary>
public sealed class LexV2SlotHint
{
    /// <summary>The values.</summary>
    [JsonPropertyName("runtimeHintValues"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<LexV2HintValue>? RuntimeHintValues { get; set; }

    /// <summary>The hints of the parts of a composite slot.</summary>
    [JsonPropertyName("subSlotHints"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, LexV2SlotHint>? SubSlotHints { get; set; }
}

/// <summary>A value the user is likely to say.</summary>
public sealed class LexV2HintValue
{
    /// <summary>The value.</summary>
    [JsonPropertyName("phrase")]
    public string Phrase { get; set; } = "";
}
