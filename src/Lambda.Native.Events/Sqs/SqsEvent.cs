using System.Globalization;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A batch of messages of an SQS queue.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html"/>.</remarks>
public sealed class SqsEvent
{
    /// <summary>The messages; those of one group of a FIFO queue are in order.</summary>
    [JsonPropertyName("Records")]
    public List<SqsMessage> Records { get => field ??= []; init; }
}

/// <summary>A message of an SQS queue.</summary>
public sealed class SqsMessage
{
    /// <summary>The identifier of the message; what a partial batch response names.</summary>
    [JsonPropertyName("messageId")]
    public string MessageId { get => field ?? ""; init; }

    /// <summary>The handle of this receipt.</summary>
    [JsonPropertyName("receiptHandle")]
    public string ReceiptHandle { get => field ?? ""; init; }

    /// <summary>The message.</summary>
    [JsonPropertyName("body")]
    public string Body { get => field ?? ""; init; }

    /// <summary>What SQS knows of the message: <c>ApproximateReceiveCount</c>, <c>SentTimestamp</c>, <c>SenderId</c>, <c>MessageGroupId</c> and
    /// others.</summary>
    [JsonPropertyName("attributes")]
    public Dictionary<string, string> Attributes { get => field ??= new(); init; }

    /// <summary>The attributes the sender gave.</summary>
    [JsonPropertyName("messageAttributes")]
    public Dictionary<string, SqsMessageAttribute> MessageAttributes { get => field ??= new(); init; }

    /// <summary>The MD5 of <see cref="Body"/>, in hexadecimal.</summary>
    [JsonPropertyName("md5OfBody")]
    public string Md5OfBody { get => field ?? ""; init; }

    /// <summary>The MD5 of <see cref="MessageAttributes"/>, in hexadecimal.</summary>
    [JsonPropertyName("md5OfMessageAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Md5OfMessageAttributes { get; init; }

    /// <summary><c>aws:sqs</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string EventSource { get => field ?? ""; init; }

    /// <summary>The queue.</summary>
    [JsonPropertyName("eventSourceARN")]
    public string EventSourceArn { get => field ?? ""; init; }

    /// <summary>The region of the queue.</summary>
    [JsonPropertyName("awsRegion")]
    public string AwsRegion { get => field ?? ""; init; }

    /// <summary>How often the message has been received without being deleted; null if SQS did not say.</summary>
    [JsonIgnore]
    public int? ApproximateReceiveCount => int.TryParse(Attributes.GetValueOrDefault("ApproximateReceiveCount"), CultureInfo.InvariantCulture, out int count) ? count : null;

    /// <summary>When the message was sent; null if SQS did not say.</summary>
    [JsonIgnore]
    public DateTimeOffset? SentTimestamp => UnixTime.FromMilliseconds(Attributes.GetValueOrDefault("SentTimestamp"));

    /// <summary>The message group, always there in a FIFO queue.</summary>
    [JsonIgnore]
    public string? MessageGroupId => Attributes.GetValueOrDefault("MessageGroupId");
}

/// <summary>An attribute that the sender gave a message.</summary>
public sealed class SqsMessageAttribute
{
    /// <summary>The value of the data types <c>String</c> and <c>Number</c>.</summary>
    [JsonPropertyName("stringValue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StringValue { get; init; }

    /// <summary>The value of the data type <c>Binary</c>.</summary>
    [JsonPropertyName("binaryValue"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? BinaryValue { get; init; }

    /// <summary>Reserved by AWS.</summary>
    [JsonPropertyName("stringListValues"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<string>? StringListValues { get; init; }

    /// <summary>Reserved by AWS.</summary>
    [JsonPropertyName("binaryListValues"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<byte[]>? BinaryListValues { get; init; }

    /// <summary><c>String</c>, <c>Number</c> or <c>Binary</c>, and after a dot what the sender adds.</summary>
    [JsonPropertyName("dataType")]
    public string DataType { get => field ?? ""; init; }
}
