using System.Globalization;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>The value of an attribute of a DynamoDB item: one of the members is set, and says the type.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_AttributeValue.html"/>.</remarks>
public sealed class DynamoDbValue
{
    /// <summary>Text.</summary>
    [JsonPropertyName("S"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? S { get; init; }

    /// <summary>A number, as text: up to 38 digits, more than a <see cref="decimal"/> has.</summary>
    [JsonPropertyName("N"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? N { get; init; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("B"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? B { get; init; }

    /// <summary>True or false.</summary>
    [JsonPropertyName("BOOL"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Bool { get; init; }

    /// <summary>True for the value null.</summary>
    [JsonPropertyName("NULL"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Null { get; init; }

    /// <summary>A set of texts.</summary>
    [JsonPropertyName("SS"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? SS { get; init; }

    /// <summary>A set of numbers, as text.</summary>
    [JsonPropertyName("NS"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? NS { get; init; }

    /// <summary>A set of bytes.</summary>
    [JsonPropertyName("BS"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<byte[]>? BS { get; init; }

    /// <summary>A list.</summary>
    [JsonPropertyName("L"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<DynamoDbValue>? L { get; init; }

    /// <summary>A map.</summary>
    [JsonPropertyName("M"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, DynamoDbValue>? M { get; init; }

    /// <summary>Which of the members is set.</summary>
    [JsonIgnore]
    public DynamoDbValueType Type => this switch
    {
        { S: not null } => DynamoDbValueType.String,
        { N: not null } => DynamoDbValueType.Number,
        { B: not null } => DynamoDbValueType.Binary,
        { Bool: not null } => DynamoDbValueType.Boolean,
        { Null: not null } => DynamoDbValueType.Null,
        { SS: not null } => DynamoDbValueType.StringSet,
        { NS: not null } => DynamoDbValueType.NumberSet,
        { BS: not null } => DynamoDbValueType.BinarySet,
        { L: not null } => DynamoDbValueType.List,
        { M: not null } => DynamoDbValueType.Map,
        _ => DynamoDbValueType.Unknown,
    };

    /// <summary>The number as an <see cref="int"/>.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    /// <exception cref="FormatException">It has a fraction.</exception>
    /// <exception cref="OverflowException">It is too large.</exception>
    public int ToInt32() => int.Parse(Digits, Style, CultureInfo.InvariantCulture);

    /// <summary>The number as a <see cref="long"/>.</summary>
    /// <inheritdoc cref="ToInt32" path="/exception"/>
    public long ToInt64() => long.Parse(Digits, Style, CultureInfo.InvariantCulture);

    /// <summary>The number as a <see cref="decimal"/>, rounded where it has more than 28 digits.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    /// <exception cref="OverflowException">It is too large.</exception>
    public decimal ToDecimal() => decimal.Parse(Digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The number as a <see cref="double"/>, rounded.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public double ToDouble() => double.Parse(Digits, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>DynamoDB writes large numbers with an exponent.</summary>
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;

    private string Digits => N ?? throw new InvalidOperationException($"The value is no number but of the type {Type}.");
}
